"""The accessibility statement of the service."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import PublicView
from library.editions.accessibility import accessibility_statement


class StandardShape(Shape):
    name: str
    level: str
    url: str


class AssessmentShape(Shape):
    method: str
    by_machine: bool
    with_disabled_people: bool


class WhomToTell(Shape):
    how: str = Field(description="Where to report a problem, or to ask for another format.")
    publishers_url: str


class EnforcementShape(Shape):
    name: str
    url: str


class RenditionConformance(Shape):
    name: str
    media_type: str
    purpose: str
    standard: StandardShape | None
    status: str = Field(description="`full`, `partial`, or `not_applicable` where no standard is meant for it.")
    issues: list[str] = Field(description="Ids of what is known.")


class IssueShape(Shape):
    id: str
    summary: str
    affects: list[str] = Field(description="Names of renditions, or parts of the service.")
    criteria: list[str] = Field(description="Success criteria of WCAG 2.2.")
    instead: str = Field(description="What to use until it is mended.")


class StatementShape(Shape):
    url: str
    scope: str
    standard: StandardShape
    conformance: str = Field(description="`full` or `partial`.")
    assessment: AssessmentShape
    prepared_on: date
    next_review_due: date
    contact: WhomToTell
    enforcement: EnforcementShape
    renditions: list[RenditionConformance]
    known_issues: list[IssueShape]


class Accessibility(PublicView):
    @operation(
        id="get_accessibility_statement",
        summary="Read the accessibility statement",
        description=(
            "Which standard the pages and files of this service are held to, what is known not to meet it, what to use "
            "instead, and whom to tell. As data, so that your own statement can include it."
        ),
        answer=StatementShape,
    )
    def get(self, request: Request) -> HttpResponse:
        statement = StatementShape.model_validate(accessibility_statement(settings.PUBLIC_URL))
        return self.send_shape(statement, keys="accessibility")
