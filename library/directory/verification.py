"""Whether what the directory knows can still be relied on, by the day somebody last checked it (domain.md CR-4). Pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class Verification(StrEnum):
    """`overdue` warns; what is `expired` cannot be printed in a new edition. `never`: nobody has checked it yet, which warns."""

    NEVER = "never"
    OK = "ok"
    OVERDUE = "overdue"
    EXPIRED = "expired"


def verification(verified_at: date | None, interval_days: int, on: date) -> Verification:
    """Overdue from the day on which the interval is over, expired after twice the interval."""
    if verified_at is None:
        return Verification.NEVER
    age = on - verified_at
    if age > timedelta(days=2 * interval_days):
        return Verification.EXPIRED
    return Verification.OVERDUE if age >= timedelta(days=interval_days) else Verification.OK
