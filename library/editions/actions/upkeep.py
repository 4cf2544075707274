"""Review dates: moved by reviews of the whole, never by an edit (domain.md, HQ-2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from library.accounts.actors import Actor
from library.catalogue.actions.items import refresh_filter_columns, subject_of
from library.catalogue.models import Derivation, Entry, Item
from library.catalogue.review_cycle import months_later
from library.editions.derivations import lock_adaptations
from library.history.actions import record


@transaction.atomic
def record_whole_review(*, item: Item, on: date, by: Actor, at: datetime) -> None:
    """The whole of what is out was reviewed on a day: that is when it was last reviewed, and the next review is due a cycle later.

    `item` is the row locked by the caller. An earlier day than the one on record changes nothing.
    """
    if move_review_dates(item=item, on=on, at=at):
        announce_review(item=item, by=by, at=at)


def move_review_dates(*, item: Item, on: date, at: datetime) -> bool:
    """The first half of `record_whole_review`, for what goes on to publish. Whether the public is to be told.

    Telling it takes the feed's position, which everybody else then waits for: so that is done last.
    """
    if item.last_reviewed and on <= item.last_reviewed:
        return False
    before = item.next_review_due
    adaptations = lock_adaptations(item) if item.kind == Item.Kind.LEAFLET else []  # before any fact is held
    item.last_reviewed, item.next_review_due = on, months_later(on, item.review_cycle_months)
    item.version += 1
    item.save(update_fields=["last_reviewed", "next_review_due", "version"])
    refresh_filter_columns(item, at=at)
    _let_follow(adaptations, before, item.next_review_due, at)
    return item.standing == Item.Standing.PUBLISHED


def _let_follow(adaptations: Sequence[Derivation], before: date | None, due: date, at: datetime) -> None:
    """Adaptations are due with their original, as they were before; where a place wants to look earlier, that day stays
    (domain.md, LO-8). When they were last reviewed is another matter: nobody has looked at what is local.
    """
    for item in (derivation.item for derivation in adaptations):
        has_own_day = (
            item.next_review_due is not None and item.next_review_due != before and item.next_review_due <= due
        )
        if item.last_reviewed is None or has_own_day:
            continue
        item.next_review_due = due
        item.version += 1
        item.save(update_fields=["next_review_due", "version"])
        refresh_filter_columns(item, at=at)


def announce_review(*, item: Item, by: Actor, at: datetime) -> None:
    """One event per language, as for everything that concerns an item as a whole."""
    entries = Entry.objects.filter(item=item, state=Entry.State.LIVE).order_by("-is_original", "language")
    for language in entries.values_list("language", flat=True):
        record("item.reviewed", subject=subject_of(item, language), actor=by.id, at=at)
