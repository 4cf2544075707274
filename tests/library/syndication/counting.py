"""What tests of counting begin with."""

from __future__ import annotations

from datetime import date
from typing import Any

from library.syndication.adding import Note
from library.syndication.models import DailyCount

DAY = date(2026, 4, 1)


def a_note(**changes: Any) -> Note:
    said = {"kind": "leaflet", "slug": "caring", "language": "", "format": "json", "host": "", "partner": None}
    return Note(**{"day": DAY, "channel": "api", **said, **changes})


def counted(**wanted: Any) -> int:
    """How much is in the table of these."""
    return sum(DailyCount.objects.filter(**wanted).values_list("count", flat=True))
