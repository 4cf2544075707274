"""The whole public catalogue at one moment, as lines of JSON, with the position of the feed that it is exact at (design.md, section 7).

Position and rows are read in one REPEATABLE READ transaction: every change up to the position is in it and none after it, whatever is
published meanwhile. What is stale is projected in that same snapshot. The transaction must not last as long as some
reader takes, so the lines go into a temporary file first, compressed, twenty entries in memory at a time, and are sent
from there when the transaction is over.

    {"type":"header","position":812,"made_at":"2026-11-23T09:30:00Z","entries":340,"tombstones":12}
    {"type":"entry","kind":...,"slug":...,"language":...,"url":...,"etag":...,"document":{as the item's own address answers}}
    {"type":"tombstone","kind":...,"slug":...,"language":...,"url":...,"state":...,"reason":...,"withdrawn_at":...,"successor":...}
    {"type":"footer","position":812,"entries":340,"tombstones":12,"sha256":"of every byte before this line"}

A quote stands in it as in the item's own answer: while its owner agrees to its being shown in this API, and not a moment longer than
the snapshot. `testimonial.withdrawn` in the feed names the texts to read again and the id of the words to delete.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from library.catalogue.addresses import translation_url
from library.catalogue.files import Pieces
from library.catalogue.statements import fetch_all
from library.editions.entries import projections_of
from library.editions.projection import version_tag
from library.errors import Unavailable
from library.history.queries import last_position
from library.syndication.departures import Tombstone, moment_of, reason_of, successor_of

BATCH = 20
"""Entries in memory at a time: a text has at most half a megabyte."""
LONGEST = 240
"""Seconds that a snapshot may take: until then PostgreSQL keeps every row version that it could need."""
IN_MEMORY = 1_000_000
NOTHING_YET = UUID(int=0)

_COUNTS = "SELECT count(*) FILTER (WHERE state = 'live'), count(*) FILTER (WHERE state <> 'live') FROM catalogue_entry"
_ENTRIES = """
SELECT id, kind, slug, language, etag, document,
       (fresh_until IS NULL OR fresh_until > %(now)s) AND projection_version = %(version)s
FROM catalogue_entry WHERE state = 'live' AND id > %(after)s ORDER BY id LIMIT %(limit)s
"""
_TOMBSTONES = """
SELECT e.id, e.kind, e.slug, e.language, e.state, i.withdrawal_reason, i.withdrawn_at, s.kind, s.slug
FROM catalogue_entry e JOIN catalogue_item i ON i.id = e.item_id LEFT JOIN catalogue_item s ON s.id = i.successor_id
WHERE e.state <> 'live' AND e.id > %(after)s ORDER BY e.id LIMIT %(limit)s
"""


class SnapshotTooLong(Unavailable):
    slug = "export-takes-too-long"
    title = "The export took too long"
    explanation = (
        "The whole library could not be read in the time that an export may take; the service may be busy. Repeat after "
        "`Retry-After` seconds, or go through `/v1/manifest`, which needs no snapshot."
    )


@dataclass(frozen=True)
class Snapshot:
    """A finished one. `pieces` reads it once, from its beginning, and is to be closed; then it is gone."""

    position: int
    entries: int
    tombstones: int
    size: int
    sha256: str
    pieces: Pieces


def take_snapshot(*, at: datetime) -> Snapshot:
    """Everything that is public, as it is now. Raises `SnapshotTooLong`."""
    lines = _Lines()
    try:
        with _one_view():
            position = last_position()
            entries, tombstones = fetch_all(_COUNTS, {})[0]
            counted = {"position": position, "entries": entries, "tombstones": tombstones}
            made_at = at.isoformat(timespec="seconds").replace("+00:00", "Z")
            lines.write(_json({"type": "header", "made_at": made_at, **counted}))
            for line in _all_lines(at, until=time.monotonic() + LONGEST):
                lines.write(line)
        sha256 = lines.digest.hexdigest()
        lines.write(_json({"type": "footer", **counted, "sha256": sha256}))
        return Snapshot(**counted, size=lines.size, sha256=sha256, pieces=Pieces(lines.reader(), lines.size))
    except BaseException:
        lines.close()
        raise


@contextmanager
def _one_view() -> Iterator[None]:
    """A transaction that sees one state of everything. Inside another one its caller answers for that."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _all_lines(at: datetime, *, until: float) -> Iterator[bytes]:
    for rows in _batches(_ENTRIES, {"now": at, "version": version_tag(settings.PUBLIC_URL)}, until):
        renewed = projections_of([row[0] for row in rows if not row[6]], at=at)
        for entry_id, kind, slug, language, etag, document, _ in rows:
            made = renewed.get(entry_id)
            yield _entry_line(kind, slug, language, *((made.etag, made.document) if made else (etag, document)))
    for rows in _batches(_TOMBSTONES, {}, until):
        for row in rows:
            yield _tombstone_line(row)


def _batches(sql: str, values: dict[str, Any], until: float) -> Iterator[list[tuple[Any, ...]]]:
    after = NOTHING_YET
    while rows := fetch_all(sql, {**values, "after": after, "limit": BATCH}, keep_plan=True):
        if time.monotonic() > until:
            raise SnapshotTooLong(f"It was not done after {LONGEST} seconds.")
        yield rows
        after = rows[-1][0]


def _entry_line(kind: str, slug: str, language: str, etag: str, document: bytes) -> bytes:
    url = translation_url(settings.PUBLIC_URL, kind, slug, language)
    about = _json({"type": "entry", "kind": kind, "slug": slug, "language": language, "url": url, "etag": etag})
    return about[:-2] + b',"document":' + bytes(document) + b"}\n"


def _tombstone_line(row: tuple[Any, ...]) -> bytes:
    _, kind, slug, language, state, reason, withdrawn_at, *successor = row
    gone = Tombstone(
        kind=kind,
        slug=slug,
        language=language,
        url=translation_url(settings.PUBLIC_URL, kind, slug, language),
        state=state,
        reason=reason_of(state, reason),
        withdrawn_at=moment_of(state, withdrawn_at),
        successor=successor_of(*successor),
    )
    return _json({"type": "tombstone", **gone.model_dump(mode="json")})


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class _Lines:
    """Lines on their way into a temporary file without a name, which goes with whoever holds it. Compressed, because the
    folder for temporary files may itself be memory.
    """

    def __init__(self) -> None:
        self.size = 0
        self.digest = hashlib.sha256()
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - its reader closes it
        self._packed = gzip.GzipFile(fileobj=self._file, mode="wb", compresslevel=1)

    def write(self, line: bytes) -> None:
        self.size += len(line)
        self.digest.update(line)
        self._packed.write(line)

    def reader(self) -> _Unpacked:
        self._packed.close()
        self._file.seek(0)
        return _Unpacked(self._file)

    def close(self) -> None:
        self._file.close()


class _Unpacked(gzip.GzipFile):
    """What was written. Closing it closes the file, too."""

    def __init__(self, file: SpooledTemporaryFile[bytes]) -> None:
        super().__init__(fileobj=file, mode="rb")
        self._file = file

    def close(self) -> None:
        super().close()
        self._file.close()
