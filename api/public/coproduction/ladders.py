"""The ladders of co-production: reference data with their credit, a self-assessment, and the ladder drawn."""

from __future__ import annotations

from typing import Annotated, Any

from django.conf import settings
from django.http import HttpResponse
from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Body, CommaSeparated, Query
from api.http.views import Answer, PublicView
from api.public.coproduction.ladder_shapes import LadderAssessmentShape, LadderList, LadderShape
from library.coproduction.assessment import answer_faults, assess
from library.coproduction.drawing import Mark, drawn, written
from library.coproduction.ladders import LADDERS, Ladder
from library.coproduction.questions import STAGES, VERSION
from library.errors import Fault, Malformed, NotFound

SVG, TEXT = "image/svg+xml", "text/plain"
SLUG: dict[str, Any] = {"slug": {"description": "`tlap` or `arnstein`.", "example": "tlap"}}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-top-navigation-by-user-activation"
"""For a drawing that somebody opens by itself: it has a style of its own, and nothing else."""
Id = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z_.]+$")]


def _mark(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    stage, _, rung = value.partition(":")
    if stage not in STAGES or not rung.isascii() or not rung.isdigit() or len(rung) > 2:
        raise ValueError(f"Must be a stage and a rung, such as design:6. Stages: {', '.join(STAGES)}.")
    return Mark(stage, int(rung))


StageOnRung = Annotated[
    Mark, BeforeValidator(_mark), WithJsonSchema({"type": "string", "pattern": "^[a-z]+:[0-9]{1,2}$"})
]


class DrawingQuery(Query):
    at: CommaSeparated[StageOnRung] | None = Field(
        None,
        description="Where to mark stages: `design:6,deliver:4` puts design on rung 6 and delivery on rung 4, counted from the bottom.",
    )


class AssessmentAnswers(Body):
    """Ids of options, by id of question. What you leave out is not guessed at."""

    questions_version: Annotated[str, StringConstraints(max_length=20)] | None = Field(
        None, description="The version that you showed; an answer to other questions is refused."
    )
    answers: dict[Id, Id] = Field(max_length=60)


class Ladders(PublicView):
    @operation(
        id="list_ladders",
        summary="List the ladders of co-production",
        description="Published schemes of how power is shared, from the lowest rung to the highest, with the credit that each asks for.",
        answer=LadderList,
    )
    def get(self, request: Request) -> HttpResponse:
        shapes = [LadderShape.of(ladder, settings.PUBLIC_URL) for ladder in LADDERS.values()]
        return self.send_shape(LadderList(items=shapes), keys="ladders")


class LadderDetail(PublicView):
    @operation(
        id="read_ladder",
        summary="Read one ladder",
        description=(
            "Its rungs from the bottom to the top, the questions of its self-assessment, and the JSON Schema of the answers."
        ),
        answer=LadderShape,
        problems=(NotFound,),
        path=SLUG,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        return self.send_shape(LadderShape.of(_ladder(slug), settings.PUBLIC_URL), keys="ladders")


class LadderAssessment(PublicView):
    @operation(
        id="assess_on_ladder",
        summary="See where your organisation sits",
        description=(
            "From your answers, the rung that each stage of the work stands on, the answers that keep it there, and what the next "
            "rung would take. A stage with an open question is not guessed at. Nothing is stored, and no answer is logged."
        ),
        body=AssessmentAnswers,
        answer=LadderAssessmentShape,
        problems=(NotFound,),
        path=SLUG,
        example={
            "answers": {
                "design.part": "working_together",
                "design.power": "some_together",
                "design.means": "expenses",
                "deliver.part": "asked",
            }
        },
    )
    def post(self, request: Request, slug: str) -> Answer:
        ladder = _ladder(slug)
        if self.body.questions_version not in (None, VERSION):
            fault = Fault("/questions_version", f"The questions are of version {VERSION} now. Read the ladder again.")
            raise Malformed("These are answers to other questions.", errors=[fault])
        faults = answer_faults(ladder, self.body.answers)
        if faults:
            raise Malformed(errors=faults)
        return Answer(LadderAssessmentShape.of(ladder, assess(ladder, self.body.answers), settings.PUBLIC_URL))


class LadderDrawing(PublicView):
    @operation(
        id="draw_ladder",
        summary="Draw a ladder",
        description=(
            "As SVG: readable by screen readers, in light and dark, without a script or anything from elsewhere. The credit and its "
            "link are part of it."
        ),
        query=DrawingQuery,
        produces=(SVG,),
        problems=(NotFound,),
        path=SLUG,
        example={"at": "design:6,deliver:4"},
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        ladder = _ladder(slug)
        body = drawn(ladder, _marks(ladder, self.params)).encode()
        return self.send(body, media_type=SVG, keys="ladders", headers={"Content-Security-Policy": POLICY})


class LadderText(PublicView):
    @operation(
        id="write_ladder",
        summary="Write a ladder as text",
        description="The same drawing in characters, top rung first, with its credit.",
        query=DrawingQuery,
        produces=(TEXT,),
        problems=(NotFound,),
        path=SLUG,
        example={"at": "design:6,deliver:4"},
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        ladder = _ladder(slug)
        body = written(ladder, _marks(ladder, self.params)).encode()
        return self.send(body, media_type=f"{TEXT}; charset=utf-8", keys="ladders")


def _ladder(slug: str) -> Ladder:
    if slug not in LADDERS:
        raise NotFound()
    return LADDERS[slug]


def _marks(ladder: Ladder, query: DrawingQuery) -> tuple[Mark, ...]:
    marks, top = query.at or (), len(ladder.rungs)
    if any(not 1 <= mark.rung <= top for mark in marks):
        raise Malformed(errors=[Fault("?at", f"The rungs of this ladder are 1 to {top}.")])
    return marks
