"""What tests of counting begin with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from library.catalogue.models import Item
from library.syndication import adding
from library.syndication.adding import Note
from library.syndication.models import DailyCount

DAY = date(2026, 4, 1)
AT = datetime(2026, 4, 1, 9, tzinfo=UTC)


def a_note(**changes: Any) -> Note:
    said = {"kind": "leaflet", "slug": "caring", "language": "", "format": "json", "host": "", "partner": None}
    return Note(**{"day": DAY, "channel": "api", **said, **changes})


def count_reads(item: Item, times: int, **changes: Any) -> None:
    """An item was read so often."""
    if times:
        adding.add(uuid4(), {a_note(**{"kind": item.kind, "slug": item.slug, **changes}): times}, at=AT)


def counted(**wanted: Any) -> int:
    """How much is in the table of these."""
    return sum(DailyCount.objects.filter(**wanted).values_list("count", flat=True))
