"""The short addresses that stand on paper: from the code to the web page of a text, for ever (domain.md, PR-9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from library.catalogue.models import Entry
from library.catalogue.short_addresses import entry_at
from library.editions.on_offer import PAGE
from library.editions.renditions import departed
from library.errors import NotFound


@dataclass(frozen=True)
class Destination:
    """What a code leads to. `language` is None for the item's original."""

    kind: str
    slug: str
    language: str | None


def destination(code: str, *, now: datetime) -> Destination:
    """The entry behind a code. Raises `NotFound`, and `Gone` or `Moved` as reading its page does."""
    entry = entry_at(code)
    if entry is None:
        raise NotFound()
    if entry.state != Entry.State.LIVE:
        raise departed(entry.pk, PAGE, now)
    return Destination(entry.kind, entry.slug, None if entry.is_original else entry.language)
