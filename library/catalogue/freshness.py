"""Facts and how long a projection holds (design.md, section 5, "The projection").

Whatever the public bytes show besides the edition is a fact. Who changes a fact marks the entries concerned, in the
same transaction; a read
past `fresh_until` projects anew. A projection that is being written at that very moment must not miss the change: facts about one item are
guarded by the lock on its row, facts shared by many (names of topics, organisations, contact points) by an advisory
lock, held shared while a
projection is written and alone while such a fact changes.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest

from library.catalogue.models import Entry

_SHARED_FACTS = 0x636F7072  # any constant will do; this one spells "copr"


def hold_shared_facts() -> None:
    """Until the end of this transaction, no shared fact changes. Taken before a projection reads facts to write them."""
    _lock("pg_advisory_xact_lock_shared")


def change_shared_facts() -> None:
    """Until the end of this transaction, no projection is written. Taken before a shared fact changes."""
    _lock("pg_advisory_xact_lock")


def mark_stale(entries: QuerySet[Entry], *, at: datetime) -> int:
    """From now on these entries are projected anew when read. Returns how many.

    `changed_at` moves on by at least a second, so that `If-Modified-Since` never hides the change. Without a version of its
    projection a row is not taken as it is by a reader whose moment is an earlier one either: by its clock, or because it has waited.
    """
    return entries.filter(state=Entry.State.LIVE).update(
        projection_version="",
        fresh_until=at,
        changed_at=Greatest(Value(at), F("changed_at") + timedelta(seconds=1)),
    )


def stale_entries(*, at: datetime, version: str) -> QuerySet[Entry]:
    """Live entries whose stored bytes no longer hold."""
    return Entry.objects.filter(Q(fresh_until__lte=at) | ~Q(projection_version=version), state=Entry.State.LIVE)


def _lock(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_SHARED_FACTS])
