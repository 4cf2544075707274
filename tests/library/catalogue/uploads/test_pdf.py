"""A PDF that only shows pages is taken; one that does anything else is refused, however it is hidden."""

import base64
import io
import time
import zipfile
import zlib
from contextlib import suppress

import pytest

from library.catalogue.uploads import inspect_upload
from library.catalogue.uploads.refusals import (
    FileDamaged,
    FileHoldsAnother,
    FileNotExaminable,
    FileRefused,
    PdfActive,
    PdfEncrypted,
)
from tests import files

SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
RLE = bytes([len(b"9 0 " + SCRIPT) - 1]) + b"9 0 " + SCRIPT + b"\x80"

GOOD = {
    "one empty page": files.pdf(),
    "old": files.pdf(version=b"1.3"),
    "new": files.pdf(version=b"2.0"),
    "white space after the end": files.pdf() + b"\r\n\r\n\x00\x00",
    "it opens at a page": files.pdf(catalogue=b"/OpenAction [3 0 R /Fit]"),
    "a link": files.pdf(b"<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://www.nhs.uk/) >> >>"),
    "a link to a page called JavaScript": files.pdf(
        b"<< /S /URI /URI (https://example.org/JavaScript/Launch?a=b#c) >>"
    ),
    "a font and a link to a page called Launch": files.pdf(
        b"<< /Type /Font /Subtype /Type1 /Widths 5 0 R >>", b"<< /S /URI /URI (https://example.org/Launch/) >>"
    ),
    "a title that names a script": files.pdf(b"<< /Title (Learn /JavaScript) >>"),
    "an outline": files.pdf(b"<< /Type /Outlines /First 5 0 R /Last 5 0 R /Count 1 >>"),
    "an object stream": files.pdf(files.object_stream(b"<< /Title (Hello) >>")),
    "an object stream in ASCII85": files.pdf(
        files.object_stream(
            b"",
            keys=b"/Filter [/ASCII85Decode /FlateDecode]",
            packed=base64.a85encode(zlib.compress(b"9 0 << /Title (Hello) >>")) + b"~>",
        )
    ),
    "an object stream that is not packed": files.pdf(
        files.object_stream(b"", keys=b"", packed=b"9 0 << /Title (Hello) >>")
    ),
    "a page whose pixels say Launch": files.pdf(
        files.stream(zlib.compress(b"\x00/Launch \x00" * 9), b"/Filter /FlateDecode")
    ),
    "names that only begin so": files.pdf(b"<< /LaunchPad 1 /EncryptMetadata false /JSX (a) /XFAB 2 >>"),
}

ACTIVE = {
    "a script": files.pdf(SCRIPT),
    "a script when it opens": files.pdf(catalogue=b"/OpenAction " + SCRIPT),
    "a script without spaces": files.pdf(b"<</S/JavaScript/JS(app.alert\\(1\\))>>"),
    "a script in the tree of names": files.pdf(catalogue=b"/Names << /JavaScript 4 0 R >>"),
    "a script with an escaped name": files.pdf(b"<< /S /J#61vaScript /JS (x) >>"),
    "a script with every letter escaped": files.pdf(b"<< /S /#4A#61#76#61#53#63#72#69#70#74 >>"),
    "a script by another action": files.pdf(b"<< /S /Rendition /JS (app.alert(1)) >>"),
    "only its text": files.pdf(b"<< /JS (app.alert(1)) >>"),
    "only its text, in hexadecimal": files.pdf(b"<< /JS <6170702e616c657274> >>"),
    "only its text, elsewhere": files.pdf(b"<< /JS 5 0 R >>"),
    "a program": files.pdf(b"<< /S /Launch /F (cmd.exe) >>"),
    "an attached file": files.pdf(files.stream(b"MZ", b"/Type /EmbeddedFile")),
    "a tree of attached files": files.pdf(catalogue=b"/Names << /EmbeddedFiles 4 0 R >>"),
    "a pinned file": files.pdf(b"<< /Subtype /FileAttachment /FS 4 0 R >>"),
    "rich media": files.pdf(b"<< /Subtype/RichMedia >>"),
    "XFA": files.pdf(catalogue=b"/AcroForm << /XFA [4 0 R] >>"),
    "a form that is sent away": files.pdf(b"<< /S /SubmitForm /F (https://evil.example) >>"),
    "a script in a comment, where a crooked table of contents may point": files.pdf(b"<< >> % " + SCRIPT),
    "a script in a text, the same": files.pdf(b"(9 0 obj " + SCRIPT + b" endobj )"),
    "a script behind an escaped bracket": files.pdf(b"<</A#28http:/ /x/S/JavaScript/Q(a)>>"),
    "a script behind a comment": files.pdf(b"<< /S /X /JS % a comment\n(app.alert(1)) >>"),
    "a type that stands inside a web address": files.pdf(
        files.object_stream(b"<< /S 9 0 R >> (http://x/Launch )"), b"<< /URI (http://x/Launch/) >>"
    ),
    "a type that stands elsewhere, behind comments": files.pdf(
        b"<</Subtype%\n9 % x\n0\rR>>", b"<< /URI (http://x/RichMedia/) >>"
    ),
    "a script in an object stream": files.pdf(files.object_stream(SCRIPT)),
    "a script in an object stream, escaped": files.pdf(files.object_stream(b"<</S/J#61vaScript/Q(a)>>")),
    "an object stream with an escaped key": files.pdf(
        files.stream(zlib.compress(b"9 0 " + SCRIPT), b"/N 1 /F#69rst 4 /Filter /FlateDecode")
    ),
    "an object stream that does not say that it is one": files.pdf(
        files.stream(zlib.compress(b"9 0 " + SCRIPT), b"/N 1 /First 4 /Filter /FlateDecode")
    ),
    "an object stream with a comment before its data": files.pdf(
        files.object_stream(SCRIPT).replace(b">>\nstream", b">> % endobj stream\n stream")
    ),
    "an object stream without a checksum": files.pdf(
        files.object_stream(b"", packed=zlib.compress(b"9 0 " + SCRIPT)[:-4] + b"oops")
    ),
    "an object stream cut short": files.pdf(
        files.object_stream(b"", packed=zlib.compress(b"9 0 " + SCRIPT + b" " * 99)[:-9])
    ),
    "an object stream packed twice": files.pdf(
        files.object_stream(b"", packed=zlib.compress(zlib.compress(b"9 0 " + SCRIPT)))
    ),
    "an object stream in hexadecimal": files.pdf(
        files.object_stream(b"", packed=zlib.compress(b"9 0 " + SCRIPT).hex().encode() + b">")
    ),
    "an object stream in broken ASCII85": files.pdf(
        files.object_stream(b"", packed=b" <~" + base64.a85encode(zlib.compress(b"9 0 " + SCRIPT)) + b"~>")
    ),
    "an object stream that holds `endstream`": files.pdf(
        files.object_stream(b"", packed=zlib.compress(b"9 0 (endstream) " + SCRIPT, 0))
    ),
}

NOT_EXAMINABLE = {
    "LZW": files.pdf(files.stream(b"\x80\x0b", b"/Filter /LZWDecode")),
    "run lengths": files.pdf(files.object_stream(b"", keys=b"/Filter /RunLengthDecode", packed=RLE)),
    "a predictor": files.pdf(files.object_stream(b"", packed=zlib.compress(b"\x029 0 " + SCRIPT))),
    "a predictor of one column": files.pdf(
        files.object_stream(b"", packed=zlib.compress(b"".join(b"\x00%c" % byte for byte in b"9 0 " + SCRIPT)))
    ),
    "noise": files.pdf(files.object_stream(b"", packed=bytes(range(128, 255)))),
    "a dictionary without end": files.pdf(b"<< /First " + b"1 " * 40_000),
}


@pytest.mark.parametrize("what", GOOD)
def test_pages_are_taken(what: str) -> None:
    assert inspect_upload(GOOD[what], "x").media_type == "application/pdf"


@pytest.mark.parametrize("what", ACTIVE)
def test_whatever_does_more_is_refused(what: str) -> None:
    with pytest.raises(PdfActive, match="The PDF holds"):
        inspect_upload(ACTIVE[what], "x")


@pytest.mark.parametrize("what", NOT_EXAMINABLE)
def test_what_cannot_be_looked_into_is_refused(what: str) -> None:
    with pytest.raises(FileNotExaminable):
        inspect_upload(NOT_EXAMINABLE[what], "x")


@pytest.mark.parametrize("key", [b"/Encrypt 4 0 R", b"/Encrypt<<>>", b"/#45ncrypt 4 0 R"])
def test_encryption_is_refused(key: bytes) -> None:
    with pytest.raises(PdfEncrypted):
        inspect_upload(files.pdf(trailer=key), "x")


@pytest.mark.parametrize("before", [b"\n", b"<html>", b"MZ" + bytes(900)])
def test_a_header_that_is_not_at_the_beginning_is_refused(before: bytes) -> None:
    with pytest.raises(FileRefused) as refusal:
        inspect_upload(before + files.pdf(), "x.pdf")
    assert refusal.type is FileHoldsAnother


@pytest.mark.parametrize("after", [b"<script>alert(1)</script>", b"MZ", b"% a comment"])
def test_what_follows_the_end_is_refused(after: bytes) -> None:
    with pytest.raises(FileHoldsAnother):
        inspect_upload(files.pdf() + after, "x")


def test_an_archive_that_hides_behind_a_false_end_is_refused() -> None:
    output = io.BytesIO(files.pdf())
    with zipfile.ZipFile(output, "a") as packed:
        packed.writestr("evil.class", b"x")
        packed.comment = b"%%EOF"
    with pytest.raises(FileHoldsAnother):
        inspect_upload(output.getvalue(), "x")


def test_a_cut_pdf_is_refused() -> None:
    with pytest.raises(FileDamaged):
        inspect_upload(files.pdf()[:-40], "x")


def test_a_bomb_in_an_object_stream_is_refused() -> None:
    bomb = zlib.compress(b"9 0 " + bytes(150_000_000), 9)
    started = time.monotonic()
    with pytest.raises(FileNotExaminable, match="unfolds to more"):
        inspect_upload(files.pdf(files.object_stream(b"", packed=bomb)), "x")
    assert time.monotonic() - started < 5


def test_many_small_bombs_share_one_budget() -> None:
    bomb = zlib.compress(b"9 0 " + bytes(30_000_000), 9)
    with pytest.raises(FileNotExaminable, match="unfolds to more"):
        inspect_upload(files.pdf(*[files.object_stream(b"", packed=bomb)] * 5), "x")


SLOW = {
    "dictionaries without end": b"/First<<" * 2_000_000,
    "texts without end": b"/First (" * 2_000_000,
    "streams that hold each other": b"<</First 4>>stream\n9 0 9 0 " * 500_000,
    "streams of empty blocks": (b"<</First 4>>stream\n\x78\x01" + b"\x00\x00\x00\xff\xff" * 2_000) * 1_000,
    "streams with a fault at their end": (b"<</First 4>>stream\n\x78\x01" + b"\x00\x00\x00\xff\xff" * 3_000 + b"\xff")
    * 1_000,
    "comments without end": b"/JS%/S%/Type%/First%" * 900_000,
    "comments in a row": b"%/JS\n%/S\n%/Subtype\n%/First\n" * 700_000,
    "names that are not": b"/" * 15_000_000,
    "web addresses without end": b"(http://" + b"/Launch " * 1_000_000,
    "escapes": b"#41" * 5_000_000,
    "hexadecimal in layers": b"<</First 4>>stream\n" + (b"39203020" * 400_000) + b">",
}


@pytest.mark.parametrize("what", SLOW)
def test_no_pdf_takes_long(what: str) -> None:
    started = time.monotonic()
    with suppress(FileRefused):
        inspect_upload(files.pdf(SLOW[what]), "x")
    assert time.monotonic() - started < 10
