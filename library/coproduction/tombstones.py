"""The tombstone log: what has been withdrawn, in a file that a database backup does not hold (safety.md, rule 11 and "Faults").

A backup of yesterday still has the words that were withdrawn today. So each withdrawal also leaves a line here,
`{"what": "testimonial", "id": "...", "at": "..."}`: ids and times, never words or names. `manage.py reapply_tombstones`, and every start,
carries out again what a restored database does not know of, before anything is served.

**Order.** The line is written and fsynced as the last step *inside* the transaction, before it commits, and so before anybody is
told that it is done.

- The line can't be written (disk full, no permission): the transaction is undone and the answer is an error. Nothing was promised.
- We die between line and commit: the log knows of a withdrawal that the database does not. The next start carries it
  out. Somebody has asked for it, so that is the right way to be wrong.
- We die between commit and answer: both know. Asking again changes nothing.

Only whole lines count: the start of a line that a crash tore off can't be read, and is passed over; whoever wrote it was
not answered. Keep the file on a disk of its own, outside the database's backup, and never put an older copy of it back.
Several machines: one shared file, or one each, each re-applied where it is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from library.errors import Unavailable

TESTIMONIAL = "testimonial"
PERSON = "person"
REVIEWER = "reviewer"


class TombstoneNotWritten(Unavailable):
    """The log can't be written, so nothing is withdrawn."""

    slug = "tombstone-not-written"
    title = "The withdrawal could not be made safe, so it was not made"
    explanation = (
        "Withdrawals are also written to a file that stands outside the database's backup, so that a restored backup can't bring words "
        "back. That file could not be written. Nothing was changed: ask again, and tell whoever runs the library."
    )


@dataclass(frozen=True)
class Tombstone:
    """`what` was withdrawn is a `testimonial`, a `person` who told us something, or a `reviewer` from outside."""

    what: str
    id: UUID
    at: datetime


def bury(what: str, id: UUID, *, at: datetime) -> None:
    """Add a line, safe on the disk when this returns. Call it last in the transaction. Raises `TombstoneNotWritten`."""
    bury_all([Tombstone(what, id, at)])


def bury_all(tombstones: Iterable[Tombstone]) -> None:
    """The same for several at once, which stand or fall together: in one write."""
    told = ({"what": one.what, "id": str(one.id), "at": one.at.isoformat()} for one in tombstones)
    try:
        _append(Path(settings.TOMBSTONE_LOG), "".join(json.dumps(line) + "\n" for line in told).encode())
    except OSError as failure:
        raise TombstoneNotWritten() from failure


def buried() -> Iterator[Tombstone]:
    """Everything in the log, in the order in which it came. Nothing if there is no log yet."""
    path = Path(settings.TOMBSTONE_LOG)
    if not path.exists():
        return
    for line in path.read_bytes().splitlines(keepends=True):
        found = _read(line) if line.endswith(b"\n") else None
        if found is not None:
            yield found


def _append(path: Path, lines: bytes) -> None:
    """One write of a few short lines to a file opened for appending: writers at the same moment do not mix theirs (POSIX, write)."""
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if _is_torn(descriptor):
            lines = b"\n" + lines
        if os.write(descriptor, lines) != len(lines):
            raise OSError("the line was cut short")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        _sync_folder(path.parent)


def _is_torn(descriptor: int) -> bool:
    """Whether the last line has no end: a crash, or a disk that was full."""
    size = os.fstat(descriptor).st_size
    return size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(line: bytes) -> Tombstone | None:
    try:
        told = json.loads(line)
        return Tombstone(str(told["what"]), UUID(told["id"]), datetime.fromisoformat(told["at"]))
    except (ValueError, KeyError, TypeError):
        return None
