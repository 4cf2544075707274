"""A part of a file, read as a file of its own, with some stretches blanked. Nothing is copied: recordings are large."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import BinaryIO

BLANK = b"free"
"""What a blanked stretch begins with: the type of an MP4 box that players skip. The rest of it is zeros."""


class Excerpt(io.RawIOBase):
    """The bytes from `start` to `end` of `file`, in which each of `blanked` (start, end; positions in `file`) reads
    as `BLANK` and zeros.

    Sharing its file's position, it must not be read while somebody else reads the file.
    """

    def __init__(self, file: BinaryIO, start: int, end: int, blanked: Sequence[tuple[int, int]] = ()) -> None:
        super().__init__()
        self._file, self._start, self._end = file, start, end
        self._blanked = tuple(blanked)
        self._at = start

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at - self._start

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: self._start, io.SEEK_CUR: self._at, io.SEEK_END: self._end}[whence]
        self._at = max(self._start, base + offset)
        return self.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._file.seek(self._at)
        chunk = bytearray(self._file.read(max(0, min(len(buffer), self._end - self._at))))
        for start, end in self._blanked:
            _blank(chunk, start - self._at, end - self._at)
        buffer[: len(chunk)] = chunk
        self._at += len(chunk)
        return len(chunk)


def _blank(chunk: bytearray, start: int, end: int) -> None:
    """Blank what of the stretch from `start` to `end` (relative to the chunk, perhaps outside it) lies in the chunk."""
    first, last = max(0, start), min(len(chunk), end)
    if first >= last:
        return
    chunk[first:last] = bytes(last - first)
    for offset, byte in enumerate(BLANK, start):
        if 0 <= offset < len(chunk):
            chunk[offset] = byte


def excerpt(file: BinaryIO, start: int, end: int, blanked: Sequence[tuple[int, int]] = ()) -> BinaryIO:
    """The same, buffered."""
    return io.BufferedReader(Excerpt(file, start, end, blanked), 64 * 1024)
