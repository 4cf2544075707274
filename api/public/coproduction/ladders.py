"""The ladders of co-production, as reference data with their credit."""

from __future__ import annotations

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import PublicView
from library.coproduction.ladders import LADDERS, Ladder
from library.errors import NotFound


class RungShape(Shape):
    position: int = Field(description="From 1, at the bottom.")
    name: str
    meaning: str = Field(description="In our own words.")


class LadderShape(Shape):
    slug: str
    version: str
    name: str
    source: str
    source_url: str
    credit: str = Field(description="Show this, with a link to the source, wherever you show the ladder.")
    rungs: list[RungShape]


class LadderList(Shape):
    items: list[LadderShape]
    next: None = None


class Ladders(PublicView):
    @operation(
        id="list_ladders",
        summary="List the ladders of co-production",
        description="Published schemes of how power is shared, from the lowest rung to the highest, with the credit that each asks for.",
        answer=LadderList,
    )
    def get(self, request: Request) -> HttpResponse:
        return self.send_shape(LadderList(items=[_shape(ladder) for ladder in LADDERS.values()]), keys="ladders")


class LadderDetail(PublicView):
    @operation(
        id="read_ladder",
        summary="Read one ladder",
        description="Its rungs from the bottom to the top.",
        answer=LadderShape,
        problems=(NotFound,),
        path={"slug": {"description": "`tlap` or `arnstein`.", "example": "tlap"}},
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        if slug not in LADDERS:
            raise NotFound()
        return self.send_shape(_shape(LADDERS[slug]), keys="ladders")


def _shape(ladder: Ladder) -> LadderShape:
    return LadderShape(
        slug=ladder.slug,
        version=ladder.version,
        name=ladder.name,
        source=ladder.source,
        source_url=ladder.source_url,
        credit=ladder.credit,
        rungs=[
            RungShape(position=position, name=rung.name, meaning=rung.meaning)
            for position, rung in enumerate(ladder.rungs, 1)
        ],
    )
