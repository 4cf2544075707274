"""How far items reached, at the desk: a page for the organisation, and a panel on the page of an item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from api.desk.asking import Asked, asked
from api.desk.cells import thing_link
from api.desk.things import Panel
from library.errors import Fault, Malformed, NotFound
from library.syndication.chart import in_words
from library.syndication.figures import MEASURES, Figures
from library.syndication.reach import LOWER_BOUND, Reach, reach_for
from library.syndication.reach_files import NAMES, as_chart, as_table, called, title_of
from library.syndication.spans import month

COLUMNS = tuple(NAMES[measure] for measure in MEASURES)
UNKNOWN = "Not said by the browser"


def reach_page(request: HttpRequest) -> dict[str, Any] | HttpResponse:
    """What the page shows, or the table as a file. What can't be understood is said, and the usual time shown."""
    about, said = asked(request), ""
    try:
        found = _asked_for(about, request.GET)
    except Malformed as refusal:
        said = " ".join(fault.detail for fault in refusal.errors)
        found = _asked_for(about, {})
    if request.GET.get("as") == "csv":
        headers = {"Content-Disposition": 'attachment; filename="reach.csv"'}
        return HttpResponse(as_table(found), content_type="text/csv; charset=utf-8", headers=headers)
    return {
        "title": "Reach",
        "lower_bound": LOWER_BOUND,
        "said": said,
        "span": found.span,
        "table_url": _table_url(request),
        "panels": list(_panels(found)),
    }


def reach_panel(about: Asked, item: Any) -> Panel:
    """The last year of one item."""
    found = reach_for(about.by, item=item.pk, first=None, last=None, by_day=False, now=about.at)
    panel = _periods(found)
    return Panel(
        "Reach",
        panel.columns,
        panel.rows,
        lead="Counts of the last twelve months, without anybody in them. At least so many: caches answer more readers.",
        link=(f"{reverse('admin:reach')}?item={item.pk}", "Websites, files, areas and other times"),
        figure=panel.figure,
    )


def _asked_for(about: Asked, given: Any) -> Reach:
    return reach_for(
        about.by,
        item=_id(given.get("item")),
        first=_month(given.get("from")),
        last=_month(given.get("to")),
        by_day=given.get("by") == "day",
        now=about.at,
    )


def _month(text: str | None) -> date | None:
    try:
        return month(text) if text else None
    except ValueError as fault:
        raise Malformed(errors=[Fault("", str(fault))]) from None


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound() from None


def _table_url(request: HttpRequest) -> str:
    query = request.GET.copy()
    query["as"] = "csv"
    return f"?{query.urlencode()}"


def _panels(found: Reach) -> Iterator[Panel]:
    yield _periods(found)
    if found.items:
        rows = [(thing_link(row.item, row.title), *_cells(row.figures)) for row in found.items]
        yield Panel("By item", ("Item", *COLUMNS), rows)
    yield Panel("Files", ("Form", NAMES["downloads"]), [(name, in_words(figure)) for name, figure in found.formats])
    websites = [(host or UNKNOWN, in_words(row["embeds"]), in_words(row["oembed"])) for host, row in found.hosts]
    yield Panel(
        "Websites that show it",
        ("Website", NAMES["embeds"], NAMES["oembed"]),
        websites,
        "None with five or more in a month.",
    )
    if found.partners:
        yield Panel(
            "Partners with a key",
            ("Organisation", *COLUMNS),
            [(one.name, *_cells(one.figures)) for one in found.partners],
        )
    if found.adoption:
        yield from _adoption(found)


def _periods(found: Reach) -> Panel:
    rows: list[tuple[Any, ...]] = [(called(start, found.span), *_cells(figures)) for start, figures in found.periods]
    rows.append(("In all", *_cells(found.totals)))
    name = "Day" if found.span.by_day else "Month"
    return Panel(title_of(found), (name, *COLUMNS), rows, figure=_drawn(found))


def _adoption(found: Reach) -> Iterator[Panel]:
    adoption = found.adoption
    if adoption is None:
        return
    columns = ("Adaptations", "Current", "Behind", "Behind a safety change", "Of a withdrawn template")
    organisations = [(owner.name, *vars(adopted).values()) for owner, adopted in adoption.organisations]
    organisations.append(("In all", *vars(adoption.adopted).values()))
    yield Panel("Who made it their own", ("Organisation", *columns), organisations)
    areas = [(area, adopted.count, *_cells(figures)) for area, adopted, figures in adoption.areas]
    lead = "How far their versions reached. One that is for several areas stands under each, so areas do not add up."
    yield Panel("By area", ("Area", "Adaptations", *COLUMNS), areas, lead=lead)


def _cells(figures: Figures) -> list[str]:
    return [in_words(figures[measure]) for measure in MEASURES]


def _drawn(found: Reach) -> SafeString:
    return mark_safe(as_chart(found, title_of(found), styled=False))  # noqa: S308 - `chart` has escaped every text in it
