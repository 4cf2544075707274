"""What a reviewer says of a text, and whether it can stand so. Pure.

Faults point by name: `/sections/<id>`, `/criteria/<code>`; whoever asked in another form puts them in its own place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Required, TypedDict

from library.documents.pointers import pointer
from library.errors import Fault, Malformed
from library.quality.review_criteria import ANSWERS, Criterion

LONGEST_COMMENT = 5000
LONGEST_SECTION_COMMENT = 2000
LONGEST_NOTE = 500


@dataclass(frozen=True)
class Answer:
    """`answer` is one of `review_criteria.ANSWERS`."""

    answer: str
    note: str = ""


@dataclass(frozen=True)
class Said:
    """`sections` are comments by the id of the section. `criteria` are answers by code; None where nobody was asked: clients that
    are older than the questions.
    """

    kind: str
    decision: str
    comment: str = ""
    evidence_checked: bool = False
    sections: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, Answer] | None = None

    @property
    def approves(self) -> bool:
        return self.decision == "approved"


class SaidMembers(TypedDict, total=False):
    """The members of `Said`, as verbs take them."""

    kind: Required[str]
    decision: Required[str]
    comment: str
    evidence_checked: bool
    sections: Mapping[str, str]
    criteria: Mapping[str, Answer] | None


def check_said(said: Said, *, sections: Collection[str], asked: Sequence[Criterion]) -> None:
    """Raise `Malformed` with every fault at once. `sections` are the ids that the text has, `asked` the questions for it."""
    faults = [*_of_comments(said, sections), *_of_criteria(said, asked)]
    if faults:
        detail = "Say what should change." if faults[0].pointer == "/comment" else ""
        raise Malformed(detail, errors=faults)


def _of_comments(said: Said, sections: Collection[str]) -> Iterator[Fault]:
    given = [said.comment, *said.sections.values()]
    if not said.approves and not any(text.strip() for text in given):
        yield Fault("/comment", "Needed when you ask for changes.")
    for id in said.sections:
        if id not in sections:
            yield Fault(pointer("sections", id), "The text has no such section.")


def _of_criteria(said: Said, asked: Sequence[Criterion]) -> Iterator[Fault]:
    if said.criteria is None:
        return
    codes = {one.code for one in asked}
    for code, given in said.criteria.items():
        place = pointer("criteria", code)
        if code not in codes:
            yield Fault(place, "This is not asked for this kind of review of this item.")
        elif given.answer not in ANSWERS:
            yield Fault(place, f"Must be one of {', '.join(ANSWERS)}.")
        elif given.answer == "no" and said.approves and not (given.note.strip() or said.comment.strip()):
            yield Fault(
                place + "/note", "You approve it although you say no here: say why, in a note or in your comment."
            )
    for one in asked:
        if said.approves and one.code not in said.criteria:
            yield Fault(pointer("criteria", one.code), f"Needed when you approve: {one.question}")
