"""The words of the library: topics, audiences, licences."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import PublicView
from library.catalogue.models import Audience, Licence, Topic


class TopicShape(Shape):
    slug: str
    name: str
    parent: str | None = Field(description="Slug of the topic above it.")
    synonyms: list[str]
    codes: list[dict[str, Any]] = Field(
        description="Concepts of public code systems: `{system, code, version, display, verified_at}`."
    )


class AudienceShape(Shape):
    slug: str
    name: str


class LicenceTerms(Shape):
    spdx: str
    name: str
    url: str
    adaptable: bool = Field(description="Whether adaptations may be shared.")
    share_alike: bool
    non_commercial: bool


class TopicList(Shape):
    items: list[TopicShape]
    next: None = None


class AudienceList(Shape):
    items: list[AudienceShape]
    next: None = None


class LicenceList(Shape):
    items: list[LicenceTerms]
    next: None = None


class Topics(PublicView):
    @operation(
        id="list_topics",
        summary="List the topics",
        description="The whole tree of topics, with other words for them and codes of conditions. Filter lists by `slug`.",
        answer=TopicList,
    )
    def get(self, request: Request) -> HttpResponse:
        topics = Topic.objects.select_related("parent").order_by("path")
        items = [
            TopicShape(
                slug=row.slug,
                name=row.name,
                parent=row.parent.slug if row.parent else None,
                synonyms=row.synonyms,
                codes=row.codes,
            )
            for row in topics
        ]
        return self.send_shape(TopicList(items=items), keys="topics")


class Audiences(PublicView):
    @operation(
        id="list_audiences",
        summary="List the audiences",
        description="For whom items are written. Filter lists by `slug`.",
        answer=AudienceList,
    )
    def get(self, request: Request) -> HttpResponse:
        items = [AudienceShape(slug=row.slug, name=row.name) for row in Audience.objects.order_by("name")]
        return self.send_shape(AudienceList(items=items), keys="audiences")


class Licences(PublicView):
    @operation(
        id="list_licences",
        summary="List the licences",
        description="The licences that items are under, and what each allows. What it allows follows from the licence itself.",
        answer=LicenceList,
    )
    def get(self, request: Request) -> HttpResponse:
        items = [
            LicenceTerms(
                spdx=row.spdx,
                name=row.name,
                url=row.url,
                adaptable=row.allows_adaptation,
                share_alike=row.share_alike,
                non_commercial=row.non_commercial,
            )
            for row in Licence.objects.order_by("spdx")
        ]
        return self.send_shape(LicenceList(items=items), keys="licences")
