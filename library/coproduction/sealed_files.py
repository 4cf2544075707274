"""Signed forms and recordings of an agreement: which files are kept with a person, as they were sent. Pure.

They are evidence, so nothing in them is changed; and nobody is shown one but as a download.
"""

from __future__ import annotations

from dataclasses import dataclass

from library.catalogue.uploads import kinds
from library.catalogue.uploads.kinds import Kind
from library.catalogue.uploads.mp4 import begins_as_mp4
from library.catalogue.uploads.names import safe_name
from library.catalogue.uploads.refusals import FileEmpty, FileTooLarge, FileTypeNotAccepted

LARGEST = 10 * kinds.MEGABYTE
M4A = Kind("M4A recording", "audio/mp4", "m4a", LARGEST)
_SOUND_BRANDS = (b"M4A ", b"M4B ")
KINDS = (kinds.PDF, kinds.PNG, kinds.JPEG, kinds.SOUND, M4A, kinds.WORD)
MEDIA_TYPES = tuple(kind.media_type for kind in KINDS)
REFUSALS = (FileEmpty, FileTooLarge, FileTypeNotAccepted)


@dataclass(frozen=True)
class SealedFile:
    """A file that may be kept. `name` is safe in a header."""

    name: str
    media_type: str
    content: bytes


def inspect_sealed(content: bytes, file_name: str) -> SealedFile:
    """Decide by its first bytes what a file is. Raises one of `REFUSALS`."""
    if not content:
        raise FileEmpty("The file is empty. Check it on your machine, and send it again.")
    if len(content) > LARGEST:
        raise FileTooLarge(f"The file has {len(content):,} bytes; {LARGEST // kinds.MEGABYTE} MB are the limit.")
    kind = _kind_of(content[: kinds.HEAD])
    return SealedFile(safe_name(file_name, kind.extension), kind.media_type, content)


def _kind_of(head: bytes) -> Kind:
    if begins_as_mp4(head) and head[8:12] in _SOUND_BRANDS:
        return M4A
    accepted = ", ".join(one.label for one in KINDS)
    try:
        kind = kinds.kind_of(head)
    except FileTypeNotAccepted as refusal:  # it names what items take, which is more than is kept here
        raise FileTypeNotAccepted(f"This is none of what is kept with a person: {accepted}.") from refusal
    if kind not in KINDS:
        raise FileTypeNotAccepted(f"This is a {kind.label}. With a person are kept: {accepted}.")
    return kind
