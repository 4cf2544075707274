"""Files are kept safely, read in pieces, and never half there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage

from library.catalogue import files as kept
from library.catalogue.files import Pieces, StorageUnavailable, read, store
from library.catalogue.models import Asset
from library.catalogue.uploads import inspect_upload
from library.ids import new_id
from tests import files
from tests.kept import stored


def test_a_file_is_kept_whole_under_its_hash() -> None:
    upload = inspect_upload(files.pdf(), "leaflet.pdf")
    name = store(upload, new_id())
    assert name.startswith(f"assets/{upload.sha256}/")
    assert Path(default_storage.path(name)).read_bytes() == files.pdf()


def test_what_is_kept_of_a_recording_is_what_was_looked_at() -> None:
    upload = inspect_upload(files.id3(b"canary") + files.mp3(), "talk.mp3")
    assert Path(default_storage.path(store(upload, new_id()))).read_bytes() == files.mp3()


def test_two_assets_never_share_a_file() -> None:
    first, second = (store(inspect_upload(files.pdf(), "a.pdf"), new_id()) for _ in range(2))
    default_storage.delete(first)
    assert default_storage.exists(second)


def test_file_and_folders_are_flushed_before_the_name_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[str] = []

    def fsync(descriptor: int) -> None:
        flushed.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))

    monkeypatch.setattr(os, "fsync", fsync)
    path = Path(default_storage.path(store(inspect_upload(files.pdf(), "a.pdf"), new_id())))
    assert [str(path), str(path.parent), str(path.parent.parent)] == flushed[:3]


def full_disk(*_: Any, **__: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def half_a_file(*_: Any, **__: Any) -> Iterator[bytes]:
    yield b"half"
    full_disk()


def silent_bucket(*_: Any, **__: Any) -> None:
    raise RuntimeError("SlowDown")


# Where it breaks: the disk fills up in the middle, it fails when it is told to flush, a storage of another kind does not answer.
@pytest.mark.parametrize(
    ("owner", "name", "fault"),
    [(File, "chunks", half_a_file), (os, "fsync", full_disk), (FileSystemStorage, "_save", silent_bucket)],
)
def test_what_could_not_be_kept_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, fault: Any
) -> None:
    upload = inspect_upload(files.image("PNG"), "a.png")
    before = stored()
    monkeypatch.setattr(owner, name, fault)
    with pytest.raises(StorageUnavailable):
        store(upload, new_id())
    assert stored() == before


def asset_of(data: bytes) -> Asset:
    upload = inspect_upload(data, "film.mp4")
    asset = Asset(id=new_id(), size=upload.size)
    asset.file.name = store(upload, asset.id)
    return asset


def test_a_part_is_read_in_small_pieces() -> None:
    video = files.mp4(files.box(b"mdat", bytes(range(256)) * 1000))
    pieces = list(read(asset_of(video), 1000, 200_000))
    assert b"".join(pieces) == video[1000:201_000]
    assert max(map(len, pieces)) <= kept.PIECE


def test_a_file_is_closed_even_if_nobody_reads_it() -> None:
    opened: Any = read(asset_of(files.mp4()), 0, 10)
    opened.close()
    assert opened._source.closed


def test_fewer_bytes_than_promised_are_an_error_not_a_short_answer() -> None:
    asset = asset_of(files.mp4())
    with pytest.raises(OSError, match="5 bytes short"):
        list(read(asset, 0, asset.size + 5))


def test_a_file_that_is_gone_is_named_as_our_fault() -> None:
    asset = asset_of(files.mp4())
    default_storage.delete(asset.file.name)
    with pytest.raises(StorageUnavailable):
        read(asset, 0, 10)


def test_from_s3_only_the_part_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """`S3File` opens without fetching; reading it would fetch the whole file."""
    asked: list[str] = []

    class Body:
        def read(self, size: int) -> bytes:
            return b"x" * min(size, 4)

        def close(self) -> None:
            asked.append("closed")

    def get(Range: str) -> dict[str, Any]:  # noqa: N803 - boto's name
        asked.append(Range)
        return {"Body": Body()}

    bucket = SimpleNamespace(open=lambda *_: SimpleNamespace(obj=SimpleNamespace(get=get)))
    monkeypatch.setattr(kept, "default_storage", bucket)
    assert b"".join(read(Asset(size=100), 10, 6)) == b"xxxxxx"
    assert asked == ["bytes=10-15", "closed"]


def test_pieces_end_where_the_part_ends() -> None:
    class Endless:
        def read(self, size: int) -> bytes:
            return bytes(size)

        def close(self) -> None:
            """There is nothing to close."""

    assert sum(map(len, Pieces(Endless(), 100_001))) == 100_001
