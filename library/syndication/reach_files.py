"""How far items reached, as a table for spreadsheets and as a chart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from library.rendering.packing import table
from library.syndication.chart import Row, chart
from library.syndication.figures import MEASURES, Figure, Figures
from library.syndication.reach import Reach
from library.syndication.spans import Span

NAMES = {
    "reads": "Read through the API",
    "downloads": "Pages and files",
    "embeds": "Shown on other websites",
    "oembed": "Asked for by oEmbed",
    "from_paper": "From paper, by short address",
}
COLUMNS = ("part", "name", "period", "measure", "count", "suppressed")


def as_table(reach: Reach) -> bytes:
    """CSV, a line for each number. A number from one to four is empty."""
    return table(COLUMNS, list(_lines(reach)))


def as_chart(reach: Reach, title: str, *, styled: bool = True) -> str:
    """SVG. See `chart`."""
    rows = [
        Row(NAMES[measure], reach.totals[measure], [figures[measure] for _, figures in reach.periods])
        for measure in MEASURES
    ]
    return chart(title, [called(start, reach.span) for start, _ in reach.periods], rows, styled=styled)


def title_of(reach: Reach) -> str:
    """What a chart of it is called."""
    of = f"{reach.item.kind}/{reach.item.slug}" if reach.item else "all items"
    first, last = (f"{month:%b %Y}" for month in (reach.span.first, reach.span.last))
    return f"Reach of {of}, {first}" + (f" to {last}" if first != last else "")


def called(start: date, span: Span) -> str:
    """A month or a day, as people write it."""
    return f"{start.day} {start:%b}" if span.by_day else f"{start:%b %Y}"


def _lines(reach: Reach) -> Iterator[tuple[str, ...]]:
    yield from _each("total", "", "", reach.totals)
    for start, figures in reach.periods:
        yield from _each("period", "", start.isoformat() if reach.span.by_day else f"{start:%Y-%m}", figures)
    for row in reach.items:
        yield from _each("item", f"{row.item.kind}/{row.item.slug}: {row.title}", "", row.figures)
    for name, figure in reach.formats:
        yield _line("format", name, "", "downloads", figure)
    for host, figures in reach.hosts:
        yield from _each("website", host or "unknown", "", {one: figures[one] for one in ("embeds", "oembed")})
    for partner in reach.partners:
        yield from _each("partner", partner.name, "", partner.figures)
    if reach.adoption is not None:
        for organisation, adopted in reach.adoption.organisations:
            yield _line("organisation", organisation.name, "", "adaptations", Figure(adopted.count, False))
        for area, adopted, figures in reach.adoption.areas:
            yield _line("area", area, "", "adaptations", Figure(adopted.count, False))
            yield from _each("area", area, "", figures)


def _each(part: str, name: str, period: str, figures: Figures) -> Iterator[tuple[str, ...]]:
    for measure, figure in figures.items():
        yield _line(part, name, period, measure, figure)


def _line(part: str, name: str, period: str, measure: str, figure: Figure) -> tuple[str, ...]:
    count = "" if figure.count is None else str(figure.count)
    return (part, name, period, measure, count, "true" if figure.suppressed else "false")
