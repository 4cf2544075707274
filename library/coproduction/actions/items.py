"""The item that a change of its co-production record is about: locked while it changes, and shown anew afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db.models import Q

from library.accounts.actors import Actor, check_role
from library.accounts.roles import Role
from library.catalogue.actions.items import lock_item, subject_of
from library.catalogue.freshness import change_shared_facts, mark_stale
from library.catalogue.models import Entry, Item
from library.coproduction.models import Contribution, PrincipleNote, Recognition
from library.errors import NotFound, PreconditionFailed
from library.history.actions import record

Row = TypeVar("Row", Contribution, PrincipleNote, Recognition)


def open_item(item: Item, by: Actor) -> Item:
    """The item, locked, for a curator of its owner.

    Raises:
        Forbidden: without the role; NotFound: outside the owner.
    """
    check_role(by, Role.CURATOR)
    return lock_item(item, by=by)


def check_version(kind: type[Row], row: Row, expected: int) -> Row:
    """The row as it is now, its item being locked. Raises `NotFound`, and `PreconditionFailed` when it has changed since it was read."""
    now = kind.objects.select_related("item").filter(pk=row.pk).first()
    if now is None:
        raise NotFound()
    if now.version != expected:
        raise PreconditionFailed("Somebody has changed this since you read it.", version=now.version)
    return now


def announce(event: str, item: Item, by: Actor, at: datetime) -> None:
    """Write the event down and show the item anew from now on, and what was adapted from it: that says whose work it is."""
    if item.kind == Item.Kind.LEAFLET:
        change_shared_facts()  # an adaptation that is being published at this moment must not miss it
    mark_stale(Entry.objects.filter(Q(item=item) | Q(item__derivation__original=item)), at=at)
    record(event, subject=subject_of(item), actor=by.id, at=at)
