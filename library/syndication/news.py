"""What is new, changed or gone, the latest first: each item and language once, where its latest event put it.

Read from the events, because they alone know the moment of a return or a withdrawal; what is shown is the entry as it is now.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from library.catalogue.models import Entry, Item
from library.catalogue.statements import fetch_all
from library.editions.entries import projections_of
from library.editions.projection import version_tag
from library.syndication.departures import SuccessorShape, successor_of

TOLD = ("item.published", "item.updated", "item.withdrawn", "item.restored", "item.redirected")
FILTERS = {
    "topics": "e.topics && %(topics)s::varchar[]",
    "kinds": "e.kind = ANY(%(kinds)s)",
    "language": "e.language = %(language)s",
    "before": "v.position < %(before)s",
}
_NEWS = """
SELECT e.id, v.position, v.occurred_at, e.kind, e.slug, e.language, e.is_original, e.state, e.published_at, e.card,
       (e.fresh_until IS NULL OR e.fresh_until > %(now)s) AND e.projection_version = %(version)s,
       i.withdrawal_reason, i.withdrawal_explanation, s.kind, s.slug
FROM history_event v
JOIN catalogue_entry e ON e.item_id = v.subject AND e.language = v.subject_language
JOIN catalogue_item i ON i.id = e.item_id
LEFT JOIN catalogue_item s ON s.id = i.successor_id
WHERE v.type = ANY(%(told)s) AND v.position IS NOT NULL AND NOT EXISTS (
    SELECT FROM history_event w WHERE w.subject = v.subject AND w.subject_language = v.subject_language
    AND w.position > v.position AND w.type = ANY(%(told)s)
){conditions}
ORDER BY v.position DESC LIMIT {limit:d}
"""


@dataclass(frozen=True)
class Piece:
    """One item in one language. `card` is None when it is gone; then `because` is why, in a sentence for the public."""

    id: UUID
    position: int
    updated: datetime
    kind: str
    slug: str
    language: str
    is_original: bool
    state: str
    published_at: datetime
    card: dict[str, Any] | None
    because: str = ""
    successor: SuccessorShape | None = None


@dataclass(frozen=True)
class NewsQuestion:
    """Which pieces; all filters must hold. `before` is the position to go on from."""

    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    language: str | None = None
    before: int | None = field(default=None, kw_only=True)


def read_news(question: NewsQuestion, size: int, *, now: datetime) -> tuple[list[Piece], int | None]:
    """A page of pieces, and the position to go on from, None on the last page."""
    given = {name: getattr(question, name) for name in FILTERS if getattr(question, name) not in (None, ())}
    conditions = "".join(f" AND {FILTERS[name]}" for name in given)
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}
    values |= {"told": list(TOLD), "now": now, "version": version_tag(settings.PUBLIC_URL)}
    rows = fetch_all(_NEWS.format(conditions=conditions, limit=size + 1), values)
    page = rows[:size]
    stale = [row[0] for row in page if row[7] == Entry.State.LIVE and not row[10]]
    renewed = projections_of(stale, at=now)
    pieces = [_piece(row, renewed[row[0]].card if row[0] in renewed else row[9]) for row in page]
    return pieces, page[-1][1] if len(rows) > size else None


def _piece(row: tuple[Any, ...], card: bytes) -> Piece:
    entry, position, updated, kind, slug, language, is_original, state, published_at, _, _, reason, why, *successor = (
        row
    )
    gone = state != Entry.State.LIVE
    return Piece(
        id=entry,
        position=position,
        updated=updated,
        kind=kind,
        slug=slug,
        language=language,
        is_original=is_original,
        state=state,
        published_at=published_at,
        card=None if gone else json.loads(card),
        because=_because(reason, why) if state == Entry.State.WITHDRAWN else "",
        successor=successor_of(*successor) if gone else None,
    )


def _because(reason: str, explanation: str) -> str:
    return explanation or str(Item.WithdrawalReason(reason).label if reason else "")
