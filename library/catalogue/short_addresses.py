"""Entries by their short codes."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast, Right

from library.catalogue.models import Entry
from library.catalogue.short_codes import TAIL, tail_of
from library.ids import new_id


def entry_at(code: str) -> Entry | None:
    """The entry that a short code names, in whatever state. It has no bytes and no text."""
    tail = tail_of(code)
    if tail is None:
        return None
    shown = _with_tail(tail).only("id", "state", "kind", "slug", "language", "is_original", "published_at")
    return shown.order_by("published_at").first()


def id_with_free_code() -> UUID:
    """An id for a new entry, whose short code names nothing yet."""
    while True:
        found = new_id()
        if not _with_tail(found.hex[-TAIL:]).exists():
            return found


def _with_tail(tail: str) -> QuerySet[Entry]:
    return Entry.objects.alias(tail=Right(Cast("id", TextField()), TAIL)).filter(tail=tail)
