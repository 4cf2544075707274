"""How far an organisation's items reached: reads and files, websites and partners, and who made them their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from library.accounts.actors import Actor
from library.accounts.models import Organisation
from library.catalogue.models import Derivation, Entry, Item
from library.catalogue.queries import visible_items
from library.editions.review_status import uk_day
from library.errors import NotFound
from library.syndication.figures import MEASURES, NONE, Figure, Figures, Tables, tables
from library.syndication.spans import Span, span

LISTED = 100
"""Items, websites and partners in an answer; those with the most come first."""
LOWER_BOUND = (
    "Counted is what reached the library's own servers: browsers, proxies and partners' caches answer more readers than these, so every "
    "number is a lower bound. Numbers from one to four are left out of everything, and the month that is not over is "
    "rounded down to fives. Asking again with an ETag counts as a read; HEAD requests, refusals and pictures in lists do not."
)


@dataclass(frozen=True)
class ItemReach:
    item: Item
    title: str
    figures: Figures


@dataclass(frozen=True)
class PartnerReach:
    """Reads with a key of an organisation."""

    code: str
    name: str
    figures: Figures


@dataclass(frozen=True)
class Adopted:
    """Adaptations that are out: how many, and how they stand to their templates."""

    count: int
    current: int
    behind: int
    behind_safety: int
    upstream_withdrawn: int

    @classmethod
    def of(cls, derivations: Sequence[Derivation]) -> Adopted:
        standings = [one.standing for one in derivations]
        return cls(len(standings), *(standings.count(name) for name in Derivation.Standing.values))


@dataclass(frozen=True)
class Adoption:
    """Who made the templates their own. It is no secret (the public sees it too), so nothing small is left out here; of how
    far their versions reached it is. A version for several areas stands under each: areas do not add up.
    """

    adopted: Adopted
    organisations: Sequence[tuple[Organisation, Adopted]]
    areas: Sequence[tuple[str, Adopted, Figures]]


@dataclass(frozen=True)
class Reach:
    """`periods` holds every month or day of the span; `item` is the one that was asked for."""

    span: Span
    item: Item | None
    tables: Tables
    periods: Sequence[tuple[date, Figures]]
    formats: Sequence[tuple[str, Figure]]
    hosts: Sequence[tuple[str, Figures]]
    partners: Sequence[PartnerReach]
    items: Sequence[ItemReach]
    adoption: Adoption | None

    @property
    def totals(self) -> Figures:
        return complete(self.tables.totals)


def reach_for(
    by: Actor, *, item: UUID | None, first: date | None, last: date | None, by_day: bool, now: datetime
) -> Reach:
    """Of the actor's organisation's items, or of one of them, by its id or that of the adaptation that it is.

    Raises `NotFound` for anybody else's, `Malformed` as `span` does.
    """
    asked = span(first, last, today=uk_day(now), by_day=by_day)
    items = visible_items(by)
    if item is None:
        return reach(items, asked)
    found = items.filter(Q(pk=item) | Q(adaptation=item)).first()
    if found is None:
        raise NotFound()
    return reach(items.filter(pk=found.pk), asked, item=found)


def reach(items: QuerySet[Item], asked: Span, *, item: Item | None = None) -> Reach:
    ids = list(items.values_list("pk", flat=True))
    found = tables(ids, asked)
    few = dict.fromkeys(MEASURES, NONE)
    return Reach(
        span=asked,
        item=item,
        tables=found,
        periods=[(start, complete(found.periods.get(start, few))) for start in asked.starts()],
        formats=sorted((name, row["downloads"]) for name, row in found.formats.items() if "downloads" in row),
        hosts=most_of(found.hosts, "embeds", "oembed"),
        partners=_partners(found.partners),
        items=_items(items, found) if item is None else [],
        adoption=_adoption(ids, asked),
    )


def complete(figures: Figures) -> Figures:
    """With every measure, in order."""
    return {name: figures.get(name, NONE) for name in MEASURES}


def most_of(rows: dict[str, Figures], *measures: str) -> list[tuple[str, Figures]]:
    """Those with a number to show, the largest first. Others are not named: that a website is there at all would be a number."""
    kept = {name: figures for name, figures in rows.items() if any(_count(figures, one) for one in measures)}
    ordered = sorted(kept.items(), key=lambda row: (-sum(_count(row[1], one) for one in measures), row[0]))
    return [(name, complete(figures)) for name, figures in ordered[:LISTED]]


def _count(figures: Figures, measure: str) -> int:
    return figures.get(measure, NONE).count or 0


def _partners(rows: dict[str, Figures]) -> list[PartnerReach]:
    named = [row for row in most_of(rows, *MEASURES) if row[0]]
    names = dict(Organisation.objects.filter(code__in=[code for code, _ in named]).values_list("code", "name"))
    return [PartnerReach(code, names.get(code, code), figures) for code, figures in named]


def _items(items: QuerySet[Item], found: Tables) -> list[ItemReach]:
    most = [item for item, _ in most_of({str(item): figures for item, figures in found.items.items()}, *MEASURES)]
    title = Entry.objects.filter(item=OuterRef("pk"), is_original=True).values("title")[:1]
    rows = {str(row.pk): row for row in items.filter(pk__in=most).annotate(title=Subquery(title))}
    return [ItemReach(rows[id], rows[id].title or rows[id].slug, complete(found.items[rows[id].pk])) for id in most]


def _adoption(originals: Sequence[UUID], asked: Span) -> Adoption | None:
    """None if nothing of these has been adapted."""
    derivations = list(
        Derivation.objects.filter(original__in=originals, item__standing=Item.Standing.PUBLISHED)
        .annotate(owner=F("item__owner"))
        .order_by("item__owner__code", "item__slug")
    )
    if not derivations:
        return None
    ids = [one.item_id for one in derivations]
    made_by: defaultdict[UUID, list[Derivation]] = defaultdict(list)
    made_for: defaultdict[str, list[Derivation]] = defaultdict(list)
    for one in derivations:
        made_by[one.owner].append(one)
        for area in set(one.areas):
            made_for[area].append(one)
    owners = Organisation.objects.in_bulk(list(made_by))
    return Adoption(
        adopted=Adopted.of(derivations),
        organisations=[(owners[id], Adopted.of(theirs)) for id, theirs in made_by.items()],
        areas=_areas(made_for, tables(ids, replace(asked, by_day=False)).items),
    )


def _areas(made_for: dict[str, list[Derivation]], items: dict[UUID, Figures]) -> list[tuple[str, Adopted, Figures]]:
    rows = []
    for area, here in sorted(made_for.items()):
        parts = [items.get(one.item_id, {}) for one in here]
        rows.append(
            (area, Adopted.of(here), {name: _together([part.get(name, NONE) for part in parts]) for name in MEASURES})
        )
    return rows


def _together(figures: Sequence[Figure]) -> Figure:
    """Their sum. It is small only if all that is in it is."""
    shown = [figure.count for figure in figures if figure.count is not None]
    suppressed = any(figure.suppressed for figure in figures)
    total = sum(shown)
    return Figure(None if suppressed and not total else total, suppressed)
