"""Renditions as they are kept: found in one statement with their entry, stored only while they are true, dropped at once.

A rendition is found by its key: the ETag that its entry has now, and the recipe by which it is made now. So what was
made of other facts, of another edition or by an older renderer is never sent, whether or not anybody has removed it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from library.catalogue.models import Entry
from library.catalogue.statements import fetch_all
from library.editions.models import Edition, Rendition
from library.editions.recipes import recipe
from library.errors import Fault, LibraryError
from library.ids import new_id
from library.rendering.errors import DoesNotFit, MissingGlyphs, RenderFailed

ADDRESS = 32
"""Digits of the SHA-256 that are its ETag and its permanent address."""
LASTING_REFUSALS: dict[str, type[LibraryError]] = {
    refusal.slug: refusal for refusal in (DoesNotFit, MissingGlyphs, RenderFailed)
}
"""Refusals that are so for as long as the text is: kept, so that nobody has it set again to be told the same."""


@dataclass(frozen=True)
class Kept:
    """A rendition with its bytes, which are None when the caller has them already. `sha256` is whole."""

    content: bytes | None
    media_type: str
    size: int
    sha256: str
    made_at: datetime

    @property
    def etag(self) -> str:
        return self.sha256[:ADDRESS]


@dataclass(frozen=True)
class Made:
    """The bytes of a rendition, or the refusal that stands in their place."""

    name: str
    media_type: str
    content: bytes = b""
    refusal: LibraryError | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def key_of(etag: str) -> str:
    """What a rendition of an entry with this ETag is kept under."""
    return f"{etag}:{recipe()}"


def find(edition: UUID, name: str, key: str, *, known: Sequence[str]) -> Kept | None:
    """The rendition that is kept under a key. Raises the refusal that is kept instead."""
    rows = fetch_all(_FIND, {"edition": edition, "name": name, "key": key, "known": list(known)})
    return kept_from(rows[0]) if rows else None


def kept_names(edition: UUID, key: str) -> set[str]:
    """Which renditions are kept under a key, refusals among them."""
    return set(Rendition.objects.filter(edition=edition, key=key).values_list("name", flat=True))


def kept_from(row: Sequence[Any]) -> Kept:
    """Columns `MEMBERS` of a row as a rendition. Raises the refusal that is kept instead."""
    *members, refusal = row
    if refusal is not None:
        raise _refusal(refusal)
    return Kept(*members)


def keep(entry: Entry, edition: Edition, key: str, made: Made, *, at: datetime) -> None:
    """Keep a rendition that was made from an entry as it was read, unless the entry has changed since.

    Nobody waits: when somebody is just changing the entry, nothing is kept. A withdrawal that comes next waits for
    this statement, and then finds and drops what it kept.
    """
    refusal = made.refusal
    values: dict[str, Any] = {
        "id": new_id(),
        "entry": entry.pk,
        "changed_at": entry.changed_at,
        "edition": edition.pk,
        "name": made.name,
        "key": key,
        "media_type": made.media_type,
        "content": made.content,
        "size": len(made.content),
        "sha256": made.sha256,
        "refusal": json.dumps(_as_json(refusal)) if refusal else None,
        "made_at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, values)


def drop_renditions(editions: Iterable[Edition]) -> int:
    """Remove every rendition of these editions, in the caller's transaction. Returns how many there were.

    For what must not be sent any more: change the entries first, so that no rendition is kept behind this one's back.
    """
    return Rendition.objects.filter(edition__in=editions).delete()[0]


def _as_json(refusal: LibraryError) -> dict[str, Any]:
    return {
        "slug": refusal.slug,
        "detail": refusal.detail,
        "errors": [[fault.pointer, fault.detail] for fault in refusal.errors],
        "members": refusal.members,
    }


def _refusal(kept: str | dict[str, Any]) -> LibraryError:
    """The refusal again. Its own constructor works its words out from what is no longer there: they are put back."""
    told = json.loads(kept) if isinstance(kept, str) else kept
    kind = LASTING_REFUSALS[told["slug"]]
    refusal = kind.__new__(kind)
    faults = [Fault(pointer, detail) for pointer, detail in told["errors"]]
    LibraryError.__init__(refusal, told["detail"], errors=faults, **told["members"])
    return refusal


MEMBERS = f"""
  CASE WHEN left(rendition.sha256, {ADDRESS}) = ANY(%(known)s) THEN NULL ELSE rendition.content END,
  rendition.media_type, rendition.size, rendition.sha256, rendition.made_at, rendition.refusal
"""
CURRENT = """
  editions_edition edition ON edition.item_id = entry.item_id AND edition.language = entry.language
                           AND edition.number = entry.edition
"""
FRESH = "(entry.fresh_until IS NULL OR entry.fresh_until > %(now)s) AND entry.projection_version = %(version)s"
QUOTING = """EXISTS (
  SELECT 1 FROM editions_reference printed WHERE printed.edition_id = edition.id AND printed.kind = 'quote'
)"""
_FIND = f"""
SELECT {MEMBERS} FROM editions_rendition rendition
WHERE edition_id = %(edition)s AND name = %(name)s AND key = %(key)s
"""
# The lock on the entry is what a withdrawal waits for. Whoever holds it already is changing the entry.
_KEEP = """
WITH entry AS (
  SELECT id FROM catalogue_entry
  WHERE id = %(entry)s AND state = 'live' AND changed_at = %(changed_at)s FOR SHARE SKIP LOCKED
)
INSERT INTO editions_rendition (id, edition_id, name, key, media_type, content, size, sha256, refusal, made_at)
SELECT %(id)s, %(edition)s, %(name)s, %(key)s, %(media_type)s, %(content)s, %(size)s, %(sha256)s, %(refusal)s::jsonb,
       %(made_at)s
FROM entry
ON CONFLICT (edition_id, name) DO UPDATE SET
  key = excluded.key, media_type = excluded.media_type, content = excluded.content, size = excluded.size,
  sha256 = excluded.sha256, refusal = excluded.refusal,
  made_at = CASE WHEN editions_rendition.sha256 = excluded.sha256 THEN editions_rendition.made_at
                 ELSE excluded.made_at END
"""
