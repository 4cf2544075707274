"""Gathering the facts about many editions at once, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from library.catalogue.models import Asset, Entry, Item, Licence
from library.coproduction.models import Contribution, PrincipleNote, Recognition
from library.coproduction.testimonials import Said, said
from library.editions.described import concepts_of
from library.editions.facts import Derived, Facts
from library.editions.models import Edition, Provenance, Reference
from library.editions.quotes import NO_QUOTES, QuoteBook

ADAPTATION = Item.Kind.ADAPTATION
Row = TypeVar("Row", Contribution, Recognition)
# In the same query as their item: most items have none, and an old edition is gathered for each reader who asks.
_NOTES = ArraySubquery(
    PrincipleNote.objects.filter(item=OuterRef("pk"))
    .order_by("scheme", "created_at", "id")
    .values_list(JSONObject(scheme="scheme", principle="principle", note="note", evidence_url="evidence_url", on="on"))
)


def load_facts(editions: Sequence[Edition]) -> dict[UUID, Facts]:
    """The facts of each edition, by its id. Its entry exists already: it says which editions and languages are current."""
    item_ids = {edition.item_id for edition in editions}
    found = (
        Item.objects.filter(pk__in=item_ids)
        .select_related("owner__theme", "derivation")
        .prefetch_related("topics", "audiences")
        .annotate(noted=_NOTES)
    )
    items, principles = {}, {}
    for item in found:
        items[item.pk], principles[item.pk] = item, _principles_of(item.noted)
    entries = list(
        Entry.objects.filter(item__in=item_ids)
        .only("item_id", "language", "edition", "published_at", "is_original", "state")
        .order_by("-is_original", "language")
    )
    provenances = _provenances_of([edition for edition in editions if items[edition.item_id].kind == ADAPTATION])
    originals = [provenance.template for provenance in provenances.values()]
    spdx_ids = {edition.licence for edition in [*editions, *originals]}
    licences = {licence.spdx: licence for licence in Licence.objects.filter(spdx__in=spdx_ids)}
    makers = item_ids | {original.item_id for original in originals}
    contributions = _by_item(Contribution.objects.filter(item__in=makers).order_by("created_at", "id"))
    recognitions = _by_item(Recognition.objects.filter(item__in=item_ids).order_by("-as_of", "id"))
    references = _references_of(editions)
    assets, testimonials = _assets_of(references), _testimonials_of(references)
    facts = {}
    for edition in editions:
        item = items[edition.item_id]
        derived = derived_of(provenances.get(edition.pk), item, licences, contributions)
        own = next(entry for entry in entries if entry.item_id == item.pk and entry.language == edition.language)
        facts[edition.pk] = Facts(
            item=item,
            licence=licences[edition.licence],
            topics=tuple(sorted((topic.slug, topic.name) for topic in item.topics.all())),
            concepts=concepts_of(item.topics.all()),
            audiences=tuple(sorted((audience.slug, audience.name) for audience in item.audiences.all())),
            contributions=tuple(contributions[item.pk]),
            recognitions=tuple(recognitions[item.pk]),
            languages=tuple(
                entry.language for entry in entries if entry.item_id == item.pk and entry.state == Entry.State.LIVE
            ),
            current_edition=own.edition,
            first_published=own.published_at,
            assets=assets[edition.pk],
            derived=derived,
            principles=principles[item.pk],
            quotes=quotes_of(testimonials[edition.pk], item, derived),
        )
    return facts


def _principles_of(rows: Iterable[Mapping[str, str]]) -> tuple[PrincipleNote, ...]:
    return tuple(PrincipleNote(**{**row, "on": date.fromisoformat(row["on"])}) for row in rows)


def derived_of(
    provenance: Provenance | None,
    item: Item,
    licences: Mapping[str, Licence],
    contributions: Mapping[UUID, Sequence[Contribution]],
) -> Derived | None:
    """What an edition of an adaptation comes from; None for any other."""
    if provenance is None:
        return None
    original = provenance.template
    return Derived(
        derivation=item.derivation,
        provenance=provenance,
        licence=licences[original.licence],
        contributions=tuple(contributions.get(original.item_id, ())),
    )


def quotes_of(found: Mapping[UUID, Said], item: Item, derived: Derived | None) -> QuoteBook:
    """The testimonials of an edition, with those who show it: its publisher, and that of its original."""
    if not found:
        return NO_QUOTES
    owners = [derived.provenance.template.item.owner] if derived else []
    return QuoteBook(found, {owner.pk: owner.name for owner in [item.owner, *owners]})


def _references_of(editions: Sequence[Edition]) -> list[tuple[UUID, str, UUID]]:
    """Edition, kind and target of each file and quote that these print, in the order in which they were written down."""
    kinds = (Reference.Kind.ASSET, Reference.Kind.QUOTE)
    rows = Reference.objects.filter(edition__in=[edition.pk for edition in editions], kind__in=kinds)
    return list(rows.order_by("id").values_list("edition_id", "kind", "target"))


def _testimonials_of(references: Sequence[tuple[UUID, str, UUID]]) -> defaultdict[UUID, dict[UUID, Said]]:
    named = [(edition, target) for edition, kind, target in references if kind == Reference.Kind.QUOTE]
    found = said(target for _, target in named)
    grouped: defaultdict[UUID, dict[UUID, Said]] = defaultdict(dict)
    for edition, target in named:
        grouped[edition][target] = found[target]
    return grouped


def _provenances_of(editions: Sequence[Edition]) -> dict[UUID, Provenance]:
    if not editions:
        return {}
    rows = Provenance.objects.filter(edition__in=[edition.pk for edition in editions])
    rows = rows.select_related("template__item__owner").defer("recipe", "template__document", "template__source")
    return {row.edition_id: row for row in rows}


def _by_item(rows: Iterable[Row]) -> defaultdict[UUID, list[Row]]:
    grouped: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.item_id].append(row)
    return grouped


def _assets_of(references: Sequence[tuple[UUID, str, UUID]]) -> defaultdict[UUID, dict[UUID, Asset]]:
    named = [(edition, target) for edition, kind, target in references if kind == Reference.Kind.ASSET]
    found = Asset.objects.select_related("licence").in_bulk({target for _, target in named})
    grouped: defaultdict[UUID, dict[UUID, Asset]] = defaultdict(dict)
    for edition, target in named:
        grouped[edition][target] = found[target]
    return grouped
