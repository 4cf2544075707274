"""Giving an item of a body that has ended a new home. Nothing moves by itself: a person decides (domain.md, LO-7)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from library.accounts.actors import SYSTEM, Actor
from library.accounts.granting import check_steward_admin
from library.accounts.models import Organisation
from library.accounts.succession import new_homes
from library.catalogue.actions.items import lock_item, subject_of
from library.catalogue.freshness import hold_shared_facts, mark_stale
from library.catalogue.models import Entry, Item
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.errors import Conflict, PreconditionFailed
from library.history.actions import record


class HomeNotOpen(Conflict):
    """Items move along a recorded succession, and only when their owner is no more."""

    slug = "not-a-new-home"
    title = "The item can't move there"
    explanation = (
        "Only an item of an organisation that has ended moves, and only to a body that took over from it and still is. `homes` lists the "
        "codes of those that it may move to; if one is missing, record the succession first."
    )


@transaction.atomic
def rehome(*, item: Item, to: Organisation, expected_version: int, by: Actor, at: datetime) -> Item:
    """Give an item to a successor of its owner: all of it, drafts and editions too. Its public addresses stay, and show the new publisher;
    editions that are out stay as they were.

    Raises `Forbidden` unless the steward's administrator asks, `NotFound`, `PreconditionFailed`, `HomeNotOpen`.
    """
    check_steward_admin(by)
    item = lock_item(item, by=SYSTEM)  # it belongs to neither the steward nor, any more, to anybody who could ask
    if item.version != expected_version:
        raise PreconditionFailed("This item has changed since you read it.", version=item.version)
    before, today = item.owner, uk_day(at)
    ended = before.ended_on is not None and before.ended_on <= today
    homes = new_homes([before.pk], on=today)[before.pk] if ended else []
    if to not in homes:
        raise HomeNotOpen(homes=[home.code for home in homes])
    item.owner = to
    item.version += 1
    item.save(update_fields=["owner", "version"])
    hold_shared_facts()
    entries = Entry.objects.filter(item=item)
    entries.update(publisher=to.code)
    mark_stale(entries, at=at)
    record("item.rehomed", subject=subject_of(item), actor=by.id, at=at, before=before.code, after=to.code)
    _announce(item, by, at)
    return item


def _announce(item: Item, by: Actor, at: datetime) -> None:
    """Those who mirror what is out learn that it shows another publisher: one event per language, the edition being the same."""
    live = Entry.objects.filter(item=item, state=Entry.State.LIVE).order_by("-is_original", "language")
    for entry in live:
        edition = Edition.objects.get(item=item, language=entry.language, number=entry.edition)
        subject = subject_of(item, entry.language)
        facts = {"edition": edition.number, "change_class": "minor", "sha256": edition.sha256}
        record("item.updated", subject=subject, actor=by.id, at=at, **facts)
