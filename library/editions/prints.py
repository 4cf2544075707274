"""What a text would print but cannot: named place by place, so that a curator meets all of it at once and before the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from library.catalogue.models import Asset, Item
from library.directory.queries import contacts_by_slug
from library.documents.grammar import PlaceholderKind
from library.documents.model import Document
from library.documents.references import asset_places, placeholder_places, references
from library.errors import Fault


def unprintable(document: Document, item: Item, on: date) -> list[Fault]:
    """Contact points that are not in use on a day, files that are not the publisher's, quotes without a consent.

    Pointers are into the document. What is empty here is published without `UnknownContact`, `UnknownAsset` or `QuotesNotYet`.
    """
    return [*_contacts(document, on), *_files(document, item), *_quotes(document)]


def _contacts(document: Document, on: date) -> Iterator[Fault]:
    in_use = contacts_by_slug(references(document).contacts, on)
    for place, slug in dict.fromkeys(placeholder_places(document, PlaceholderKind.CONTACT)):
        if slug not in in_use:
            yield Fault(place, f"There is no contact point {slug!r} in use; see /v1/contact-points.")


def _files(document: Document, item: Item) -> Iterator[Fault]:
    wanted = references(document).assets
    found = (
        set(Asset.objects.filter(pk__in=wanted, owner=item.owner_id).values_list("pk", flat=True)) if wanted else set()
    )
    for place, asset in asset_places(document):
        if asset not in found:
            yield Fault(place, "This is not a file of the publisher: upload it first.")


def _quotes(document: Document) -> Iterator[Fault]:
    for place, quote in dict.fromkeys(placeholder_places(document, PlaceholderKind.QUOTE)):
        yield Fault(place, f"No consent is on record for the quote {quote}.")
