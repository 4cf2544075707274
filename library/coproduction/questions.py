"""The questions of the self-assessment, as versioned reference data. They are ours; the rungs are the ladders' own.

Three things show where a stage stands: what part people have in it, who decides, and what people are given so that they can
take part. Each option says the highest rung that it can bear. A question or an option that has an id keeps its meaning: to change it,
write a new version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

VERSION = "1"
STAGES: Mapping[str, str] = {
    "commission": "when it is decided what is needed, and what is paid for",
    "design": "when it is worked out what it will be like",
    "deliver": "when it is running",
    "evaluate": "when it is judged how well it does",
    "govern": "when somebody watches over it and answers for it",
}
"""Stages of the work (domain.md CP-2), in words that go on from a question."""


@dataclass(frozen=True)
class Option:
    """An answer, and the highest rung that it can bear, counted from 1 at the bottom."""

    id: str
    text: str
    bears: int


@dataclass(frozen=True)
class Question:
    """`id` is `<stage>.<theme>`. Options stand from the lowest to the highest."""

    id: str
    stage: str
    text: str
    options: tuple[Option, ...]

    def option(self, id: str) -> Option | None:
        return next((one for one in self.options if one.id == id), None)


@dataclass(frozen=True)
class Theme:
    """One question that is asked of every stage. `{when}` in its text is where the stage's words go."""

    id: str
    text: str
    options: tuple[Option, ...]


def questions_of(themes: tuple[Theme, ...]) -> tuple[Question, ...]:
    """Every theme for every stage, stage by stage."""
    return tuple(
        Question(f"{stage}.{theme.id}", stage, theme.text.format(when=when), theme.options)
        for stage, when in STAGES.items()
        for theme in themes
    )


PART = "What part do people who use it have {when}?"
POWER = "Who decides {when}?"
MEANS = "What are people given so that they can take part {when}?"

TLAP_THEMES = (
    Theme(
        "part",
        PART,
        (
            Option("subjected", "They are told what will happen to them, and can't say no.", 1),
            Option("taught", "They are taught how it works, so that they fit in.", 2),
            Option("informed", "They are told what is being done, and why.", 3),
            Option("asked", "They are asked what they think.", 4),
            Option("heard", "They say what they think more than once, and some things change because of it.", 5),
            Option("working_together", "They work it out together with staff.", 6),
            Option("throughout", "They work it out together with staff, from the first idea to the last word.", 7),
        ),
    ),
    Theme(
        "power",
        POWER,
        (
            Option("staff", "Staff, by themselves.", 4),
            Option(
                "staff_answer", "Staff. They tell people what was decided, and what is different because of them.", 5
            ),
            Option("some_together", "Staff and people together, on some of it.", 6),
            Option("together", "Staff and people together, on all of it. Neither side can overrule the other.", 7),
        ),
    ),
    Theme(
        "means",
        MEANS,
        (
            Option("nothing", "Nothing.", 4),
            Option("expenses", "Their expenses.", 5),
            Option(
                "support",
                "Their expenses, and what they need to be there: times, places, interpreters, somebody to turn to.",
                6,
            ),
            Option(
                "recompense", "All of that, and their time is paid for or made up to them in a way that they chose.", 7
            ),
        ),
    ),
)

ARNSTEIN_THEMES = (
    Theme(
        "part",
        PART,
        (
            Option("approving", "They sit in a room so that they approve what was decided.", 1),
            Option("put_right", "Their views are taken as something to put right in them.", 2),
            Option("informed", "They are told of their rights and choices, and can't answer.", 3),
            Option("asked", "They are asked what they think. Nobody promises that it counts.", 4),
            Option("advising", "A few of them advise.", 5),
            Option("planning_together", "They plan it together with those in charge.", 6),
            Option("leading", "They lead, and others are part of it.", 7),
            Option("running", "They run it.", 8),
        ),
    ),
    Theme(
        "power",
        POWER,
        (
            Option("those_in_charge", "Those in charge, by themselves.", 4),
            Option("having_heard", "Those in charge, when they have heard what people advise.", 5),
            Option("both", "Both, by rules that both agreed.", 6),
            Option("people_mostly", "People who use it have the larger say.", 7),
            Option("people", "People who use it.", 8),
        ),
    ),
    Theme(
        "means",
        MEANS,
        (
            Option("nothing", "Nothing of their own.", 5),
            Option("paid", "Their time is paid for, and they can get advice of their own.", 6),
            Option("budget", "A budget for which they answer.", 7),
            Option("all_money", "The money: it is theirs to spend, and nobody stands between.", 8),
        ),
    ),
)
