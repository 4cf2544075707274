"""When letters tell of a duty: so many days before its day, on it, when it is overdue, and when it is escalated. Pure.

What counts is the stage of today. A run after weeks of silence tells of that one, and not of those that were missed: nobody needs to read
in July that something was due in thirty days in May.
"""

from __future__ import annotations

from datetime import date, timedelta

from library.upkeep.rules import AT_ONCE, Rule, escalates_on

NEW, DUE, OVERDUE, ESCALATED = "new", "due", "overdue", "escalated"


def stages(rule: Rule, due_on: date) -> list[tuple[date, str]]:
    """Each stage with the day from which it is the present one, in their order."""
    days = rule.before if rule.told is None else rule.told
    found = [(due_on - timedelta(days=before), _named(before)) for before in days]
    found.append((due_on + timedelta(days=1), OVERDUE))
    escalates = escalates_on(rule, due_on)
    return found if escalates is None else [*found, (escalates, ESCALATED)]


def stage_on(rule: Rule, due_on: date, on: date) -> str | None:
    """The present stage; None before the first."""
    return next((stage for day, stage in reversed(stages(rule, due_on)) if day <= on), None)


def _named(before: int) -> str:
    if before == 0:
        return DUE
    return NEW if before == AT_ONCE else f"{before}_days_before"
