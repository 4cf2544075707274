"""Where somebody's words are shown, in words for the person whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from library.catalogue.addresses import rendition_url
from library.catalogue.models import Entry
from library.coproduction.consent_rules import USES, Channel
from library.coproduction.models import Testimonial
from library.editions.clearing import editions_naming, live_entries_of
from library.editions.entries import current_edition
from library.editions.on_offer import PAGE
from library.editions.quotes import book_of


@dataclass(frozen=True)
class ShownPlace:
    """A published text that shows a quote now: `uses` are the channels in words."""

    title: str
    publisher: str
    url: str
    uses: tuple[str, ...]


def shown_places(testimonial: Testimonial, *, now: datetime) -> list[ShownPlace]:
    """Every text that shows it now, by title."""
    entries = live_entries_of(list(editions_naming(testimonial.pk)))
    places = [_place(entry, testimonial, now) for entry in entries]
    return sorted((place for place in places if place.uses), key=lambda place: (place.title, place.url))


def in_words(places: Sequence[ShownPlace]) -> str:
    """A paragraph for each, with the address of a page that people can read."""
    return "\n\n".join(f"{place.title}, by {place.publisher}: {_listed(place.uses)}.\n{place.url}" for place in places)


def _listed(uses: Sequence[str]) -> str:
    return f"{', '.join(uses[:-1])} and {uses[-1]}" if len(uses) > 1 else uses[0]


def _place(entry: Entry, testimonial: Testimonial, now: datetime) -> ShownPlace:
    book = book_of(current_edition(entry))
    shown = [
        USES[channel]
        for channel in (Channel.WEB, Channel.PRINT, Channel.API, Channel.EMBED)
        if testimonial.pk in book.said and book.ruling(testimonial.pk, channel, now).shown
    ]
    url = rendition_url(settings.PUBLIC_URL, entry.kind, entry.slug, PAGE, entry.language)
    return ShownPlace(entry.title, entry.item.owner.name, url, tuple(shown))
