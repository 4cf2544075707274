"""What reviewers are asked, by what they judge and what they judge it of (domain.md HQ-6, HQ-7, HQ-10, SM-1, CR-14). Pure.

Each question is put so that `yes` is well: an approval with a `no` says what is to be thought of it. A question keeps its code as long
as it keeps its meaning. `VERSION` goes up when a question comes, goes or changes; a review keeps the version that it answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

VERSION = "1"
ANSWERS = {"yes": "Yes", "no": "No", "not_applicable": "Does not apply"}


@dataclass(frozen=True)
class Criterion:
    """A question. `item_kinds` are the kinds of item that it is put for, none for all; `health_only` for content about health."""

    code: str
    question: str
    help: str = ""
    item_kinds: tuple[str, ...] = ()
    health_only: bool = False


CRITERIA: Mapping[str, tuple[Criterion, ...]] = {
    "lived_experience": (
        Criterion(
            "no-harm",
            "Is it free of words and pictures that could harm or shame somebody?",
            "Such as numbers of weight, size or calories, comparisons, blame, or details that somebody could copy.",
        ),
        Criterion(
            "help",
            "Does it say where to get help, and early enough?",
            "Think of somebody who opens it on their worst day.",
            health_only=True,
        ),
        Criterion("true", "Does it fit what you have lived through, or seen?"),
        Criterion("clear", "Would you have understood it on a bad day?"),
        Criterion("equal", "Does it speak to people as equals, and leave them hope and choices?"),
        Criterion(
            "fair-account",
            "Does it tell fairly what people with lived experience did, and what came of it?",
            "What did not work, too.",
            item_kinds=("case_study",),
        ),
        Criterion(
            "safe-to-take-part",
            "Is it said beforehand what could be hard about taking part, and what helps then?",
            item_kinds=("training",),
        ),
    ),
    "clinical": (
        Criterion("evidence", "Have you checked that its sources support what it says?"),
        Criterion("guidance", "Does it agree with current guidance?", "Such as that of NICE.", health_only=True),
        Criterion("doses-and-signs", "Are doses, amounts and warning signs right?", health_only=True),
        Criterion(
            "urgent-help", "Does it say rightly when help is urgent, and where to get it then?", health_only=True
        ),
        Criterion("audience", "Is it suitable for the people whom it is for?"),
        Criterion(
            "local-details",
            "Can every detail that places fill in stand there without making it wrong?",
            item_kinds=("leaflet",),
        ),
    ),
    "editorial": (
        Criterion("plain", "Is it in plain language, with hard words explained?"),
        Criterion("title", "Do title and summary say what it is, and promise no more than it holds?"),
        Criterion("claims", "Does each claim have its source or its evidence?"),
        Criterion("rights", "Are words and pictures of others credited, and may they be used?"),
        Criterion("outcomes", "Do the learning outcomes say what people will be able to do?", item_kinds=("training",)),
    ),
    "accessibility": (
        Criterion("structure", "Can you find your way by headings and lists alone?"),
        Criterion("pictures", "Does the alternative text of each picture say what the picture says?"),
        Criterion("links", "Does each link say where it leads?"),
        Criterion("not-by-colour", "Can everything be understood without colour, shape or place?"),
        Criterion(
            "media",
            "Do recordings have captions and a transcript that say everything?",
            item_kinds=("resource", "training"),
        ),
    ),
}


def criteria_for(kind: str, *, item_kind: str, is_health_content: bool) -> tuple[Criterion, ...]:
    """The questions for a kind of review of a kind of item, in order. Raises `KeyError` for a kind that there is not."""
    return tuple(
        one
        for one in CRITERIA[kind]
        if (not one.item_kinds or item_kind in one.item_kinds) and (is_health_content or not one.health_only)
    )
