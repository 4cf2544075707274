"""Where somebody's words are shown, in words for the person whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from library.catalogue.addresses import edition_url, rendition_url
from library.catalogue.models import Entry
from library.coproduction.consent_rules import USES, Channel
from library.coproduction.models import Testimonial
from library.editions.clearing import editions_naming, live_entries_of
from library.editions.models import Edition
from library.editions.on_offer import PAGE
from library.editions.quotes import book_of

READ_NOW = (Channel.WEB, Channel.PRINT, Channel.API, Channel.EMBED)
READ_STILL = (Channel.API, Channel.EMBED)
"""Where an older edition can still be read: in answers about it, and on pages that are pinned to it."""


@dataclass(frozen=True)
class ShownPlace:
    """An edition that shows a quote now: `uses` are the channels in words."""

    title: str
    publisher: str
    url: str
    uses: tuple[str, ...]


def shown_places(testimonial: Testimonial, *, now: datetime) -> list[ShownPlace]:
    """Every text that shows it now, by title; also in an older edition, which anybody can still read."""
    editions = list(editions_naming(testimonial.pk))
    entries = {(entry.item_id, entry.language): entry for entry in live_entries_of(editions)}
    places = [
        _place(entry, edition, testimonial, now)
        for edition in editions
        if (entry := entries.get((edition.item_id, edition.language)))
    ]
    return sorted((place for place in places if place.uses), key=lambda place: (place.title, place.url))


def in_words(places: Sequence[ShownPlace]) -> str:
    """A paragraph for each, with the address of a page that people can read."""
    return "\n\n".join(f"{place.title}, by {place.publisher}: {_listed(place.uses)}.\n{place.url}" for place in places)


def _listed(uses: Sequence[str]) -> str:
    return f"{', '.join(uses[:-1])} and {uses[-1]}" if len(uses) > 1 else uses[0]


def _place(entry: Entry, edition: Edition, testimonial: Testimonial, now: datetime) -> ShownPlace:
    is_current, book = edition.number == entry.edition, book_of(edition)
    uses = tuple(
        USES[channel]
        for channel in (READ_NOW if is_current else READ_STILL)
        if testimonial.pk in book.said and book.ruling(testimonial.pk, channel, now).shown
    )
    if is_current:
        url, title = rendition_url(settings.PUBLIC_URL, entry.kind, entry.slug, PAGE, entry.language), entry.title
    else:
        url = edition_url(settings.PUBLIC_URL, entry.kind, entry.slug, edition.number, entry.language)
        title = f"{entry.title}, its earlier edition {edition.number}"
    return ShownPlace(title, entry.item.owner.name, url, uses)
