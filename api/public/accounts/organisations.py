"""The organisations behind the library, with the codes that they have and had, and who took over from whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import PublicView
from library.accounts.models import Organisation, Succession
from library.accounts.queries import organisation_by_any_code, organisations_with_succession

PATH = "/v1/organisations"
CODE = {
    "code": {
        "description": "Our own code for it; or one of its official codes, ODS or GSS, of today or of before.",
        "example": "sun-network",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9-]{1,100}$"},
    }
}


class CodeShape(Shape):
    scheme: str
    value: str
    valid_from: str | None
    valid_to: str | None


class SuccessionStep(Shape):
    """Another body in a succession, from which day on, and how it came."""

    code: str
    name: str
    on: str
    type: str = Field(description="`merger`, `split`, `acquisition`, `rename` or `closure`.")


class OrganisationShape(Shape):
    code: str
    name: str
    kind: str
    nation: str | None
    districts: list[str]
    codes: list[CodeShape] = Field(description="Official codes with the dates between which they hold.")
    ended_on: str | None = Field(description="From this day on it is no more; null while it is.")
    predecessors: list[SuccessionStep] = Field(description="Bodies that it took over from, wholly or in part.")
    successors: list[SuccessionStep] = Field(description="Bodies that took over from it, wholly or in part.")


class OrganisationList(Shape):
    items: list[OrganisationShape]
    next: None = None


class Organisations(PublicView):
    @operation(
        id="list_organisations",
        summary="List the organisations",
        description=(
            "Publishers and health authorities, with their official codes, what they took over and, where they have ended, who took "
            "over from them."
        ),
        answer=OrganisationList,
    )
    def get(self, request: Request) -> HttpResponse:
        items = [_shape(row) for row in organisations_with_succession()]
        return self.send_shape(OrganisationList(items=items), keys="organisations")


class OrganisationDetail(PublicView):
    @operation(
        id="get_organisation",
        summary="Look up an organisation",
        description=(
            "One organisation, with its predecessors and successors. An official code, also one that holds no more, redirects to "
            "the organisation that it stands for: old links go on to work."
        ),
        answer=OrganisationShape,
        also={308: "An official code: see our own, at `Location`."},
        path=CODE,
    )
    def get(self, request: Request, code: str) -> HttpResponse:
        found = organisation_by_any_code(code)
        if found.code != code:
            return self.redirect(f"{PATH}/{found.code}", keys="organisations")
        return self.send_shape(_shape(found), keys="organisations")


def _shape(row: Organisation) -> OrganisationShape:
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
        ended_on=_day(row.ended_on),
        predecessors=_steps((step, step.predecessor) for step in row.preceded_by.all()),
        successors=_steps((step, step.successor) for step in row.successions.all()),
    )


def _steps(steps: Any) -> list[SuccessionStep]:
    known: list[tuple[Succession, Organisation]] = sorted(steps, key=lambda found: (found[0].on, found[1].code))
    return [
        SuccessionStep(code=other.code, name=other.name, on=step.on.isoformat(), type=step.type)
        for step, other in known
    ]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
