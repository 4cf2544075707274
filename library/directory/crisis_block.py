"""The help that every text about mental health carries (domain.md CR-6, CR-8, CR-11). Pure: lines in, what is lacking out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from library.directory.hours import Hours, is_always_open

PURPOSES = {
    "emergency": "when a life is at risk",
    "urgent": "for urgent help that is no emergency",
    "listening": "for somebody to talk to",
    "condition": "about the condition itself",
}
"""What the four lines are for, in their order."""


@dataclass(frozen=True)
class Line:
    """One line of help, as a place prints it. `hours` is None when the directory does not know them."""

    name: str
    purpose: str
    hours: Hours | None = None
    hours_in_words: str = ""
    has_non_voice_answer: bool = False


@dataclass(frozen=True)
class Lack:
    """What the block lacks: a line for a purpose, a line that answers at every hour, or what a line (by its name) does not say."""

    what: Literal["purpose", "every_hour", "hours", "non_voice"]
    sentence: str
    purpose: str = ""
    line: str = ""


def crisis_faults(lines: Sequence[Line]) -> Iterator[Lack]:
    """What the block lacks; nothing when it may be printed.

    A line that says neither that it is always open nor when it is open sends somebody to a phone that nobody answers. For emergencies and
    urgent help it must be known how somebody who can't speak on the phone gets through, or that they can't (CR-11).
    """
    for purpose, need in PURPOSES.items():
        if not any(line.purpose == purpose for line in lines):
            yield Lack("purpose", f"There is no line {need} ({purpose}).", purpose=purpose)
    if not any(line.hours is not None and is_always_open(line.hours) for line in lines):
        yield Lack("every_hour", "At some hour no line answers: one must be open every day, 24 hours.")
    for line in lines:
        if line.hours is None and not line.hours_in_words:
            yield Lack("hours", f"{line.name} does not say when it is open.", line=line.name)
        if line.purpose in {"emergency", "urgent"} and not line.has_non_voice_answer:
            yield Lack("non_voice", f"{line.name} does not say how to reach it without speaking.", line=line.name)
