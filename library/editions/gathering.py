"""Gathering the facts about many editions at once, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar
from uuid import UUID

from library.catalogue.models import Asset, Entry, Item, Licence
from library.coproduction.models import Contribution, Recognition
from library.editions.facts import Facts
from library.editions.models import Edition, Reference

Row = TypeVar("Row", Contribution, Recognition)


def load_facts(editions: Sequence[Edition]) -> dict[UUID, Facts]:
    """The facts of each edition, by its id. Its entry exists already: it says which editions and languages are current."""
    item_ids = {edition.item_id for edition in editions}
    items = {
        item.pk: item
        for item in Item.objects.filter(pk__in=item_ids).select_related("owner").prefetch_related("topics", "audiences")
    }
    entries = list(
        Entry.objects.filter(item__in=item_ids)
        .only("item_id", "language", "edition", "published_at", "is_original")
        .order_by("-is_original", "language")
    )
    licences = {
        licence.spdx: licence for licence in Licence.objects.filter(spdx__in={edition.licence for edition in editions})
    }
    contributions = _by_item(Contribution.objects.filter(item__in=item_ids).order_by("created_at", "id"))
    recognitions = _by_item(Recognition.objects.filter(item__in=item_ids).order_by("-as_of", "id"))
    assets = _assets_of(editions)
    facts = {}
    for edition in editions:
        item = items[edition.item_id]
        own = next(entry for entry in entries if entry.item_id == item.pk and entry.language == edition.language)
        facts[edition.pk] = Facts(
            item=item,
            licence=licences[edition.licence],
            topics=tuple(sorted((topic.slug, topic.name) for topic in item.topics.all())),
            audiences=tuple(sorted((audience.slug, audience.name) for audience in item.audiences.all())),
            contributions=tuple(contributions[item.pk]),
            recognitions=tuple(recognitions[item.pk]),
            languages=tuple(entry.language for entry in entries if entry.item_id == item.pk),
            current_edition=own.edition,
            first_published=own.published_at,
            assets=assets[edition.pk],
        )
    return facts


def _by_item(rows: Iterable[Row]) -> defaultdict[UUID, list[Row]]:
    grouped: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.item_id].append(row)
    return grouped


def _assets_of(editions: Sequence[Edition]) -> defaultdict[UUID, dict[UUID, Asset]]:
    references = list(
        Reference.objects.filter(
            edition__in=[edition.pk for edition in editions], kind=Reference.Kind.ASSET
        ).values_list("edition_id", "target")
    )
    found = Asset.objects.in_bulk({target for _, target in references})
    grouped: defaultdict[UUID, dict[UUID, Asset]] = defaultdict(dict)
    for edition_id, target in references:
        grouped[edition_id][target] = found[target]
    return grouped
