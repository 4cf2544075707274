"""Whether a review is due, by the date (domain.md, HQ-5). Pure. Days are days in the United Kingdom."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")
DUE_SOON = timedelta(days=90)
"""From so long before the date on, a review is due soon."""


def uk_day(moment: datetime) -> date:
    """The day that it is in the United Kingdom at a moment."""
    return moment.astimezone(UK).date()


def starts_at(day: date) -> datetime:
    """The moment at which a UK day begins."""
    return datetime.combine(day, time(), tzinfo=UK)


def review_status(next_due: date, today: date) -> str:
    """`current`, `due_soon` or `overdue`: the day it is due is not overdue yet."""
    if today > next_due:
        return "overdue"
    return "due_soon" if today >= next_due - DUE_SOON else "current"


def status_changes_at(next_due: date, today: date) -> datetime | None:
    """When the status will change next by time alone; None once it is overdue."""
    if today > next_due:
        return None
    soon = next_due - DUE_SOON
    return starts_at(soon if today < soon else next_due + timedelta(days=1))


def due_range(status: str, today: date) -> tuple[date | None, date | None]:
    """The first and last `next_due` that have a status today: how a filter by status becomes a filter by date."""
    return {
        "overdue": (None, today - timedelta(days=1)),
        "due_soon": (today, today + DUE_SOON),
        "current": (today + DUE_SOON + timedelta(days=1), None),
    }[status]
