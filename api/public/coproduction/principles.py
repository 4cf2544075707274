"""The principles of co-production, as reference data with their sources."""

from __future__ import annotations

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import PublicView
from library.coproduction.principles import SCHEMES


class NamedPrinciple(Shape):
    id: str = Field(description="Keeps its meaning.")
    name: str
    asks: str = Field(description="What to ask yourself in its light, in our own words.")


class PrinciplesScheme(Shape):
    slug: str
    version: str
    name: str
    source: str
    source_url: str
    principles: list[NamedPrinciple]


class PrinciplesSchemeList(Shape):
    items: list[PrinciplesScheme]
    next: None = None


class Principles(PublicView):
    @operation(
        id="list_principles",
        summary="List the principles of co-production",
        description="Published schemes of principles. Items have notes on them, never scores: `coproduction.principles`.",
        answer=PrinciplesSchemeList,
    )
    def get(self, request: Request) -> HttpResponse:
        schemes = [
            PrinciplesScheme(
                slug=scheme.slug,
                version=scheme.version,
                name=scheme.name,
                source=scheme.source,
                source_url=scheme.source_url,
                principles=[NamedPrinciple(id=one.id, name=one.name, asks=one.asks) for one in scheme.principles],
            )
            for scheme in SCHEMES.values()
        ]
        return self.send_shape(PrinciplesSchemeList(items=schemes), keys="principles")
