"""What a text would print but cannot: named place by place, so that a curator meets all of it at once and before the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from library.accounts.succession import inherited_from
from library.catalogue.models import Asset, Item
from library.coproduction.consent_rules import Channel, ruling
from library.coproduction.testimonials import Said, said
from library.directory.places import ANYWHERE, Place
from library.documents.grammar import PlaceholderKind
from library.documents.model import Document
from library.documents.references import asset_places, placeholder_places, references
from library.editions.contacts import contact_faults
from library.editions.quotes import quote_ids
from library.editions.review_status import uk_day
from library.errors import Fault


def unprintable(document: Document, item: Item, at: datetime, place: Place = ANYWHERE) -> list[Fault]:
    """Contact points that can't be printed for a place at a moment, retired numbers, files that are not the publisher's, quotes
    that their owners have not agreed to.

    Pointers are into the document. What is empty here is published without `UnknownContact`, `UnknownAsset` or `QuoteWithoutConsent`.
    """
    return [*contact_faults(document, uk_day(at), place), *_files(document, item), *quote_faults(document, item, at)]


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


def quote_faults(document: Document, item: Item, at: datetime) -> list[Fault]:
    """Quotes whose owners have not agreed to anything that the publisher may do with them, or that there are not."""
    places = list(dict.fromkeys(placeholder_places(document, PlaceholderKind.QUOTE)))
    found = said(quote_ids(quote for _, quote in places)) if places else {}
    reasons = {str(id): _why_not(one, item, at) for id, one in found.items()}
    unknown = "There is no testimonial of this id, with a consent on record."
    return [
        Fault(place, f"The quote {quote} can't be shown. {reason}")
        for place, quote in places
        if (reason := reasons.get(quote, unknown))
    ]


def _why_not(one: Said, item: Item, at: datetime) -> str:
    """Empty if its owner has agreed to the publisher showing it somewhere: where, is decided place by place."""
    rulings = [
        ruling(
            one.scopes,
            channel=channel,
            organisations={item.owner_id: item.owner.name},
            now=at,
            approved=one.approved,
            withdrawn=one.withdrawn,
        )
        for channel in Channel
    ]
    return "" if any(ruled.shown for ruled in rulings) else rulings[0].reason
