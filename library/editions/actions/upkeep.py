"""Review dates: moved by reviews of the whole, never by an edit (domain.md, HQ-2)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from library.accounts.actors import Actor
from library.catalogue.actions.items import refresh_filter_columns, subject_of
from library.catalogue.models import Entry, Item
from library.catalogue.review_cycle import months_later
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
    item.last_reviewed, item.next_review_due = on, months_later(on, item.review_cycle_months)
    item.version += 1
    item.save(update_fields=["last_reviewed", "next_review_due", "version"])
    refresh_filter_columns(item, at=at)
    return item.standing == Item.Standing.PUBLISHED


def announce_review(*, item: Item, by: Actor, at: datetime) -> None:
    """One event per language, as for everything that concerns an item as a whole."""
    entries = Entry.objects.filter(item=item).order_by("-is_original", "language")
    for language in entries.values_list("language", flat=True):
        record("item.reviewed", subject=subject_of(item, language), actor=by.id, at=at)
