"""The words of the library: topics, audiences, licences, and the organisations behind it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import PublicView
from library.accounts.models import Organisation
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


class CodeShape(Shape):
    scheme: str
    value: str
    valid_from: str | None
    valid_to: str | None


class SuccessorShape(Shape):
    code: str
    name: str
    on: str
    type: str


class OrganisationShape(Shape):
    code: str
    name: str
    kind: str
    nation: str | None
    districts: list[str]
    codes: list[CodeShape] = Field(description="Official codes with the dates between which they hold.")
    successors: list[SuccessorShape] = Field(description="Bodies that took over from it, wholly or in part.")


class TopicList(Shape):
    items: list[TopicShape]
    next: None = None


class AudienceList(Shape):
    items: list[AudienceShape]
    next: None = None


class LicenceList(Shape):
    items: list[LicenceTerms]
    next: None = None


class OrganisationList(Shape):
    items: list[OrganisationShape]
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


class Organisations(PublicView):
    @operation(
        id="list_organisations",
        summary="List the organisations",
        description="Publishers and health authorities, with their official codes and, where they have ended, who took over from them.",
        answer=OrganisationList,
    )
    def get(self, request: Request) -> HttpResponse:
        rows = Organisation.objects.prefetch_related("codes", "successions__successor").order_by("code")
        return self.send_shape(OrganisationList(items=[_organisation(row) for row in rows]), keys="organisations")


def _organisation(row: Organisation) -> OrganisationShape:
    codes = sorted(row.codes.all(), key=lambda code: (code.scheme, code.value))
    return OrganisationShape(
        code=row.code,
        name=row.name,
        kind=row.kind,
        nation=row.nation or None,
        districts=row.districts,
        codes=[
            CodeShape(
                scheme=code.scheme, value=code.value, valid_from=_day(code.valid_from), valid_to=_day(code.valid_to)
            )
            for code in codes
        ],
        successors=[
            SuccessorShape(code=step.successor.code, name=step.successor.name, on=step.on.isoformat(), type=step.type)
            for step in sorted(row.successions.all(), key=lambda step: (step.on, step.successor.code))
        ],
    )


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
