"""The ten criteria of the PIF TICK, the quality mark for health information in the UK (Patient Information Forum; domain.md HQ-10). Pure.

The names are the scheme's, as domain.md section 1 has them; what each asks is in our own words. A certificate is given to an
organisation, for how it makes its information; it is looked at again each year, and does not cover promotional material.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NAME = "PIF TICK"
SOURCE_URL = "https://piftick.org.uk/"


@dataclass(frozen=True)
class Criterion:
    """`code` never changes its meaning; `number` is the scheme's."""

    code: str
    number: int
    name: str
    asks: str


CRITERIA = (
    Criterion("systems", 1, "Systems", "Is there a process by which it is made, checked, dated and looked at again?"),
    Criterion("training", 2, "Training", "Are those who make it trained and supported for that?"),
    Criterion("need", 3, "Need", "Was it found out that people need it, and what they need?"),
    Criterion("evidence", 4, "Evidence", "Does it rest on evidence that is reliable, current and named?"),
    Criterion("involving-users", 5, "Involving users", "Were people whom it is for part of making it?"),
    Criterion("health-inequalities", 6, "Health inequalities", "Does it reach people who are often left out?"),
    Criterion("content-and-design", 7, "Content and design", "Can people read it, use it, and have it in their form?"),
    Criterion("feedback", 8, "Feedback", "Can people say what they think of it, and is that heard?"),
    Criterion("disseminating", 9, "Disseminating", "Does it get to the people whom it is for?"),
    Criterion("impact", 10, "Impact", "Is it known what it changes?"),
)
CODES = tuple(one.code for one in CRITERIA)


def certificate_holds(valid_until: date | None, today: date) -> bool:
    """Whether a certificate is in date: its last day counts."""
    return valid_until is not None and today <= valid_until


def bears_badge(valid_until: date | None, today: date, *, is_promotional: bool) -> bool:
    """Whether an item may carry the mark: while its organisation's certificate is in date, and never if it promotes something."""
    return not is_promotional and certificate_holds(valid_until, today)
