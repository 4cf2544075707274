"""Where files are kept: the one door to Django's default storage, which is a disk or S3.

A file is stored before the row that names it, under a name that nobody else uses, so that whatever breaks in between
leaves at most a file without a row: never a row without its file, and never half a file under a name that counts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from django.core.files import File
from django.core.files.storage import default_storage

from library.catalogue.models import Asset
from library.catalogue.uploads import Upload
from library.errors import Unavailable

PIECE = 64 * 1024
log = structlog.get_logger()


class StorageUnavailable(Unavailable):
    """The disk is full, or the bucket does not answer."""

    slug = "storage-unavailable"
    title = "Files can't be stored or fetched just now"
    explanation = (
        "The place where files are kept does not answer, or is full. Nothing was changed. Repeat after `Retry-After` "
        "seconds, with the same `Idempotency-Key`."
    )


def store(upload: Upload, asset: UUID) -> str:
    """Keep the content of an upload for an asset, safe from a power cut; returns its name in the storage.

    The name holds the hash of the content and the id of the asset: two assets never share a file, so that one can go.
    Raises `StorageUnavailable`.
    """
    name = f"assets/{upload.sha256}/{asset}.{upload.extension}"
    try:
        kept = default_storage.save(name, File(upload.content, name))
        _flush(kept)
    except Exception as error:  # each storage raises its own
        _drop(name)
        log.exception("file not stored", name=name)
        raise StorageUnavailable("The file could not be stored just now. Nothing was changed.") from error
    return kept


class Pieces:
    """A stretch of a kept file, to be sent piece by piece and closed. However large it is, one piece is in memory."""

    def __init__(self, source: Any, length: int) -> None:
        self._source, self._left = source, length

    def __iter__(self) -> Iterator[bytes]:
        try:
            while self._left > 0:
                piece = self._source.read(min(PIECE, self._left))
                if not piece:
                    # Fewer bytes than promised end the connection, so that nobody takes a part for the whole.
                    raise OSError(f"a kept file is {self._left} bytes short")
                self._left -= len(piece)
                yield piece
        finally:
            self.close()

    def close(self) -> None:
        self._source.close()


def read(asset: Asset, start: int, length: int) -> Pieces:
    """The bytes of an asset's file from `start` on. Raises `StorageUnavailable`, also when the file is gone."""
    name = asset.file.name or ""
    try:
        file = default_storage.open(name, "rb")
        remote = getattr(file, "obj", None)
        if remote is not None:
            # On S3 opening fetches nothing yet; reading the file would fetch all of it first.
            return Pieces(remote.get(Range=f"bytes={start}-{start + length - 1}")["Body"], length)
        file.seek(start)
    except Exception as error:  # each storage raises its own
        log.exception("file not read", name=name)
        raise StorageUnavailable("The file can't be fetched just now.") from error
    return Pieces(file, length)


def _flush(name: str) -> None:
    """On a disk: wait until file, folders and their names are written (safety.md, rule 8). S3 answers when they are."""
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:
        return
    root = Path(default_storage.path(""))
    for written in (path, *(folder for folder in path.parents if folder.is_relative_to(root)), root.parent):
        descriptor = os.open(written, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _drop(name: str) -> None:
    try:
        default_storage.delete(name)
    except Exception:  # noqa: BLE001 - what could not be stored may not be deletable either: nothing refers to it
        log.warning("file left behind", name=name)
