"""Successions of organisations, for the steward: who took over from whom."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Body, Shape
from api.http.views import Answer, WorkspaceView
from library.accounts.actions import succeed_organisation
from library.accounts.actions.succession import AlreadyEnded, AlreadySucceeded
from library.accounts.models import Organisation, Succession
from library.accounts.queries import organisations_by_code
from library.accounts.roles import Role

PATH = "/v1/workspace/successions"


def _each_once(codes: list[str]) -> list[str]:
    if len(set(codes)) != len(codes):
        raise ValueError("Each may stand once.")
    return codes


def _in_our_time(day: date) -> date:
    if not 1948 <= day.year <= 2100:
        raise ValueError("Must be between 1948 and 2100.")
    return day


Codes = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=20), AfterValidator(_each_once)
]


class NewSuccession(Body):
    """Who took over from whom: each successor from each predecessor."""

    predecessors: Annotated[Codes, Field(min_length=1)] = Field(description="Our own codes of those that were before.")
    successors: Codes = Field([], description="Our own codes of those that took over; none for a plain closure.")
    on: Annotated[date, AfterValidator(_in_our_time)] = Field(description="The first day of the new order.")
    type: Literal[tuple(Succession.Type.values)] = Field(description="How it came.")  # type: ignore[valid-type]
    predecessors_end: bool = Field(True, description="Whether the predecessors are no more from that day on.")


class SuccessionPair(Shape):
    predecessor: str
    successor: str
    on: date
    type: str


class SuccessionRecorded(Shape):
    """What was recorded. Nothing has moved: see `/v1/workspace/re-homing`."""

    items: list[SuccessionPair]
    ended: list[str] = Field(description="Codes of the organisations that are no more from that day on.")


class Successions(WorkspaceView):
    @operation(
        id="record_succession",
        summary="Record a succession",
        description=(
            "Bodies merge, split and end. The public feed and `/v1/organisations` tell of it; official codes of those that end hold "
            "until the day before, and go on to resolve. Nothing that they own moves by itself."
        ),
        roles=frozenset({Role.STEWARD_ADMIN}),
        body=NewSuccession,
        answer=SuccessionRecorded,
        status=201,
        idempotent=True,
        problems=(AlreadySucceeded, AlreadyEnded),
        example={
            "predecessors": ["nhs-norfolk-and-suffolk"],
            "successors": ["nhs-essex"],
            "on": "2027-04-01",
            "type": "merger",
        },
    )
    def post(self, request: Request) -> Answer:
        wanted = self.body
        predecessors = organisations_by_code(wanted.predecessors, place="/predecessors")
        rows = succeed_organisation(
            predecessors=predecessors,
            successors=organisations_by_code(wanted.successors, place="/successors"),
            on=wanted.on,
            type=wanted.type,
            predecessors_end=wanted.predecessors_end,
            by=self.actor,
            at=self.at,
        )
        return Answer(_recorded(rows, predecessors if wanted.predecessors_end else []), 201, path="/v1/organisations")


def _recorded(rows: list[Succession], ended: list[Organisation]) -> SuccessionRecorded:
    pairs = [
        SuccessionPair(predecessor=row.predecessor.code, successor=row.successor.code, on=row.on, type=row.type)
        for row in rows
    ]
    return SuccessionRecorded(items=pairs, ended=[organisation.code for organisation in ended])
