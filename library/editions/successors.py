"""What readers of an item that is taken back are sent to instead."""

from __future__ import annotations

from uuid import UUID

from library.catalogue.models import Item
from library.errors import Fault, Malformed


def find_successor(*, id: UUID | None = None, kind: str = "", slug: str = "") -> Item:
    """A published item, of whichever publisher, by its id or by its address. Raises `Malformed` when there is none."""
    wanted = {"pk": id} if id else {"kind": kind, "slug": slug}
    found = Item.objects.filter(standing=Item.Standing.PUBLISHED, **wanted).first()
    if found is None:
        raise no_successor()
    return found


def check_successor(item: Item, successor: Item | None) -> None:
    """A successor must be there to read, so that nobody is sent from one dead end to the next. Raises `Malformed`."""
    if successor is None:
        return
    if successor.pk == item.pk:
        raise no_successor()
    find_successor(id=successor.pk)


def no_successor() -> Malformed:
    fault = Fault("/successor", "Not a published item other than this one.")
    return Malformed("The successor must be another item that is published.", errors=[fault])
