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
    """The whole of an item was reviewed on a day: that is when it was last reviewed, and the next review is due a cycle later.

    `item` is the row locked by the caller. An earlier day than the one on record changes nothing.
    """
    if item.last_reviewed and on <= item.last_reviewed:
        return
    item.last_reviewed, item.next_review_due = on, months_later(on, item.review_cycle_months)
    item.version += 1
    item.save(update_fields=["last_reviewed", "next_review_due", "version"])
    if item.standing == Item.Standing.PUBLISHED:
        refresh_filter_columns(item, at=at)
        for language in (
            Entry.objects.filter(item=item).order_by("-is_original", "language").values_list("language", flat=True)
        ):
            record("item.reviewed", subject=subject_of(item, language), actor=by.id, at=at)
