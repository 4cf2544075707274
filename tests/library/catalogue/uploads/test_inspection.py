"""What a file is, is decided by its content; its size by its kind; its name is made safe."""

import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.catalogue.uploads import LARGEST, inspect_upload
from library.catalogue.uploads.names import safe_name
from library.catalogue.uploads.refusals import (
    ACCEPTED,
    FileDamaged,
    FileEmpty,
    FileHoldsAnother,
    FileRefused,
    FileTooLarge,
    FileTypeNotAccepted,
)
from tests import files

GOOD = {
    "png": (files.image("PNG"), "image/png"),
    "jpg": (files.image("JPEG"), "image/jpeg"),
    "webp": (files.image("WEBP"), "image/webp"),
    "pdf": (files.pdf(), "application/pdf"),
    "docx": (files.word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "vtt": (files.VTT, "text/vtt"),
    "mp3": (files.mp3(), "audio/mpeg"),
    "mp4": (files.mp4(), "video/mp4"),
}

REFUSED = {
    "SVG": b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "SVG in UTF-16": "<svg onload='alert(1)'>".encode("utf-16"),
    "SVG behind a comment": b"<!-- GIF -->" * 20 + b"<svg>",
    "HTML": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "a bare script element": b"<script>alert(1)</script>",
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
    "a Windows program": b"MZ\x90\x00" + bytes(100),
    "a Linux program": b"\x7fELF" + bytes(100),
    "PHP": b"<?php system($_GET['c']); ?>",
    "GIF": b"GIF89a" + bytes(30),
    "GIF that is JavaScript": b"GIF89a=1;alert(1)//",
    "TIFF": b"II*\x00" + bytes(30),
    "bitmap": b"BM" + bytes(30),
    "HEIC": b"\x00\x00\x00\x18ftypheic" + bytes(20),
    "AVIF": b"\x00\x00\x00\x18ftypavif" + bytes(20),
    "WAV": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "rich text": b"{\\rtf1 hello}",
    "PostScript": b"%!PS-Adobe-3.0\n",
    "RAR": b"Rar!\x1a\x07\x00",
    "plain text": b"Hello, this is only text.",
    "zeros": bytes(100),
    "one byte": b"\xff",
}


@pytest.mark.parametrize("extension", GOOD)
def test_a_good_file_is_known_by_its_content_whatever_it_is_called(extension: str) -> None:
    data, media_type = GOOD[extension]
    upload = inspect_upload(data, "evil.svg")
    assert (upload.media_type, upload.extension, upload.name) == (media_type, extension, f"evil.{extension}")


@pytest.mark.parametrize("extension", GOOD)
def test_size_and_hash_are_of_what_is_stored(extension: str) -> None:
    upload = inspect_upload(GOOD[extension][0], "x")
    stored = upload.content.read()
    assert (upload.size, upload.sha256) == (len(stored), hashlib.sha256(stored).hexdigest())


@pytest.mark.parametrize("extension", GOOD)
def test_what_is_stored_is_accepted_again_and_does_not_change_its_type(extension: str) -> None:
    once = inspect_upload(GOOD[extension][0], "x")
    assert inspect_upload(once.content.read(), "x").media_type == once.media_type


@pytest.mark.parametrize("extension", ["pdf", "docx", "vtt"])
def test_documents_are_stored_as_they_were_sent(extension: str) -> None:
    data = GOOD[extension][0]
    assert inspect_upload(data, "x").content.read() == data


def test_a_file_object_will_do_wherever_it_stands() -> None:
    file = io.BytesIO(files.pdf())
    file.seek(7)
    assert inspect_upload(file, "x").content.read() == file.getvalue()


@pytest.mark.parametrize("what", REFUSED)
def test_another_type_is_refused_and_told_what_is_accepted(what: str) -> None:
    with pytest.raises(FileTypeNotAccepted, match="Accepted are") as refusal:
        inspect_upload(REFUSED[what], "leaflet.pdf")
    assert ACCEPTED in refusal.value.detail
    assert [fault.pointer for fault in refusal.value.errors] == ["/file"]


@pytest.mark.parametrize(
    ("what", "said"), [("SVG", "SVG drawing"), ("HTML", "web page"), ("a Linux program", "program"), ("HEIC", "HEIC")]
)
def test_a_refusal_says_what_it_found(what: str, said: str) -> None:
    with pytest.raises(FileTypeNotAccepted, match=said):
        inspect_upload(REFUSED[what], "x.png")


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileEmpty):
        inspect_upload(b"", "x.png")


@pytest.mark.parametrize(
    ("head", "limit"),
    [
        (files.image("PNG"), 10_000_000),
        (files.pdf(), 20_000_000),
        (files.word(), 20_000_000),
        (files.VTT, 1_000_000),
    ],
)
def test_each_kind_has_its_limit(head: bytes, limit: int) -> None:
    with pytest.raises(FileTooLarge, match="the limit"):
        inspect_upload(head + bytes(limit + 1 - len(head)), "x")


@pytest.mark.parametrize("head", [files.mp3(), files.mp4()])
def test_a_recording_over_its_limit_is_refused_before_it_is_read(head: bytes) -> None:
    class Endless(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            return LARGEST + 1 if whence == io.SEEK_END else super().seek(offset, whence)

    with pytest.raises(FileTooLarge, match="200 MB"):
        inspect_upload(Endless(head), "x")


ARCHIVE = files.archive({"evil.class": b"canary"})
WITH_ARCHIVE = {
    "behind a PDF": files.pdf() + ARCHIVE,
    "inside a PDF's last comment": files.pdf() + b"%" + ARCHIVE + b"\n%%EOF\n",
    "behind sound": files.mp3() + ARCHIVE,
    "as the frames of a video": files.mp4(files.box(b"mdat", ARCHIVE)),
    "behind a document": files.word() + ARCHIVE,
}


@pytest.mark.parametrize("where", WITH_ARCHIVE)
def test_an_archive_with_a_file_is_refused(where: str) -> None:
    with pytest.raises(FileHoldsAnother):
        inspect_upload(WITH_ARCHIVE[where], "x")


def test_an_archive_behind_a_video_is_no_part_of_it() -> None:
    with pytest.raises(FileDamaged):
        inspect_upload(files.mp4() + ARCHIVE, "x")


@pytest.mark.parametrize("extension", ["png", "jpg", "webp"])
def test_an_archive_behind_an_image_is_gone(extension: str) -> None:
    upload = inspect_upload(GOOD[extension][0] + ARCHIVE, "x")
    stored = upload.content.read()
    assert b"PK\x05\x06" not in stored
    assert b"evil.class" not in stored


def outcome(data: bytes) -> str:
    """The type of a file that is taken, the sentence of one that is refused. Any other error is a failure."""
    try:
        return inspect_upload(data, "x").media_type
    except FileRefused as refusal:
        return refusal.detail


@given(st.binary(max_size=2000), st.sampled_from([b"", *(data for data, _ in GOOD.values())]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_taken_or_refused_by_name(noise: bytes, beginning: bytes) -> None:
    for data in (beginning + noise, beginning[: len(beginning) // 2] + noise, beginning[:12] + noise):
        assert outcome(data)


@given(st.sampled_from(sorted(GOOD)), st.data())
@settings(max_examples=150, deadline=None)
def test_a_good_file_with_bent_bytes_is_taken_or_refused_by_name(extension: str, data: st.DataObject) -> None:
    bent = bytearray(GOOD[extension][0])
    for place in data.draw(st.lists(st.integers(0, len(bent) - 1), min_size=1, max_size=8)):
        bent[place] = data.draw(st.integers(0, 255))
    assert outcome(bytes(bent))


NAMES = {
    "leaflet.pdf": "leaflet.pdf",
    "Über uns (final).PDF": "uber-uns-final.pdf",
    "../../etc/passwd": "passwd.pdf",
    "..\\..\\windows\\system32\\cmd.exe": "cmd.pdf",
    "report.php.png": "report-php.pdf",
    "a\x00b\nc\r.pdf": "a-b-c.pdf",
    "\u202efdp.exe": "fdp.pdf",
    'x"; filename="evil.html': "x-filename-evil.pdf",
    "<script>.pdf": "script.pdf",
    "": "file.pdf",
    ".htaccess": "file.pdf",
    "\u0622\u067e.pdf": "file.pdf",
    "con.pdf": "file-con.pdf",
    "a" * 500 + ".pdf": "a" * 80 + ".pdf",
    "%2e%2e%2fpasswd": "2e-2e-2fpasswd.pdf",
}


@pytest.mark.parametrize("sent", NAMES)
def test_a_name_is_made_safe(sent: str) -> None:
    assert safe_name(sent, "pdf") == NAMES[sent]


@given(st.text(max_size=300))
def test_any_name_becomes_a_slug_with_the_extension_of_the_content(sent: str) -> None:
    name = safe_name(sent, "pdf")
    assert name.endswith(".pdf")
    assert len(name) <= 120
    assert all(character.isascii() and (character.isalnum() or character == "-") for character in name[:-4])
