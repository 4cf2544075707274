"""What a file is, by how it begins. Its name and the type that it was sent with are not asked."""

from __future__ import annotations

from dataclasses import dataclass

from library.catalogue.uploads.mp3 import begins_as_mp3
from library.catalogue.uploads.mp4 import begins_as_mp4
from library.catalogue.uploads.refusals import ACCEPTED, FileHoldsAnother, FileTypeNotAccepted

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Kind:
    """A type of file that is accepted; `limit` in bytes."""

    label: str
    media_type: str
    extension: str
    limit: int


PNG = Kind("PNG image", "image/png", "png", 10 * MEGABYTE)
JPEG = Kind("JPEG image", "image/jpeg", "jpg", 10 * MEGABYTE)
WEBP = Kind("WebP image", "image/webp", "webp", 10 * MEGABYTE)
PDF = Kind("PDF document", "application/pdf", "pdf", 20 * MEGABYTE)
WORD = Kind(
    "Word document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "docx",
    20 * MEGABYTE,
)
CAPTIONS = Kind("WebVTT file", "text/vtt", "vtt", MEGABYTE)
SOUND = Kind("MP3 recording", "audio/mpeg", "mp3", 200 * MEGABYTE)
VIDEO = Kind("MP4 video", "video/mp4", "mp4", 200 * MEGABYTE)

KINDS = (PNG, JPEG, WEBP, PDF, WORD, CAPTIONS, SOUND, VIDEO)
IMAGES = {PNG: "PNG", JPEG: "JPEG", WEBP: "WEBP"}
MEDIA_TYPES = tuple(kind.media_type for kind in KINDS)
LARGEST = max(kind.limit for kind in KINDS)
HEAD = 4096
"""Bytes from the beginning that are enough to tell."""

# What people do send, so that the refusal can say what to do.
_REFUSED_BEGINNINGS = (
    ((b"GIF8",), "a GIF image", "Send a still as PNG, and movement as MP4."),
    ((b"II*\x00", b"MM\x00*"), "a TIFF image", "Save it as PNG or JPEG."),
    ((b"BM",), "a bitmap", "Save it as PNG."),
    ((b"8BPS",), "a Photoshop file", "Save it as PNG or JPEG."),
    ((b"\xd0\xcf\x11\xe0",), "a file of an older Office", "Save it as PDF or .docx."),
    ((b"{\\rtf",), "a rich text file", "Save it as PDF or .docx."),
    ((b"%!PS",), "a PostScript file", "Save it as PDF."),
    ((b"RIFF", b"OggS", b"fLaC"), "sound or video of another type", "Export it as MP3 or MP4."),
    ((b"\x1aE\xdf\xa3",), "a Matroska or WebM video", "Export it as MP4."),
    ((b"MZ", b"\x7fELF", b"#!", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"), "a program", ""),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"), "an archive", "Send its files one by one."),
)
_IMAGE_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")
_MARKUP = (
    (b"<svg", "an SVG drawing", "It can carry programs. Export it as PNG."),
    (b"<!doctype svg", "an SVG drawing", "It can carry programs. Export it as PNG."),
    (b"<html", "a web page", "Save it as PDF."),
    (b"<!doctype html", "a web page", "Save it as PDF."),
    (b"<script", "a web page", "Save it as PDF."),
)


def kind_of(head: bytes) -> Kind:
    """The type of a file that begins so. Raises `FileTypeNotAccepted`, or `FileHoldsAnother` for a PDF with something
    before it.
    """
    if found := _recognised(head):
        return found
    if b"%PDF-" in head[:1100]:
        raise FileHoldsAnother(
            "Something stands before the beginning of the PDF. Open it, save it anew, and send that."
        )
    raise FileTypeNotAccepted(_what_it_is(head))


def _recognised(head: bytes) -> Kind | None:
    beginnings = (
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"\xff\xd8\xff", JPEG),
        (b"%PDF-", PDF),
        (b"PK\x03\x04", WORD),
        (b"WEBVTT", CAPTIONS),
        (b"\xef\xbb\xbfWEBVTT", CAPTIONS),
    )
    for beginning, kind in beginnings:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if begins_as_mp4(head) and head[8:12] not in _IMAGE_BRANDS:
        return VIDEO
    return SOUND if begins_as_mp3(head) else None


def _what_it_is(head: bytes) -> str:
    if begins_as_mp4(head):
        return f"This is a HEIC or AVIF image. Save it as JPEG or PNG. Accepted are {ACCEPTED}."
    for beginnings, what, advice in _REFUSED_BEGINNINGS:
        if head.startswith(beginnings):
            return f"This is {what}. {advice} Accepted are {ACCEPTED}.".replace("  ", " ")
    # UTF-16 text with its zeros left out is good enough to tell a page by.
    text = head.replace(b"\x00", b"").lower()
    for mark, what, advice in _MARKUP:
        if mark in text:
            return f"This is {what}. {advice} Accepted are {ACCEPTED}."
    return f"The content is of no type that we know. Accepted are {ACCEPTED}."
