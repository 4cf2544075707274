"""The time that an answer about reach covers: whole months of the United Kingdom. Pure.

Whole, because a number for a part of a month and one for all of it would give the rest away, however small that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from library.errors import Fault, Malformed

MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)
USUAL_MONTHS = 12
MOST_MONTHS = 60
MOST_MONTHS_BY_DAY = 3
DAYS_ARE_KEPT = 13
"""Finished months of which the days are known; of older ones only the months are."""


@dataclass(frozen=True)
class Span:
    """From one month to another, both included, each as its first day. `running` is the month that is not over yet."""

    first: date
    last: date
    running: date
    by_day: bool = False

    @property
    def until(self) -> date:
        """The day after it."""
        return month_after(self.last)

    def starts(self) -> list[date]:
        """Of each period in it: months, or days up to and including today's month."""
        return list(self._days() if self.by_day else self._months())

    def _months(self) -> Iterator[date]:
        month = self.first
        while month <= self.last:
            yield month
            month = month_after(month)

    def _days(self) -> Iterator[date]:
        for number in range((self.until - self.first).days):
            yield self.first + timedelta(days=number)


def span(first: date | None, last: date | None, *, today: date, by_day: bool = False) -> Span:
    """The last year (by day this month), or what is asked for.

    Raises `Malformed` for months that are in the wrong order, too many, to come, or, by day, too old.
    """
    running = today.replace(day=1)
    last = last or running
    usual = 1 if by_day else USUAL_MONTHS
    first = first or months_before(last, usual - 1)
    most = MOST_MONTHS_BY_DAY if by_day else MOST_MONTHS
    if last > running:
        raise _refused("?to", "That month is still to come.")
    if first > last:
        raise _refused("?from", "Must not be after `to`.")
    if months_before(last, most - 1) > first:
        raise _refused("?from", f"At most {most} months at once{' by day' if by_day else ''}.")
    if by_day and first < oldest_with_days(today):
        raise _refused("?from", f"Days are known of the last {DAYS_ARE_KEPT} months. Ask for that time by month.")
    return Span(first, last, running, by_day)


def month(text: str) -> date:
    """`2026-04` as its first day. Raises `ValueError` with a sentence."""
    if not MONTH.fullmatch(text) or not 2000 <= int(text[:4]) < 2200:
        raise ValueError("Must be a month, such as 2026-04.")
    return date.fromisoformat(f"{text}-01")


def oldest_with_days(today: date) -> date:
    """The first month of which the days are still known."""
    return months_before(today.replace(day=1), DAYS_ARE_KEPT)


def month_after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def months_before(month: date, count: int) -> date:
    years, index = divmod(month.year * 12 + month.month - 1 - count, 12)
    return date(years, index + 1, 1)


def _refused(place: str, why: str) -> Malformed:
    return Malformed(errors=[Fault(place, why)])
