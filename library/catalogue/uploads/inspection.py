"""From what was sent to what may be stored."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from library.catalogue.uploads import kinds
from library.catalogue.uploads.archives import ends_as_archive
from library.catalogue.uploads.captions import check_captions
from library.catalogue.uploads.excerpt import excerpt
from library.catalogue.uploads.images import encode_again, pixels_in
from library.catalogue.uploads.kinds import Kind
from library.catalogue.uploads.mp3 import find_sound
from library.catalogue.uploads.mp4 import look_at_video
from library.catalogue.uploads.names import safe_name
from library.catalogue.uploads.pdf import check_pdf
from library.catalogue.uploads.refusals import FileEmpty, FileHoldsAnother, FileTooLarge
from library.catalogue.uploads.word import check_word

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file that may be stored.

    `content` is what to store, from its beginning: for recordings a view of the file that was sent, which must stay
    open. `size` and `sha256` (hex) are of that content. `width` and `height` are pixels, of images and video.
    """

    media_type: str
    extension: str
    name: str
    content: BinaryIO
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class _Found:
    content: BinaryIO
    width: int | None = None
    height: int | None = None


def inspect_upload(source: bytes | BinaryIO, file_name: str) -> Upload:
    """Decide by the content what a file is, and whether it may be stored. `source` is bytes, or a binary file that
    can be sought.

    Raises a subclass of `refusals.FileRefused`, which says what was found, what is accepted and what to do.
    Recordings are read piece by piece; whatever else is held in memory has a limit, the largest being the pixels of an
    image (160 MB).
    """
    file: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source
    kind = _kind_of(file)
    found = _CHECKS[kind](file)
    length, digest = _measure(found.content)
    return Upload(
        media_type=kind.media_type,
        extension=kind.extension,
        name=safe_name(file_name, kind.extension),
        content=found.content,
        size=length,
        sha256=digest,
        width=found.width,
        height=found.height,
    )


def pixels_to_decode(source: bytes) -> int | None:
    """How many `inspect_upload` would decode of a picture; None for what is none. Raises what can be told without decoding it."""
    file = io.BytesIO(source)
    kind = _kind_of(file)
    return pixels_in(file, kinds.IMAGES[kind]) if kind in kinds.IMAGES else None


def _kind_of(file: BinaryIO) -> Kind:
    """Raises `FileEmpty`, `FileTooLarge` and as `kinds.kind_of`."""
    size = file.seek(0, io.SEEK_END)
    if not size:
        raise FileEmpty("The file is empty. Check it on your machine, and send it again.")
    file.seek(0)
    kind = kinds.kind_of(file.read(kinds.HEAD))
    if size > kind.limit:
        megabytes = kind.limit // kinds.MEGABYTE
        raise FileTooLarge(
            f"This {kind.label} has {size:,} bytes; {megabytes} MB are the limit. Save it smaller, and send that."
        )
    return kind


def _image(kind: Kind) -> Callable[[BinaryIO], _Found]:
    def check(file: BinaryIO) -> _Found:
        data, width, height = encode_again(file, kinds.IMAGES[kind])
        return _Found(io.BytesIO(data), width, height)

    return check


def _pdf(file: BinaryIO) -> _Found:
    _check_no_archive(file)
    data = _whole(file)
    check_pdf(data)
    return _Found(io.BytesIO(data))


def _word(file: BinaryIO) -> _Found:
    check_word(file)
    return _Found(file)


def _captions(file: BinaryIO) -> _Found:
    data = _whole(file)
    check_captions(data)
    return _Found(io.BytesIO(data))


def _sound(file: BinaryIO) -> _Found:
    start, end = find_sound(file)
    return _recording(excerpt(file, start, end))


def _video(file: BinaryIO) -> _Found:
    video = look_at_video(file)
    content = excerpt(file, 0, file.seek(0, io.SEEK_END), video.blanked)
    return _recording(content, video.width or None, video.height or None)


def _recording(content: BinaryIO, width: int | None = None, height: int | None = None) -> _Found:
    _check_no_archive(content)
    return _Found(content, width, height)


def _check_no_archive(file: BinaryIO) -> None:
    if ends_as_archive(file):
        raise FileHoldsAnother("The file is an archive as well. Open it with its program, save it anew, and send that.")


def _whole(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def _measure(content: BinaryIO) -> tuple[int, str]:
    content.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    content.seek(0)
    return size, digest.hexdigest()


_CHECKS: dict[Kind, Callable[[BinaryIO], _Found]] = {
    **{kind: _image(kind) for kind in kinds.IMAGES},
    kinds.PDF: _pdf,
    kinds.WORD: _word,
    kinds.CAPTIONS: _captions,
    kinds.SOUND: _sound,
    kinds.VIDEO: _video,
}
