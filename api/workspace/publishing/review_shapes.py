"""What reviewers say, as the API takes and gives it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints

from api.http.fields import several_lines
from api.http.requests import Body, PlainText, Shape
from api.workspace.publishing.fields import Slug
from library.documents.limits import SECTIONS
from library.documents.pointers import pointer
from library.errors import Fault, Malformed
from library.publishing.opinions import LONGEST_NOTE, LONGEST_SECTION_COMMENT, Answer

MOST_CRITERIA = 30
SectionText = Annotated[
    str, AfterValidator(several_lines), StringConstraints(min_length=1, max_length=LONGEST_SECTION_COMMENT)
]


class SectionComment(Body):
    """What is to be said of one section."""

    section: Slug = Field(description="Id of the section.")
    text: SectionText


class CriterionAnswer(Body):
    """An answer to one of the questions of `/v1/review-criteria`."""

    code: Annotated[PlainText, Field(min_length=1, max_length=40)] = Field(description="The question's code.")
    answer: Literal["yes", "no", "not_applicable"]
    note: Annotated[PlainText, Field(max_length=LONGEST_NOTE)] = ""


class SaidOfSection(Shape):
    section: str
    text: str


class SaidOfCriterion(Shape):
    code: str
    answer: str
    note: str


Sections = Annotated[list[SectionComment], Field(max_length=SECTIONS)]
Criteria = Annotated[list[CriterionAnswer], Field(max_length=MOST_CRITERIA)]


def said_of(sections: Sequence[SectionComment], criteria: Sequence[CriterionAnswer] | None) -> dict[str, Any]:
    """Comments and answers as the domain takes them. Raises `Malformed` when something is said of the same thing twice."""
    faults = [
        *_repeated("sections", "section", [one.section for one in sections]),
        *_repeated("criteria", "code", [one.code for one in criteria or ()]),
    ]
    if faults:
        raise Malformed(errors=faults)
    return {
        "sections": {one.section: one.text for one in sections},
        "criteria": None if criteria is None else {one.code: Answer(one.answer, one.note) for one in criteria},
    }


def in_lists(
    faults: Sequence[Fault], sections: Sequence[SectionComment], criteria: Sequence[CriterionAnswer] | None
) -> list[Fault]:
    """The domain points by name (`/criteria/no-harm`); the body has lists. What is not in them is lacking in the list."""
    names = {"sections": [one.section for one in sections], "criteria": [one.code for one in criteria or ()]}
    found = []
    for fault in faults:
        _, member, *rest = fault.pointer.split("/")
        if rest and member in names:
            known = rest[0] in names[member]
            place = pointer(member, names[member].index(rest[0]), *rest[1:]) if known else f"/{member}"
            found.append(Fault(place, fault.detail))
        else:
            found.append(fault)
    return found


def _repeated(member: str, name: str, values: Sequence[str]) -> list[Fault]:
    return [
        Fault(pointer(member, number, name), "This stands more than once.")
        for number, value in enumerate(values)
        if value in values[:number]
    ]
