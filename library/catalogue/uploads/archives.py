"""ZIP archives, looked at before anything in them is unpacked: bombs, names that lead outside, and entries that
readers see differently.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from library.catalogue.uploads.refusals import ArchiveUnsafe, FileDamaged, FileHoldsAnother

MAX_ENTRIES = 2_000
MAX_DIRECTORY = 512_000
MAX_UNPACKED = 100_000_000
MAX_RATIO = 100
"""How many times its size an archive may unpack to; repetitive text reaches 40."""
RATIO_MATTERS_FROM = 5_000_000
MAX_NAME = 200

_END_SIGNATURE = b"PK\x05\x06"
_END = struct.Struct("<4s4H2LH")
_CHUNK = 64 * 1024
_UNSAFE_NAME = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]|(?:^|/)\.\.?(?:/|$)|^/|//")


@contextmanager
def opened(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The archive, once it is known to be safe to unpack, every entry of it.

    Raises `ArchiveUnsafe`, `FileHoldsAnother` when it is not the whole file, and `FileDamaged`.
    """
    _check_frame(file)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_entries(archive.infolist())
            _check_contents(archive)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, UnicodeDecodeError) as error:
        raise FileDamaged("The document can't be unpacked. Open it, save it anew, and send that.") from error


def ends_as_archive(file: BinaryIO) -> bool:
    """Would a program that opens archives take this for one? They are read from their end, so anything may stand
    before.
    """
    file.seek(0)
    return zipfile.is_zipfile(file)


def _check_frame(file: BinaryIO) -> None:
    """The directory is small, ends with the file, and nothing stands before the first entry."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size))
    tail = file.read()
    if len(tail) < _END.size or not tail.startswith(_END_SIGNATURE):
        raise FileHoldsAnother("Something follows the end of the document, or it was cut short. Save it anew.")
    _, _, _, entries, _, directory_size, directory_start, _ = _END.unpack(tail)
    if entries > MAX_ENTRIES or directory_size > MAX_DIRECTORY:
        raise ArchiveUnsafe(f"The document has more than {MAX_ENTRIES:,} parts. Save it anew, and send that.")
    if directory_start + directory_size + _END.size != size:
        raise FileHoldsAnother("Something stands before or inside the document that is not part of it. Save it anew.")


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise ArchiveUnsafe(f"The document has more than {MAX_ENTRIES:,} parts. Save it anew, and send that.")
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise ArchiveUnsafe("Two parts of the document have the same name: programs would differ on which one holds.")
    for entry in entries:
        _check_entry(entry)
    _check_sizes(entries)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    # `orig_filename` still shows what the module hides: a NUL, and what stands after it.
    if _UNSAFE_NAME.search(entry.orig_filename) or len(entry.orig_filename) > MAX_NAME:
        raise ArchiveUnsafe(
            "A part of the document has a name that could lead outside it. Save it anew, and send that."
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ArchiveUnsafe("A part of the document is a link to another place. Save it anew, and send that.")
    if entry.flag_bits & 0x1:
        raise ArchiveUnsafe("The document is locked with a password. Save it without one, and send that.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ArchiveUnsafe("The document is packed in a way that word processors do not use. Save it anew.")


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_MATTERS_FROM and unpacked > MAX_RATIO * packed):
        raise ArchiveUnsafe(f"The document unpacks to {unpacked:,} bytes, far more than its size. Save it anew.")


def _check_contents(archive: zipfile.ZipFile) -> None:
    """Read every entry once: the module compares size, checksum and both places where a name stands.

    Entries that share bytes, the trick of the strongest bombs, are seen by adding up what they take of the file.
    """
    taken = 0
    for entry in archive.infolist():
        taken += entry.compress_size + len(entry.orig_filename) + 30
        with archive.open(entry) as part:
            while part.read(_CHUNK):
                pass
    if taken > archive.start_dir:
        raise ArchiveUnsafe("Parts of the document overlap. Save it anew, and send that.")
