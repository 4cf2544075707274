"""Items of bodies that have ended, and where each may go. Drafts, too, that were never out: somebody wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from library.accounts.actors import Actor
from library.accounts.granting import check_steward_admin
from library.accounts.models import Organisation
from library.accounts.succession import new_homes
from library.catalogue.models import Entry, Item
from library.editions.review_status import uk_day
from library.errors import NotFound


@dataclass(frozen=True)
class Homeless:
    """An item with its possible new homes. `title` is that of what is out of it in its original language, else empty."""

    item: Item
    title: str
    ended_on: date
    homes: tuple[Organisation, ...]


def homeless_items(*, by: Actor, at: datetime) -> QuerySet[Item]:
    """The items of organisations that are no more, newest first. Raises `Forbidden` unless the steward's administrator asks."""
    check_steward_admin(by)
    return Item.objects.filter(owner__ended_on__lte=uk_day(at)).select_related("owner").order_by("-id")


def with_homes(items: Sequence[Item], *, at: datetime) -> list[Homeless]:
    """What is to be known for deciding; three queries, however many items."""
    homes = new_homes({item.owner_id for item in items}, on=uk_day(at))
    live = Entry.objects.filter(item__in=items, state=Entry.State.LIVE, is_original=True)
    titles = dict(live.values_list("item_id", "title"))
    return [
        Homeless(item, titles.get(item.pk, ""), item.owner.ended_on, tuple(homes[item.owner_id]))
        for item in items
        if item.owner.ended_on is not None
    ]


def homeless_item(id: UUID, *, by: Actor, at: datetime) -> Homeless:
    """Raises `NotFound` for an item whose owner is still there, too; `Forbidden`."""
    found = with_homes(list(homeless_items(by=by, at=at).filter(pk=id)), at=at)
    if not found:
        raise NotFound()
    return found[0]
