"""Opening hours in the forms that other systems read: schema.org and OpenStreetMap (domain.md CR-9). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from library.directory.hours import DAYS, BankHolidays, Hours, OnDate, Span, Weekly, is_always_open
from library.directory.hours_words import DAY_NAMES

_ADDRESS = "https://schema.org/"
_DAYS_BY_NAME = {name: day for day, name in DAY_NAMES.items()}
_BANK_HOLIDAYS = "PublicHolidays"
_CLOSED = {"opens": "00:00", "closes": "00:00"}
_WHOLE_DAY = {"opens": "00:00", "closes": "23:59"}


def schema_org(hours: Hours) -> list[dict[str, Any]]:
    """`OpeningHoursSpecification`s, for `openingHoursSpecification`: the week, bank holidays, single dates.

    A whole day is 00:00 to 23:59 and a closed one 00:00 to 00:00, as search engines read them. What holds on bank holidays is
    left out when the week's hours hold or nobody knows.
    """
    found = [_specified(span, dayOfWeek=[_ADDRESS + DAY_NAMES[day] for day in span.days]) for span in hours.weekly]
    if hours.bank_holidays in {BankHolidays.CLOSED, BankHolidays.OTHER}:
        found += _specified_all(hours.bank_holiday_spans, dayOfWeek=[_ADDRESS + _BANK_HOLIDAYS])
    for exception in hours.exceptions:
        found += _specified_all(exception.spans, validFrom=exception.on, validThrough=exception.on)
    return found


def from_schema_org(
    specifications: Sequence[Mapping[str, Any]],
    *,
    nation: str = "england",
    timezone: str = "Europe/London",
    otherwise: BankHolidays = BankHolidays.UNKNOWN,
) -> Hours:
    """What `schema_org` gave, as hours again. `otherwise` is what holds on bank holidays when nothing says so."""
    weekly: list[Weekly] = []
    on_bank_holidays: list[Span] | None = None
    on_dates: dict[str, list[Span]] = {}
    for one in specifications:
        spans = _spans(one)
        names = [str(name).removeprefix(_ADDRESS) for name in one.get("dayOfWeek", ())]
        if "validFrom" in one:
            on_dates.setdefault(str(one["validFrom"]), []).extend(spans)
        elif names == [_BANK_HOLIDAYS]:
            on_bank_holidays = [*(on_bank_holidays or []), *spans]
        else:
            days = tuple(_DAYS_BY_NAME[name] for name in names)
            weekly += [Weekly(days=days, opens=span.opens, closes=span.closes) for span in spans]
    stated = otherwise
    if on_bank_holidays is not None:
        stated = BankHolidays.OTHER if on_bank_holidays else BankHolidays.CLOSED
    return Hours(
        weekly=tuple(weekly),
        exceptions=tuple(OnDate(on=on, spans=tuple(spans)) for on, spans in on_dates.items()),
        bank_holidays=stated,
        bank_holiday_spans=tuple(on_bank_holidays or ()),
        nation=nation,
        timezone=timezone,
    )


def openstreetmap(hours: Hours) -> str:
    """The value of `opening_hours`: `Mo-Fr 11:00-17:00; PH off`. Bank holidays of which nobody said are `PH unknown`."""
    if is_always_open(hours):
        return "24/7"
    rules: dict[str, list[str]] = {}
    for span in hours.weekly:
        rules.setdefault(",".join(_osm_days(span.days)), []).append(_osm_span(span))
    stated = [f"{days} {','.join(spans)}" for days, spans in rules.items()]
    if hours.bank_holidays is BankHolidays.OTHER:
        stated.append(f"PH {','.join(map(_osm_span, hours.bank_holiday_spans))}")
    elif hours.bank_holidays is not BankHolidays.OPEN:
        stated.append("PH off" if hours.bank_holidays is BankHolidays.CLOSED else "PH unknown")
    stated += [f"{_osm_date(one.on)} {','.join(map(_osm_span, one.spans)) or 'off'}" for one in hours.exceptions]
    return "; ".join(stated)


def _specified(span: Span, **when: Any) -> dict[str, Any]:
    clock = _WHOLE_DAY if span.is_a_whole_day else {"opens": span.opens, "closes": span.closes}
    return {"@type": "OpeningHoursSpecification", **when, **clock}


def _specified_all(spans: Sequence[Span], **when: Any) -> list[dict[str, Any]]:
    closed = [{"@type": "OpeningHoursSpecification", **when, **_CLOSED}]
    return [_specified(span, **when) for span in spans] or closed


def _spans(one: Mapping[str, Any]) -> list[Span]:
    clock = {name: str(one[name])[:5] for name in ("opens", "closes")}
    if clock == _CLOSED:
        return []
    return [Span(opens="00:00", closes="00:00") if clock == _WHOLE_DAY else Span(**clock)]


def _osm_days(days: Sequence[str]) -> list[str]:
    """`Mo-Fr` for days that follow each other."""
    runs: list[list[int]] = []
    for number in sorted(DAYS.index(day) for day in days):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = [day.title() for day in DAYS]
    return [names[run[0]] if len(run) == 1 else f"{names[run[0]]}-{names[run[-1]]}" for run in runs]


def _osm_span(span: Span) -> str:
    return f"{span.opens}-{'24:00' if span.closes == '00:00' else span.closes}"


def _osm_date(day: str) -> str:
    return date.fromisoformat(day).strftime("%Y %b %d")
