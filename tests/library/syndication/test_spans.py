"""Which months an answer covers."""

from __future__ import annotations

from datetime import date

import pytest

from library.errors import Malformed
from library.syndication.spans import month, oldest_with_days, span

TODAY = date(2027, 3, 15)


def m(text: str | None) -> date | None:
    return month(text) if text else None


@pytest.mark.parametrize(
    ("first", "last", "by_day", "covers"),
    [
        (None, None, False, ("2026-04", "2027-03")),
        (None, None, True, ("2027-03", "2027-03")),
        ("2026-11", None, False, ("2026-11", "2027-03")),
        (None, "2026-12", False, ("2026-01", "2026-12")),
        ("2027-03", "2027-03", False, ("2027-03", "2027-03")),
        ("2022-04", "2027-03", False, ("2022-04", "2027-03")),
        ("2026-02", "2026-04", True, ("2026-02", "2026-04")),
    ],
)
def test_a_span_is_whole_months(first: str | None, last: str | None, by_day: bool, covers: tuple[str, str]) -> None:
    found = span(m(first), m(last), today=TODAY, by_day=by_day)
    assert (f"{found.first:%Y-%m}", f"{found.last:%Y-%m}") == covers


@pytest.mark.parametrize(
    ("first", "last", "by_day", "place"),
    [
        (None, "2027-04", False, "?to"),
        ("2027-04", None, False, "?from"),
        ("2027-02", "2027-01", False, "?from"),
        ("2022-03", "2027-03", False, "?from"),
        ("2026-12", "2027-03", True, "?from"),
        ("2026-01", "2026-01", True, "?from"),
    ],
)
def test_what_is_not_to_be_had_is_refused_with_its_place(
    first: str | None, last: str | None, by_day: bool, place: str
) -> None:
    with pytest.raises(Malformed) as refused:
        span(m(first), m(last), today=TODAY, by_day=by_day)
    assert [fault.pointer for fault in refused.value.errors] == [place]


def test_periods_are_every_month_or_every_day() -> None:
    assert span(m("2026-12"), m("2027-02"), today=TODAY).starts() == [
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
    ]
    assert len(span(m("2027-01"), m("2027-02"), today=TODAY, by_day=True).starts()) == 59


def test_days_are_known_of_thirteen_months_besides_this_one() -> None:
    assert oldest_with_days(TODAY) == date(2026, 2, 1)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "26-01", "2026-1", "2026-01-01", "0001-01", "٢٠٢٦-01", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        month(text)
