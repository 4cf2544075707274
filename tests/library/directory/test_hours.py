"""Opening hours: nights, clock changes, bank holidays of each nation (domain.md CR-9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from library.directory.hours import (
    DAYS,
    BankHolidays,
    Hours,
    OnDate,
    Span,
    Weekly,
    always,
    is_always_open,
    is_bank_holiday,
    open_at,
)
from library.directory.hours_formats import from_schema_org, openstreetmap, schema_org
from library.directory.hours_words import clock, words

UK = ZoneInfo("Europe/London")
CLOCK_TIMES = st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2035-01-01"))
WORKDAYS = DAYS[:5]
SANCTUARY = Hours(weekly=(Weekly(days=DAYS, opens="18:00", closes="01:00"),), bank_holidays=BankHolidays.OPEN)


def weekdays(opens: str, closes: str, **more: Any) -> Hours:
    return Hours(weekly=(Weekly(days=WORKDAYS, opens=opens, closes=closes),), **more)


def at(moment: str) -> datetime:
    """A UK clock time."""
    return datetime.fromisoformat(moment).replace(tzinfo=UK)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23T17:59", False),
        ("2026-11-23T18:00", True),
        ("2026-11-23T23:59", True),
        ("2026-11-24T00:30", True),
        ("2026-11-24T01:00", False),
        ("2026-11-24T01:30", False),
        ("2026-12-25T20:00", True),
    ],
)
def test_an_evening_runs_past_midnight(moment: str, is_open: bool) -> None:
    assert open_at(SANCTUARY, at(moment)) is is_open


def test_a_friday_night_ends_on_saturday() -> None:
    nights = weekdays("22:00", "06:00")
    assert open_at(nights, at("2026-11-28T05:59")) is True  # Saturday
    assert open_at(nights, at("2026-11-28T22:30")) is False
    assert open_at(nights, at("2026-11-30T05:59")) is False  # Monday: nothing opened on Sunday


@pytest.mark.parametrize(
    # The clock goes from 01:00 to 02:00 on 28 March 2027, and from 02:00 back to 01:00 on 25 October 2026.
    ("closes", "moment", "is_open"),
    [
        ("01:00", datetime(2027, 3, 28, 0, 59, tzinfo=UTC), True),
        ("01:00", datetime(2027, 3, 28, 1, 0, tzinfo=UTC), False),
        ("03:00", datetime(2027, 3, 28, 1, 30, tzinfo=UTC), True),
        ("03:00", datetime(2027, 3, 28, 2, 0, tzinfo=UTC), False),
        ("01:30", datetime(2026, 10, 25, 0, 15, tzinfo=UTC), True),
        ("01:30", datetime(2026, 10, 25, 1, 15, tzinfo=UTC), False),  # 01:15 by the clock, for the second time
    ],
)
def test_the_nights_in_which_the_clock_is_changed(closes: str, moment: datetime, is_open: bool) -> None:
    nightly = Hours(weekly=(Weekly(days=DAYS, opens="18:00", closes=closes),), bank_holidays=BankHolidays.OPEN)
    assert open_at(nightly, moment) is is_open


@pytest.mark.parametrize(
    ("bank_holidays", "is_open"),
    [("open", True), ("closed", False), ("other", False), ("unknown", None)],
)
def test_four_in_the_afternoon_on_christmas_day(bank_holidays: str, is_open: bool | None) -> None:
    special = (Span(opens="10:00", closes="14:00"),) if bank_holidays == "other" else ()
    hours = weekdays("11:00", "17:00", bank_holidays=bank_holidays, bank_holiday_spans=special)
    assert open_at(hours, at("2026-12-25T16:00")) is is_open


def test_other_hours_on_bank_holidays() -> None:
    special = (Span(opens="10:00", closes="14:00"),)
    hours = weekdays("11:00", "17:00", bank_holidays="other", bank_holiday_spans=special)
    assert open_at(hours, at("2026-12-25T10:30")) is True


@pytest.mark.parametrize(
    ("day", "nations"),
    [
        (date(2026, 1, 2), {"scotland"}),
        (date(2026, 3, 17), {"northern_ireland"}),
        (date(2026, 4, 6), {"england", "wales", "northern_ireland"}),  # Easter Monday
        (date(2026, 11, 30), {"scotland"}),
        (date(2026, 12, 25), {"england", "wales", "scotland", "northern_ireland"}),
        (date(2026, 12, 24), set()),
    ],
)
def test_each_nation_has_a_calendar_of_its_own(day: date, nations: set[str]) -> None:
    assert {
        nation for nation in ("england", "wales", "scotland", "northern_ireland") if is_bank_holiday(day, nation)
    } == nations


def test_a_date_that_is_stated_beats_week_and_bank_holiday() -> None:
    exceptions = (OnDate(on="2026-12-25", spans=(Span(opens="12:00", closes="13:00"),)), OnDate(on="2026-11-24"))
    hours = weekdays("11:00", "17:00", bank_holidays="closed", exceptions=exceptions)
    assert open_at(hours, at("2026-12-25T12:30")) is True
    assert open_at(hours, at("2026-11-24T12:30")) is False


@given(CLOCK_TIMES)
def test_what_is_always_open_is_open_at_any_instant(moment: datetime) -> None:
    assert open_at(always(), moment.replace(tzinfo=UTC)) is True


@given(CLOCK_TIMES, st.integers(-12, 14))
def test_the_zone_in_which_it_is_asked_makes_no_difference(moment: datetime, hours: int) -> None:
    instant = moment.replace(tzinfo=UTC)
    elsewhere = instant.astimezone(timezone(timedelta(hours=hours)))
    assert open_at(SANCTUARY, instant) is open_at(SANCTUARY, elsewhere)


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (always(), "Every day, 24 hours"),
        (SANCTUARY, "Every day, 6pm to 1am"),
        (weekdays("15:00", "20:00"), "Monday to Friday, 3pm to 8pm"),
        (
            weekdays("09:30", "12:00", bank_holidays="closed"),
            "Monday to Friday, 9:30am to midday. Closed on bank holidays",
        ),
        (
            Hours(
                weekly=(
                    Weekly(days=("mo", "we", "fr"), opens="09:00", closes="12:00"),
                    Weekly(days=("mo",), opens="13:00", closes="17:00"),
                )
            ),
            "Monday, 9am to midday and 1pm to 5pm. Wednesday and Friday, 9am to midday",
        ),
        (Hours(), ""),
    ],
)
def test_hours_in_words(hours: Hours, told: str) -> None:
    assert words(hours) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [("00:00", "midnight"), ("00:30", "12:30am"), ("12:00", "midday"), ("12:05", "12:05pm"), ("23:45", "11:45pm")],
)
def test_clock_times_in_words(value: str, told: str) -> None:
    assert clock(value) == told


@pytest.mark.parametrize(
    ("hours", "written"),
    [
        (always(), "24/7"),
        (weekdays("11:00", "17:00", bank_holidays="closed"), "Mo-Fr 11:00-17:00; PH off"),
        (SANCTUARY, "Mo-Su 18:00-01:00"),
        (weekdays("11:00", "00:00"), "Mo-Fr 11:00-24:00; PH unknown"),
        (
            Hours(
                weekly=(Weekly(days=("mo", "we"), opens="09:00", closes="12:00"),),
                exceptions=(OnDate(on="2026-12-25"),),
                bank_holidays=BankHolidays.OPEN,
            ),
            "Mo,We 09:00-12:00; 2026 Dec 25 off",
        ),
    ],
)
def test_hours_for_openstreetmap(hours: Hours, written: str) -> None:
    assert openstreetmap(hours) == written


def test_a_night_in_schema_org_closes_before_it_opens() -> None:
    (one,) = schema_org(SANCTUARY)
    assert (one["opens"], one["closes"], len(one["dayOfWeek"])) == ("18:00", "01:00", 7)


minutes = st.integers(0, 24 * 60 - 2)
spans = st.builds(
    lambda opens, closes: Span(opens=f"{opens // 60:02}:{opens % 60:02}", closes=f"{closes // 60:02}:{closes % 60:02}"),
    minutes,
    minutes,
).filter(lambda span: span.opens != span.closes)
one_span = st.lists(st.one_of(spans, st.just(Span(opens="00:00", closes="00:00"))), max_size=1).map(tuple)


@st.composite
def some_hours(draw: st.DrawFn) -> Hours:
    """One span a day at most: spans of a day may not overlap."""
    weekly = [Weekly(days=(day,), opens=span.opens, closes=span.closes) for day in DAYS for span in draw(one_span)]
    dates = draw(st.lists(st.dates(date(2000, 1, 1), date(2100, 1, 1)), unique=True, max_size=3))
    special = draw(one_span)
    stated = BankHolidays.OTHER if special else draw(st.sampled_from(["open", "closed", "unknown"]))
    return Hours(
        weekly=tuple(weekly),
        exceptions=tuple(OnDate(on=day.isoformat(), spans=draw(one_span)) for day in dates),
        bank_holidays=BankHolidays(stated),
        bank_holiday_spans=special,
        nation=draw(st.sampled_from(["england", "scotland"])),
    )


@given(some_hours())
def test_schema_org_gives_back_what_went_in(hours: Hours) -> None:
    given_back = from_schema_org(schema_org(hours), nation=hours.nation, otherwise=hours.bank_holidays)
    assert given_back == hours


@given(some_hours())
def test_json_gives_back_what_went_in(hours: Hours) -> None:
    assert Hours.model_validate(hours.model_dump(mode="json")) == hours


@given(some_hours(), CLOCK_TIMES)
def test_what_is_said_to_be_always_open_is_never_closed(hours: Hours, moment: datetime) -> None:
    if is_always_open(hours):
        assert open_at(hours, moment.replace(tzinfo=UTC)) is True


@pytest.mark.parametrize(
    "data",
    [
        {"weekly": [{"days": ["mo"], "opens": "25:00", "closes": "26:00"}]},
        {"weekly": [{"days": [], "opens": "09:00", "closes": "10:00"}]},
        {"weekly": [{"days": ["mo", "mo"], "opens": "09:00", "closes": "10:00"}]},
        {
            "weekly": [
                {"days": ["mo"], "opens": "09:00", "closes": "12:00"},
                {"days": ["mo"], "opens": "11:00", "closes": "13:00"},
            ]
        },
        {"exceptions": [{"on": "2026-02-30"}]},
        {"exceptions": [{"on": "2026-02-03"}, {"on": "2026-02-03"}]},
        {"bank_holidays": "other"},
        {"bank_holidays": "closed", "bank_holiday_spans": [{"opens": "09:00", "closes": "10:00"}]},
        {"timezone": "../../etc/passwd"},
        {"timezone": "Europe/Ely"},
        {"nation": "france"},
        {"open_now": True},
    ],
)
def test_hours_that_make_no_sense_are_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Hours.model_validate(data)
