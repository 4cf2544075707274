"""The record of what was cleared after a withdrawal of consent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from library.catalogue.models import Entry
from library.editions.making import stands
from library.editions.models import Clearance

REBUILT = ("page.html", "a4.pdf")
"""What is made again at once after a withdrawal of consent; the rest when somebody asks, or by and by."""


def note_rebuilt(*, at: datetime, entries: Collection[UUID] | None = None) -> int:
    """Write down of which entries, or of which among these, what the public reads stands anew without the quote. How many.

    Said once, and not before it is so: what could not be written or made is noted by a later run, after it was. The rows are read before
    the entries, so that none of a later withdrawal is noted with them.
    """
    waiting: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
    rows = Clearance.objects.filter(rebuilt_at=None, cleared_at__lte=at)
    for row, item, language in rows.values_list("pk", "edition__item", "edition__language"):
        waiting[item, language].append(row)
    live = Entry.objects.filter(item__in={item for item, _ in waiting}, state=Entry.State.LIVE)
    if entries is not None:
        live = live.filter(pk__in=entries)
    anew = [entry for entry in live if (entry.item_id, entry.language) in waiting and stands(entry, REBUILT, now=at)]
    done = [row for entry in anew for row in waiting[entry.item_id, entry.language]]
    Clearance.objects.filter(pk__in=done).update(rebuilt_at=at)
    return len(anew)
