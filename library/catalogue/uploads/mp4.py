"""MP4 (ISO 14496-12): boxes that tile the file from end to end, with picture, sound and text in them.

What programs write beside the recording is blanked in place, so that nothing moves: user data and metadata, where
telephones note the place, and free space, where anything could stand. A track of data can't be blanked without
writing the file anew; it is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from library.catalogue.uploads.refusals import FileDamaged, FileHoldsAnother, FileTypeNotAccepted, RecordingHoldsData

BRANDS = frozenset(
    {b"isom", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash", *(b"iso%d" % number for number in range(2, 10))}
)
TOP_LEVEL = frozenset(
    {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"uuid", b"meta", b"udta", b"pdin"}
    | {b"moof", b"mfra", b"sidx", b"ssix", b"styp", b"emsg", b"prft"}
)
BLANKED = frozenset({b"free", b"skip", b"wide", b"uuid", b"meta", b"udta"})
HANDLERS = frozenset({b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp", b"tmcd", b"hint"})
MAX_BOXES = 100_000


@dataclass(frozen=True)
class Box:
    """`start` to `end` of the whole box, `content` where what it holds begins; positions in the file."""

    kind: bytes
    start: int
    content: int
    end: int


@dataclass(frozen=True)
class Video:
    """Size of the picture in pixels, and the stretches to blank."""

    width: int
    height: int
    blanked: tuple[tuple[int, int], ...]


def begins_as_mp4(head: bytes) -> bool:
    """A file type box. Whether its brand is one of ours is another question."""
    return head[4:8] == b"ftyp"


def look_at_video(file: BinaryIO) -> Video:
    """What it holds. Raises a refusal unless it is a video of picture, sound and text.

    `FileTypeNotAccepted`, `FileDamaged`, `FileHoldsAnother`, `RecordingHoldsData`.
    """
    _check_brand(file)
    boxes = list(_boxes(file, 0, file.seek(0, 2)))
    strange = next((box for box in boxes if box.kind not in TOP_LEVEL), None)
    if strange is not None:
        raise FileHoldsAnother(f"Something that is not video stands at byte {strange.start:,}. Export it as MP4 anew.")
    movies = [box for box in boxes if box.kind == b"moov"]
    if len(movies) != 1 or not any(box.kind == b"mdat" for box in boxes):
        raise FileDamaged("The video has no table of contents, or no pictures. Export it as MP4 anew, and send that.")
    parts = list(_boxes(file, movies[0].content, movies[0].end))
    tracks = [list(_boxes(file, part.content, part.end)) for part in parts if part.kind == b"trak"]
    width, height = _picture_size(file, tracks)
    metadata = [box for box in [*boxes, *parts, *(box for track in tracks for box in track)] if box.kind in BLANKED]
    return Video(width, height, tuple((box.start + 4, box.end) for box in metadata if box.end > box.start + 8))


def _check_brand(file: BinaryIO) -> None:
    file.seek(0)
    brand = file.read(12)[8:12]
    if brand == b"qt  ":
        raise FileTypeNotAccepted("This is a QuickTime film. Export it as MP4, and send that.")
    if brand not in BRANDS:
        raise FileTypeNotAccepted(
            f"This is a file of the MP4 family (brand {brand!r}), and not a video. Export it as MP4."
        )


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes between two positions; they must fill it exactly."""
    for _ in range(MAX_BOXES):
        if start == end:
            return
        box = _box_at(file, start, end)
        yield box
        start = box.end
    raise FileDamaged(f"The video has more than {MAX_BOXES:,} parts. Export it as MP4 anew, and send that.")


def _box_at(file: BinaryIO, start: int, end: int) -> Box:
    file.seek(start)
    head = file.read(16)
    size, kind, content = int.from_bytes(head[:4], "big"), head[4:8], start + 8
    if size == 1:
        size, content = int.from_bytes(head[8:16], "big"), start + 16
    elif size == 0:  # to the end of the file
        size = end - start
    if len(head) < 8 or start + size > end or content > start + size or (kind in BLANKED and content != start + 8):
        raise FileDamaged(f"The video is damaged or cut short at byte {start:,}. Export it as MP4 anew, and send that.")
    return Box(kind, start, content, start + size)


def _picture_size(file: BinaryIO, tracks: list[list[Box]]) -> tuple[int, int]:
    """Of the largest track of pictures. Raises `RecordingHoldsData` for tracks that are none of picture, sound and
    text.
    """
    sizes = []
    for track in tracks:
        handler = _handler(file, track)
        if handler not in HANDLERS:
            raise RecordingHoldsData(
                f"The video has a track of data ({handler.decode('ascii', 'replace')}). Export it without."
            )
        if handler == b"vide":
            sizes.append(_size_of(file, track))
    if not sizes:
        raise FileTypeNotAccepted("This is an MP4 file without pictures. Send sound as MP3.")
    return max(sizes)


def _handler(file: BinaryIO, track: list[Box]) -> bytes:
    media = next((box for box in track if box.kind == b"mdia"), None)
    parts = _boxes(file, media.content, media.end) if media else iter(())
    handler = next((box for box in parts if box.kind == b"hdlr"), None)
    return _read(file, handler, 8, 4) if handler else b""


def _size_of(file: BinaryIO, track: list[Box]) -> tuple[int, int]:
    """From the last eight bytes of the track's header: two numbers with 16 bits before the point."""
    header = next((box for box in track if box.kind == b"tkhd"), None)
    if header is None or header.end - header.content < 84:
        raise FileDamaged("A track of the video is damaged. Export it as MP4 anew, and send that.")
    numbers = _read(file, header, header.end - header.content - 8, 8)
    return int.from_bytes(numbers[:2], "big"), int.from_bytes(numbers[4:6], "big")


def _read(file: BinaryIO, box: Box, offset: int, length: int) -> bytes:
    file.seek(box.content + offset)
    return file.read(min(length, max(0, box.end - box.content - offset)))
