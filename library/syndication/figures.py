"""The numbers that are shown of how far items reached, with the small ones left out (domain.md, HQ-12).

A cell is what was counted of one text in one language in one month, by way, form, website and partner: the finest that is ever
shown. A cell under five is in no number: not in a total, not in a breakdown. So nothing can be had by subtraction, however many
answers are held against each other; whatever a small cell is, from one to four, every answer is the same to the byte. A number from
which cells were left out says so, and is "at least".

Two things could still tell small numbers, and do not. The month that is not over: it is rounded down to fives, or looking twice would
tell what happened between. And days: they are rounded down to fives too, and made of the cells that their month shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from library.syndication.spans import Span

FEWEST = 5
"""The least that is shown. Our own choice: no standard names one for counts without persons; statistics of health use five to ten."""
MEASURES = ("reads", "downloads", "embeds", "oembed", "from_paper")


@dataclass(frozen=True)
class Figure:
    """A number as it is shown: None for one to four. `suppressed`: something small is not in it."""

    count: int | None
    suppressed: bool


NONE = Figure(0, False)
Figures = dict[str, Figure]
"""By measure."""


@dataclass
class Tables:
    """The figures of some items over a span: in all, by period, item, form, website and partner."""

    totals: Figures = field(default_factory=dict)
    periods: dict[date, Figures] = field(default_factory=dict)
    items: dict[UUID, Figures] = field(default_factory=dict)
    formats: dict[str, Figures] = field(default_factory=dict)
    hosts: dict[str, Figures] = field(default_factory=dict)
    partners: dict[str, Figures] = field(default_factory=dict)


def tables(items: Sequence[UUID], span: Span) -> Tables:
    """One query, two by day."""
    found = Tables()
    values: dict[str, Any] = {
        "items": list(items),
        "since": span.first,
        "until": span.until,
        "running": span.running,
        "fewest": FEWEST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TABLES, values)
        for part, item, month, measure, form, host, partner, count, suppressed in cursor.fetchall():
            named = {"periods": month, "items": item, "formats": form, "hosts": host, "partners": partner}
            figures = getattr(found, _PARTS[part])
            if _PARTS[part] in named:
                figures = figures.setdefault(named[_PARTS[part]], {})
            figures[measure] = Figure(count, suppressed)
        if span.by_day:
            cursor.execute(_DAYS, values)
            found.periods = _days(cursor.fetchall(), found.totals, span)
    return found


def _days(rows: Sequence[tuple[Any, ...]], totals: Figures, span: Span) -> dict[date, Figures]:
    """Every day, for that a day has none would tell as much as that it has some; unless no day has any."""
    few = {measure: Figure(None, True) if measure in totals else NONE for measure in MEASURES}
    days = {day: dict(few) for day in span.starts()}
    for day, measure, count in rows:
        days[day][measure] = Figure(count, True)
    return days


_PARTS = {31: "totals", 23: "periods", 15: "items", 27: "formats", 29: "hosts", 30: "partners"}
"""What PostgreSQL's `grouping` says of item, month, format, host and partner: a bit for each that a row is not about."""
_CELLS = """
WITH daily AS (
    SELECT counted.entry_id, entry.item_id, counted.day, date_trunc('month', counted.day::timestamp)::date AS month,
           CASE WHEN counted.format = 'short-address' THEN 'from_paper' WHEN counted.channel = 'rendition' THEN 'downloads'
                WHEN counted.channel = 'embed' THEN 'embeds' WHEN counted.channel = 'oembed' THEN 'oembed' ELSE 'reads' END AS measure,
           counted.format, counted.host, counted.partner, counted.count
    FROM syndication_dailycount counted JOIN catalogue_entry entry ON entry.id = counted.entry_id
    WHERE entry.item_id = ANY(%(items)s::uuid[]) AND counted.day >= %(since)s AND counted.day < %(until)s
), cell AS (
    SELECT entry_id, item_id, month, measure, format, host, partner, sum(count)::bigint AS exact
    FROM daily GROUP BY 1, 2, 3, 4, 5, 6, 7
), told AS (
    SELECT cell.*, CASE WHEN exact < %(fewest)s THEN NULL
                        WHEN month < %(running)s THEN exact ELSE exact - exact %% %(fewest)s END AS shown
    FROM cell
)
"""
_TABLES = f"""
{_CELLS}
SELECT grouping(item_id, month, format, host, partner), item_id, month, measure, format, host, partner,
       sum(shown)::bigint, bool_or(shown IS NULL)
FROM told
GROUP BY GROUPING SETS ((measure), (measure, month), (measure, item_id), (measure, format), (measure, host), (measure, partner))
"""
_DAYS = f"""
{_CELLS}
SELECT day, measure, (sum(count) - sum(count) %% %(fewest)s)::bigint
FROM daily JOIN told USING (entry_id, month, measure, format, host, partner)
WHERE shown IS NOT NULL GROUP BY day, measure HAVING sum(count) >= %(fewest)s
"""
