"""The proof of a withdrawal: where a quote was, when each place was cleared, who was told, and what can't be called back.

Before a withdrawal the same answers where it is. What areas above know (deliveries to partners, hosts that embed) comes from
sources that they register in a module `proof_sources`, which is loaded at the start. A source that fails is an error: a list
that may be incomplete proves nothing (safety.md, rule 12).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings

from library.accounts.models import Organisation
from library.catalogue.addresses import translation_url
from library.catalogue.models import Item
from library.coproduction.models import Testimonial
from library.editions.clearing import editions_naming, live_entries_of
from library.editions.models import Clearance, Edition
from library.history.models import Event

NOT_RECALLED = (
    "Leaflets that are printed already, and files that somebody has saved.",
    "Copies on systems of partners that do not follow the feed or have not confirmed that they were told.",
    "Pages that a browser has open or remembers: for up to a minute.",
)


@dataclass(frozen=True)
class ProofPlace:
    """An edition that names the quote. `renditions` were kept of it when it was cleared; `rebuilt_at` is when what the public
    reads of it stood anew without the quote.
    """

    kind: str
    slug: str
    url: str
    language: str
    edition: int
    organisation: str
    is_adaptation: bool
    is_current: bool
    renditions: tuple[str, ...]
    cleared_at: datetime | None
    rebuilt_at: datetime | None


@dataclass(frozen=True)
class Told:
    """A partner that is to be told of an event of the feed. `confirmed_at` is when its system said that it has it."""

    organisation: str
    position: int
    told_at: datetime | None
    confirmed_at: datetime | None


@dataclass(frozen=True)
class Seen:
    """A website that has embedded a text with the quote, as far as that is counted and no small number. `last_month` is the first
    day of the last month in which it did.
    """

    host: str
    kind: str
    slug: str
    last_month: date


@dataclass(frozen=True)
class Proof:
    testimonial: Testimonial
    positions: tuple[int, ...]
    places: tuple[ProofPlace, ...]
    seen: tuple[Seen, ...]
    told: tuple[Told, ...]
    organisations: tuple[str, ...]
    surrogate_keys: tuple[str, ...]
    not_recalled: tuple[str, ...] = NOT_RECALLED


class ProofSource(Protocol):
    """What an area above knows of it."""

    def told(self, positions: Sequence[int]) -> Iterable[Told]:
        """Who was told of these events of the feed, and who has yet to be."""

    def seen(self, items: Sequence[UUID]) -> Iterable[Seen]:
        """Which websites have embedded these items."""


_sources: list[ProofSource] = []


def register(source: ProofSource) -> None:
    """Let a source have its say in every proof."""
    _sources.append(source)


def proof_of(testimonial: Testimonial) -> Proof:
    """Everything that is known of where a testimonial is, or was when its owner withdrew."""
    editions = list(editions_naming(testimonial.pk))
    positions = positions_of(testimonial)
    items = sorted({edition.item_id for edition in editions})
    return Proof(
        testimonial=testimonial,
        positions=positions,
        places=tuple(_places(testimonial, editions)),
        seen=tuple(
            sorted((one for source in _sources for one in source.seen(items)), key=lambda one: (one.host, one.slug))
        ),
        told=tuple(one for source in _sources for one in source.told(positions)),
        organisations=_organisations(testimonial, editions),
        surrogate_keys=tuple(sorted({f"item-{edition.item.kind}-{edition.item.slug}" for edition in editions})),
    )


def positions_of(testimonial: Testimonial) -> tuple[int, ...]:
    """The positions in the feed of the events that tell of its withdrawal or of the end of its consent."""
    events = Event.objects.filter(type="testimonial.withdrawn", data__testimonial=str(testimonial.pk))
    return tuple(position for position in events.order_by("position").values_list("position", flat=True) if position)


def _places(testimonial: Testimonial, editions: Sequence[Edition]) -> Iterable[ProofPlace]:
    cleared = {row.edition_id: row for row in Clearance.objects.filter(testimonial=testimonial)}
    current = {(entry.item_id, entry.language, entry.edition) for entry in live_entries_of(editions)}
    for edition in editions:
        row, item = cleared.get(edition.pk), edition.item
        yield ProofPlace(
            kind=item.kind,
            slug=item.slug,
            url=translation_url(settings.PUBLIC_URL, item.kind, item.slug, edition.language),
            language=edition.language,
            edition=edition.number,
            organisation=item.owner.code,
            is_adaptation=item.kind == Item.Kind.ADAPTATION,
            is_current=row.was_current if row else (edition.item_id, edition.language, edition.number) in current,
            renditions=tuple(row.renditions) if row else (),
            cleared_at=row.cleared_at if row else None,
            rebuilt_at=row.rebuilt_at if row else None,
        )


def _organisations(testimonial: Testimonial, editions: Sequence[Edition]) -> tuple[str, ...]:
    """Codes of those whose texts named it: they get a letter when it is withdrawn."""
    owners = {testimonial.owner_id, *(edition.item.owner_id for edition in editions)}
    return tuple(Organisation.objects.filter(pk__in=owners).order_by("code").values_list("code", flat=True))
