"""Which quotes of an edition are shown where: the one seam for whatever prints them (design.md, idea 4).

A document holds `{{quote:id}}`. The words stand in one table of `coproduction`, and come into an answer only here: as far
as their owner has agreed to this channel for everybody who shows the text. That is its publisher; for an adaptation the
publisher of the original too; and whoever else puts it on a page of theirs (`also`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from library.accounts.models import Organisation
from library.catalogue.models import Item
from library.coproduction.consent_rules import Channel, Ruling, ruling
from library.coproduction.testimonials import Said, said
from library.documents.quotations import with_attribution
from library.editions.models import Edition, Provenance, Reference

KEPT = (Channel.API, Channel.WEB, Channel.PRINT, Channel.EMBED)
"""Channels of what is stored or cached: its ETag must change with any of them."""
RENDITION_CHANNELS: Mapping[str, Channel] = {
    "page.html": Channel.WEB,
    "text.txt": Channel.WEB,
    "fragment.html": Channel.EMBED,
    "text.md": Channel.API,
    **dict.fromkeys(
        ("a4.pdf", "large-print.pdf", "a5.pdf", "trifold.pdf", "poster.pdf", "document.docx"), Channel.PRINT
    ),
}
"""As what each rendition is shown. Those that are not here hold no quotes: a picture or a package can't be called back."""


@dataclass(frozen=True)
class Quote:
    """Words that may be shown now. `attribution` is who is to be named, an empty text for nobody; `until` when to ask again."""

    id: UUID
    text: str
    language: str
    attribution: str
    until: datetime | None

    @property
    def whole(self) -> str:
        """The words with their attribution, as plain text."""
        return with_attribution(self.text, self.attribution)


@dataclass(frozen=True)
class QuoteBook:
    """The testimonials that an edition names, and the organisations (names by id) that show it: a fact of the projection."""

    said: Mapping[UUID, Said] = field(default_factory=dict)
    organisations: Mapping[UUID, str] = field(default_factory=dict)

    def ruling(self, id: UUID, channel: str, now: datetime, also: Organisation | None = None) -> Ruling:
        """May it be shown there, and why."""
        found = self.said[id]
        return ruling(
            found.scopes,
            channel=channel,
            organisations=self.organisations if also is None else {**self.organisations, also.pk: also.name},
            now=now,
            approved=found.approved,
            withdrawn=found.withdrawn,
        )

    def shown(self, channel: str, now: datetime, also: Organisation | None = None) -> dict[str, Quote]:
        """What may be shown there, by id as texts name it, in the order of the book."""
        quotes = {}
        for id, found in self.said.items():
            ruled = self.ruling(id, channel, now, also)
            if ruled.shown:
                quotes[str(id)] = Quote(id, found.words, found.language, ruled.attribution, ruled.until)
        return quotes

    def texts(self, channel: str, now: datetime) -> dict[str, str]:
        """The words with their attribution, by id."""
        return {id: quote.whole for id, quote in self.shown(channel, now).items()}

    def changes_at(self, now: datetime) -> datetime | None:
        """When the next of these agreements ends by itself."""
        ends = (scope.expires_at for found in self.said.values() for scope in found.scopes if scope.in_force(now))
        return min(ends, default=None)

    def digest(self, now: datetime) -> bytes:
        """Of all that is shown of them, in any channel that is kept. Empty for an edition without quotes."""
        if not self.said:
            return b""
        told = repr([(channel, sorted(self.texts(channel, now).items())) for channel in KEPT])
        return hashlib.sha256(told.encode()).digest()


NO_QUOTES = QuoteBook()


def quotes_for(edition: Edition, *, channel: str, organisation: Organisation | None, now: datetime) -> list[Quote]:
    """The quotes that may be shown of an edition in a channel (`consent_rules.Channel`), by its publisher, and by `organisation` if it
    is another that shows it. For embeds, exports and whatever else is not the item's own answer or rendition.
    """
    return list(book_of(edition).shown(channel, now, organisation).values())


def book_of(edition: Edition) -> QuoteBook:
    """The testimonials that one edition names."""
    ids = Reference.objects.filter(edition=edition, kind=Reference.Kind.QUOTE).values_list("target", flat=True)
    found = said(ids)
    return QuoteBook(found, showing(edition)) if found else NO_QUOTES


def showing(edition: Edition) -> dict[UUID, str]:
    """Who shows an edition: its publisher, and the publisher of the original."""
    items = [edition.item_id]
    items += Provenance.objects.filter(edition=edition).values_list("template__item", flat=True)
    return dict(Item.objects.filter(pk__in=items).order_by("kind").values_list("owner", "owner__name"))


def quote_ids(names: Iterable[str]) -> set[UUID]:
    """Ids of testimonials among what a text names as quotes. What is no id is nobody's."""
    return {found for name in names if (found := quote_id(name)) is not None}


def quote_id(name: str) -> UUID | None:
    """The id that a text names, written as ids are."""
    try:
        found = UUID(name)
    except ValueError:
        return None
    return found if str(found) == name else None
