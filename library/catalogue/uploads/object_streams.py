"""Object streams of a PDF: where compressed files keep the objects that decide what a PDF does (ISO 32000-2, 7.5.7).

An object stream is known by the key `First` in its dictionary, without which no reader can use it. Each is unfolded
within a budget, and one that does not unfold to what an object stream must begin with is refused: what we can't read,
a reader might.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress

from library.catalogue.uploads.refusals import FileNotExaminable

MAX_WORK = 100_000_000
"""Bytes read and written while the object streams of one file are unfolded. Pictures, fonts and pages are not."""
MAX_DICTIONARY = 64_000
MAX_LAYERS = 3
STEP = 16_384

WHITE = rb"\x00\t\n\f\r "
_FIRST = re.compile(rb"/(?:F|#46)(?:i|#69)(?:r|#72)(?:s|#73)(?:t|#74)(?=[" + WHITE + rb"(<\[/>%])")
_TOKEN = re.compile(
    rb"[%(w)s]+|%%[^\r\n]*|<<|>>|[\[\]{}]|/[^%(w)s()<>\[\]{}/%%]*|<[^<>]*>|[^%(w)s()<>\[\]{}/%%]+" % {b"w": WHITE}
)
_BRACKET_OR_ESCAPE = re.compile(rb"\\.|[()]", re.DOTALL)
_STREAM = re.compile(rb"(?:[%(w)s]|%%[^\r\n]*[\r\n])*stream" % {b"w": WHITE})
_REST_OF_LINE = re.compile(rb"[^\r\n]{0,80}(?:\r\n|\r|\n)")
# NUL is white space to a reader, but here it could be the mark of a predictor, which hides the rest.
_OBJECTS = re.compile(rb"[\t\n\f\r ]*[0-9]+[\t\n\f\r ]+[0-9]+[\t\n\f\r ]")
_WRITTEN_AS_TEXT = re.compile(rb"[\t\n\f\r !-~]{16}")
_NOT_ASCII85 = re.compile(rb"[^!-uz]")
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")


def object_streams(data: bytes) -> Iterator[bytes]:
    """What each object stream unfolds to. Raises `FileNotExaminable` for one that can't be unfolded, or for too much."""
    work = _Work()
    for found in _FIRST.finditer(data):
        end = _end_of_dictionary(data, found.end())
        work.spend(end - found.end())
        keyword = _STREAM.match(data, end)
        if keyword is None:  # an outline has a key of this name, too
            continue
        unfolded = [objects for start in _starts(data, keyword.end()) for objects in _unfold(data, start, work)]
        if not unfolded:
            raise FileNotExaminable("The PDF has objects packed in a way that we can't unfold. Print it to PDF anew.")
        yield from unfolded


class _Work:
    """What is left of the budget for one file."""

    def __init__(self) -> None:
        self.left = MAX_WORK

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise FileNotExaminable(f"The PDF unfolds to more than {MAX_WORK:,} bytes. Print it to PDF anew.")


def _end_of_dictionary(data: bytes, position: int) -> int:
    """Where the dictionary ends in which `position` stands, at its top level."""
    depth, limit = 1, position + MAX_DICTIONARY
    while position < limit:
        if data[position : position + 1] == b"(":
            position = _end_of_text(data, position, limit)
            continue
        token = _TOKEN.match(data, position)
        if token is None:
            break
        position = token.end()
        depth += (token.group() == b"<<") - (token.group() == b">>")
        if depth == 0:
            return position
    raise FileNotExaminable("The PDF has a dictionary without end. Print it to PDF anew, and send that.")


def _end_of_text(data: bytes, position: int, limit: int) -> int:
    depth = 0
    for found in _BRACKET_OR_ESCAPE.finditer(data, position, limit):
        depth += (found.group() == b"(") - (found.group() == b")")
        if depth == 0:
            return found.end()
    return limit


def _starts(data: bytes, position: int) -> set[int]:
    """Where the bytes of a stream may begin after its keyword: readers differ on what they skip."""
    line = _REST_OF_LINE.match(data, position)
    return {position, line.end()} if line else {position}


def _unfold(data: bytes, start: int, work: _Work) -> Iterator[bytes]:
    end = data.find(b"endstream", start)
    written = data[start : end if end >= 0 else len(data)]
    work.spend(len(written))
    if _OBJECTS.match(written):
        yield written
    # What is packed may run past a false end.
    yield from _layers([_inflated(memoryview(data)[start:], work), *_read_as_text(written, work)], work, MAX_LAYERS)


def _layers(opened: Iterable[bytes], work: _Work, more: int) -> Iterator[bytes]:
    """Whatever looks like objects among these bytes and what they unfold to."""
    for objects in opened:
        if _OBJECTS.match(objects):
            yield objects
        if more and objects:
            yield from _layers([_inflated(memoryview(objects), work), *_read_as_text(objects, work)], work, more - 1)


def _read_as_text(text: bytes, work: _Work) -> Iterator[bytes]:
    """ASCII85 and hexadecimal undone, if it could be either."""
    if not _WRITTEN_AS_TEXT.match(text):
        return
    work.spend(20 * len(text))  # slow for its size
    with suppress(ValueError):
        yield base64.a85decode(_NOT_ASCII85.sub(b"", text.lstrip().removeprefix(b"<~").partition(b"~")[0]))
    digits = _NOT_HEX.sub(b"", text.partition(b">")[0])
    yield binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def _inflated(packed: memoryview, work: _Work) -> bytes:
    """What it inflates to. What came before a fault counts, since readers show that too."""
    if len(packed) < 3 or packed[0] & 0x0F != 8 or int.from_bytes(packed[:2], "big") % 31:
        return b""
    inflater = zlib.decompressobj(-15)  # without the checksum, which readers ignore
    output = bytearray()
    for position in range(2, len(packed), STEP):
        before, chunk = inflater.copy(), packed[position : position + STEP]
        try:
            output += _fed(inflater, chunk, work)
        except zlib.error:
            return bytes(output + _until_fault(before, chunk, work))
        if inflater.eof:
            break
    return bytes(output)


def _until_fault(inflater: zlib._Decompress, chunk: memoryview, work: _Work) -> bytes:
    """Byte by byte: an inflater that meets a fault keeps back what it made of the bytes that it was handed with it."""
    work.spend(10 * len(chunk))
    output = bytearray()
    with suppress(zlib.error):
        for number in range(len(chunk)):
            output += _fed(inflater, chunk[number : number + 1], work)
    return bytes(output)


def _fed(inflater: zlib._Decompress, chunk: memoryview, work: _Work) -> bytes:
    output = inflater.decompress(chunk, work.left + 1)
    work.spend(len(chunk) + len(output))
    return output
