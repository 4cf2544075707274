"""Opening hours: what somebody can rely on before they call (domain.md CR-9). Pure.

Times are clock times in the place itself. A span that closes at or before it opens runs into the next day, as in
schema.org: 18:00 to 01:00 is an evening, 00:00 to 00:00 a whole day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

FIRST_YEAR, LAST_YEAR = 1900, 2199
_SUBDIVISIONS = {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern_ireland": "NIR"}


class BankHolidays(StrEnum):
    """What holds on a bank holiday of the nation. Unknown is an answer: it is then never taken for open."""

    OPEN = "open"
    CLOSED = "closed"
    OTHER = "other"
    UNKNOWN = "unknown"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _as_tuple(value: object) -> object:
    """Lists stand in JSON; tuples in frozen models."""
    return tuple(value) if isinstance(value, list) else value


def _clock_minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description="A clock time, such as 18:00.")]
Weekday = Literal["mo", "tu", "we", "th", "fr", "sa", "su"]
DAYS: tuple[Weekday, ...] = get_args(Weekday)
Nation = Literal["england", "scotland", "wales", "northern_ireland"]


class Span(_Part):
    """From `opens` to `closes`; into the next day if it closes at or before it opens."""

    opens: Clock
    closes: Clock

    @property
    def minutes(self) -> tuple[int, int]:
        """From when to when, in minutes since the midnight before it opens."""
        opens, closes = _clock_minutes(self.opens), _clock_minutes(self.closes)
        return opens, closes if closes > opens else closes + 24 * 60

    @property
    def is_a_whole_day(self) -> bool:
        return self.opens == self.closes == "00:00"


Spans = Annotated[tuple[Span, ...], BeforeValidator(_as_tuple), Field(max_length=6)]


class Weekly(Span):
    """A span on certain days of the week: those on which it opens."""

    days: Annotated[tuple[Weekday, ...], BeforeValidator(_as_tuple), Field(min_length=1, max_length=7)]


class OnDate(_Part):
    """What holds on one date in place of the week's hours. No spans: closed."""

    on: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="A date, such as 2026-12-25.")]
    spans: Spans = ()

    @model_validator(mode="after")
    def _is_a_date(self) -> OnDate:
        if not FIRST_YEAR <= date.fromisoformat(self.on).year <= LAST_YEAR:
            raise ValueError(f"Must be between {FIRST_YEAR} and {LAST_YEAR}.")
        _check_apart(self.spans)
        return self


class Hours(_Part):
    """Hours as data. `bank_holiday_spans` are for `other` alone; `nation` is the one whose calendar holds."""

    weekly: Annotated[tuple[Weekly, ...], BeforeValidator(_as_tuple), Field(max_length=21, title="Every week")] = ()
    exceptions: Annotated[
        tuple[OnDate, ...], BeforeValidator(_as_tuple), Field(max_length=60, title="On single dates")
    ] = ()
    bank_holidays: Annotated[BankHolidays, Field(title="On bank holidays")] = BankHolidays.UNKNOWN
    bank_holiday_spans: Annotated[Spans, Field(title="Other hours on bank holidays")] = ()
    nation: Annotated[Nation, Field(title="Bank holidays of")] = "england"
    timezone: Annotated[
        str,
        Field(
            title="Time zone",
            max_length=60,
            pattern=r"^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$",
            description="IANA name.",
        ),
    ] = "Europe/London"

    @model_validator(mode="after")
    def _makes_sense(self) -> Hours:
        for day in DAYS:
            _check_apart(tuple(span for span in self.weekly if day in span.days))
        if any(len(set(span.days)) != len(span.days) for span in self.weekly):
            raise ValueError("Each day may stand once in a span.")
        dates = [exception.on for exception in self.exceptions]
        if len(set(dates)) != len(dates):
            raise ValueError("Each date may stand once.")
        if bool(self.bank_holiday_spans) != (self.bank_holidays is BankHolidays.OTHER):
            raise ValueError("bank_holiday_spans are given with bank_holidays other, and only then.")
        _check_apart(self.bank_holiday_spans)
        if self.timezone not in _timezones():
            raise ValueError("There is no such time zone.")
        return self


def always() -> Hours:
    """Every day, 24 hours."""
    return Hours(weekly=(Weekly(days=DAYS, opens="00:00", closes="00:00"),), bank_holidays=BankHolidays.OPEN)


def is_always_open(hours: Hours) -> bool:
    """Whether there is no instant at which it is closed, or nobody knows."""
    whole = {day for span in hours.weekly if span.is_a_whole_day for day in span.days}
    exceptions = all(any(span.is_a_whole_day for span in exception.spans) for exception in hours.exceptions)
    return whole == set(DAYS) and hours.bank_holidays is BankHolidays.OPEN and exceptions


def open_at(hours: Hours, instant: datetime) -> bool | None:
    """Whether it is open at an instant (with its zone); None on a bank holiday for which nobody said.

    A night that began the day before runs on until it closes, whatever the day after is.
    """
    zone = ZoneInfo(hours.timezone)
    today = instant.astimezone(zone).date()
    moment = instant.astimezone(UTC)
    unsure = False
    for day in (today - timedelta(days=1), today):
        spans = spans_on(hours, day)
        unsure = unsure or (spans is None and day == today)
        if any(opens <= moment < closes for opens, closes in _instants(spans or (), day, zone)):
            return True
    return None if unsure else False


def spans_on(hours: Hours, day: date) -> tuple[Span, ...] | None:
    """What opens on a day; None when it is a bank holiday for which nobody said."""
    for exception in hours.exceptions:
        if exception.on == day.isoformat():
            return exception.spans
    if hours.bank_holidays is not BankHolidays.OPEN and is_bank_holiday(day, hours.nation):
        special = {BankHolidays.CLOSED: (), BankHolidays.OTHER: hours.bank_holiday_spans}
        return special.get(hours.bank_holidays)
    return tuple(span for span in hours.weekly if DAYS[day.weekday()] in span.days)


def is_bank_holiday(day: date, nation: str) -> bool:
    """Whether it is one in a nation, substitute days included."""
    return day in _bank_holidays(nation, day.year)


@lru_cache(maxsize=64)
def _bank_holidays(nation: str, year: int) -> frozenset[date]:
    import holidays  # by those processes alone that are asked

    return frozenset(holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year))


@lru_cache(maxsize=1)
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones())


def _instants(spans: tuple[Span, ...], day: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Spans of a day in UTC. Aware times of one zone are compared by the clock, which is wrong in the night it is changed."""
    midnight = datetime.combine(day, time())
    for span in spans:
        opens, closes = ((midnight + timedelta(minutes=minutes)).replace(tzinfo=zone) for minutes in span.minutes)
        yield opens.astimezone(UTC), closes.astimezone(UTC)


def _check_apart(spans: tuple[Span, ...]) -> None:
    ordered = sorted(span.minutes for span in spans)
    if any(after[0] < before[1] for before, after in pairwise(ordered)):
        raise ValueError("Two spans of one day overlap.")
