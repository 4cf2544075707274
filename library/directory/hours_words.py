"""Opening hours as a leaflet says them: “Monday to Friday, 3pm to 8pm” (NHS style for times; domain.md CR-9). Pure."""

from __future__ import annotations

from collections.abc import Sequence

from library.directory.hours import DAYS, BankHolidays, Hours, Span

DAY_NAMES: dict[str, str] = dict(
    zip(DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)


def words(hours: Hours) -> str:
    """The week, and what is known of bank holidays. Single dates are left out: paper outlives them."""
    days_of: dict[tuple[Span, ...], list[str]] = {}
    for day in DAYS:
        spans = sorted((span for span in hours.weekly if day in span.days), key=lambda span: span.minutes)
        if spans:
            plain = tuple(Span(opens=span.opens, closes=span.closes) for span in spans)
            days_of.setdefault(plain, []).append(day)
    parts = [f"{_days(days)}, {_spans(spans)}" for spans, days in days_of.items()]
    if hours.bank_holidays is BankHolidays.CLOSED:
        parts.append("Closed on bank holidays")
    elif hours.bank_holidays is BankHolidays.OTHER:
        parts.append(f"Bank holidays, {_spans(hours.bank_holiday_spans)}")
    return ". ".join(parts)


def clock(value: str) -> str:
    """`18:00` as 6pm, `09:30` as 9:30am."""
    hour, minute = int(value[:2]), int(value[3:])
    if minute == 0 and hour in {0, 12}:
        return "midnight" if hour == 0 else "midday"
    shown = f"{(hour - 1) % 12 + 1}" + (f":{minute:02}" if minute else "")
    return shown + ("am" if hour < 12 else "pm")


def _spans(spans: Sequence[Span]) -> str:
    return " and ".join(
        "24 hours" if span.is_a_whole_day else f"{clock(span.opens)} to {clock(span.closes)}" for span in spans
    )


def _days(days: Sequence[str]) -> str:
    if tuple(days) == DAYS:
        return "Every day"
    first, last = DAYS.index(days[0]), DAYS.index(days[-1])
    if len(days) > 2 and last - first == len(days) - 1:
        return f"{DAY_NAMES[days[0]]} to {DAY_NAMES[days[-1]]}"
    names = [DAY_NAMES[day] for day in days]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"
