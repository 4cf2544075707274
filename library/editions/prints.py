"""What a text would print but cannot: named place by place, so that a curator meets all of it at once and before the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from library.accounts.succession import inherited_from
from library.catalogue.models import Asset, Item
from library.directory.places import ANYWHERE, Place
from library.documents.grammar import PlaceholderKind
from library.documents.model import Document
from library.documents.references import asset_places, placeholder_places, references
from library.editions.contacts import contact_faults
from library.errors import Fault


def unprintable(document: Document, item: Item, on: date, place: Place = ANYWHERE) -> list[Fault]:
    """Contact points that can't be printed for a place on a day, retired numbers, files that are not the publisher's, quotes
    without a consent.

    Pointers are into the document. What is empty here is published without `UnknownContact`, `UnknownAsset` or `QuotesNotYet`.
    """
    return [*contact_faults(document, on, place), *_files(document, item), *_quotes(document)]


def owners_of_files(item: Item) -> set[UUID]:
    """Whose files an item may print: its publisher's and those of bodies that this one has taken over from, and for an adaptation those of
    the original's publisher.
    """
    return {
        item.owner_id,
        *inherited_from(item.owner_id),
        *Item.objects.filter(derivations__item=item).values_list("owner", flat=True),
    }


def _files(document: Document, item: Item) -> Iterator[Fault]:
    wanted = references(document).assets
    found = (
        set(Asset.objects.filter(pk__in=wanted, owner__in=owners_of_files(item)).values_list("pk", flat=True))
        if wanted
        else set()
    )
    for place, asset in asset_places(document):
        if asset not in found:
            yield Fault(place, "This is not a file of the publisher: upload it first.")


def _quotes(document: Document) -> Iterator[Fault]:
    for place, quote in dict.fromkeys(placeholder_places(document, PlaceholderKind.QUOTE)):
        yield Fault(place, f"No consent is on record for the quote {quote}.")
