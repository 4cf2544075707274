"""Making renditions and keeping them: one when somebody asks for it, all of an entry's after publication."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import structlog
from django.conf import settings

from library.catalogue.models import Entry, Item
from library.catalogue.statements import fetch_all
from library.documents.vocabulary import Kind
from library.editions.entries import current_edition
from library.editions.kept_renditions import (
    CURRENT,
    FRESH,
    LASTING_REFUSALS,
    Kept,
    Made,
    find,
    keep,
    kept_names,
    key_of,
)
from library.editions.makers import MAKERS, Maker
from library.editions.materials import Material, gather
from library.editions.projection import version_tag
from library.editions.reading import departure
from library.editions.recipes import recipe
from library.errors import LibraryError
from library.rendering.offers import OFFERS, Offer, offered

log = structlog.get_logger()


def offers_of(kind: str) -> tuple[Offer, ...]:
    """What an item of a kind offers. An adaptation is a leaflet."""
    return offered(Kind.LEAFLET if kind == Item.Kind.ADAPTATION else Kind(kind))


def ready(material: Material, name: str, *, known: Sequence[str], now: datetime) -> Kept:
    """A rendition, from among those kept for what is true now, or made. Raises why it can't be."""
    return kept_or_made(material, OFFERS[name], MAKERS[name], known=known, now=now)


def kept_or_made(material: Material, offer: Offer, maker: Maker, *, known: Sequence[str], now: datetime) -> Kept:
    """The same for what is made by somebody else: pages of the library's own, which are kept beside the renditions."""
    found = find(material.edition.pk, offer.name, material.key, known=known)
    if found is not None:
        return found
    made = _make(material, offer, maker)
    if material.quotes.said and (entry := _as_it_is(material.entry, now)).changed_at != material.entry.changed_at:
        # Consent may have been withdrawn meanwhile: what was made of it is not even sent to whoever is waiting.
        now = max(now, entry.changed_at)
        return kept_or_made(gather(entry, now=now, edition=material.edition), offer, maker, known=known, now=now)
    keep(material.entry, material.edition, material.key, made, at=now)
    if made.refusal is not None:
        raise made.refusal
    return Kept(made.content, made.media_type, len(made.content), made.sha256, now)


def _as_it_is(entry: Entry, now: datetime) -> Entry:
    """The entry as it is by now. Raises `Gone` or `Moved` if it is not out any more."""
    found = Entry.objects.get(pk=entry.pk)
    if found.state != Entry.State.LIVE:
        raise departure(found.pk, now=now)
    return found


def make_renditions(entry: Entry, *, now: datetime, names: Collection[str] | None = None) -> int:
    """Make and keep every rendition that a live entry offers and does not have, or only those of some names. Returns how
    many are there that were not.

    One that can't be made is logged, and is no obstacle to the others.
    """
    material = gather(entry, now=now)
    there, made = kept_names(material.edition.pk, material.key), 0
    for offer in offers_of(entry.kind):
        if offer.name not in there and (names is None or offer.name in names):
            made += _made_and_kept(material, offer, now)
    return made


def stands(entry: Entry, names: Collection[str], *, now: datetime) -> bool:
    """Whether what is stored of an entry is true now, with those of these renditions that it offers, or why they can't be made."""
    is_fresh = entry.fresh_until is None or entry.fresh_until > now
    if not is_fresh or entry.projection_version != version_tag(settings.PUBLIC_URL):
        return False
    offered_names = {offer.name for offer in offers_of(entry.kind)}
    return offered_names.intersection(names) <= kept_names(current_edition(entry).pk, key_of(entry.etag))


def entries_without_renditions(*, now: datetime, limit: int) -> list[Entry]:
    """Some live entries of which a rendition is missing, in no order: one that always fails never stands in the way."""
    counts = {kind: len(offers_of(kind)) for kind in Item.Kind.values}
    values = {
        "now": now,
        "version": version_tag(settings.PUBLIC_URL),
        "recipe": recipe(),
        "kinds": list(counts),
        "counts": list(counts.values()),
        "limit": limit,
    }
    return list(Entry.objects.filter(pk__in=[row[0] for row in fetch_all(_MISSING, values)]))


def _made_and_kept(material: Material, offer: Offer, now: datetime) -> bool:
    try:
        made = _make(material, offer, MAKERS[offer.name])
    except LibraryError as refusal:
        log.warning("rendition not made", entry=str(material.entry), name=offer.name, refusal=refusal.slug)
        return False
    except Exception:
        log.exception("rendition failed", entry=str(material.entry), name=offer.name)
        return False
    if made.refusal is not None:
        log.info("rendition refused", entry=str(material.entry), name=offer.name, refusal=made.refusal.slug)
    keep(material.entry, material.edition, material.key, made, at=now)
    return True


def _make(material: Material, offer: Offer, maker: Maker) -> Made:
    """The bytes; or why there are none, if that is so for as long as the text is."""
    try:
        return Made(offer.name, offer.media_type, maker(material))
    except tuple(LASTING_REFUSALS.values()) as refusal:
        return Made(offer.name, offer.media_type, refusal=refusal)


_MISSING = f"""
SELECT entry.id FROM catalogue_entry entry
JOIN {CURRENT}
JOIN unnest(%(kinds)s::text[], %(counts)s::integer[]) AS offers (kind, count) ON offers.kind = entry.kind
WHERE entry.state = 'live' AND {FRESH} AND offers.count > (
  SELECT count(*) FROM editions_rendition rendition
  WHERE rendition.edition_id = edition.id AND rendition.key = entry.etag || ':' || %(recipe)s
)
ORDER BY random() LIMIT %(limit)s
"""
