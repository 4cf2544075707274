"""PDF: taken as it is, if it only shows pages.

Looked for are the names (ISO 32000-2) without which a PDF can't run, fetch, send or carry anything, wherever a reader
could find them: in the file as it stands, with `#4a` escapes undone, and in every object stream. The search pays no
heed to the structure, since readers repair broken files each in its own way. A name inside a web address is not a
name.

No PDF library does this here: those that are good at it unfold without a limit, inside our process.
"""

from __future__ import annotations

import re

from library.catalogue.uploads.object_streams import WHITE, object_streams
from library.catalogue.uploads.refusals import (
    FileDamaged,
    FileHoldsAnother,
    FileNotExaminable,
    PdfActive,
    PdfEncrypted,
)

ACTIVE = {
    b"JavaScript": "a script",
    b"Rendition": "a script or media that plays",
    b"Launch": "an action that starts a program",
    b"EmbeddedFile": "an attached file",
    b"EmbeddedFiles": "an attached file",
    b"FileAttachment": "an attached file",
    b"RichMedia": "embedded media",
    b"XFA": "a form with scripts",
    b"SubmitForm": "a form that is sent somewhere",
    b"ImportData": "an action that fetches data",
    b"GoToE": "a link into an attached file",
}
# Nothing written in this century needs these; unfolding them here would serve attackers only.
OUTDATED = {b"LZWDecode": "LZW", b"RunLengthDecode": "run lengths", b"Crypt": "encryption"}

# Not followed by `)`, which ends a text: no name stands before it.
_NAMES = re.compile(rb"/(" + b"|".join([*ACTIVE, *OUTDATED, b"Encrypt"]) + rb")(?=[" + WHITE + rb"(<\[/>%{}\]]|\Z)")
_SCRIPT = re.compile(
    rb"/JS[%(w)s]*+(?:%%[\t\x20-\x7e]{0,200}[\r\n]|\([\t\n\r\x20-\x7e\xfe]{2}|<[0-9A-Fa-f]{2}|[0-9]+[%(w)s]+[0-9]+[%(w)s]+R)"
    % {b"w": WHITE}
)
# The value is always a name; a number would be a reference, and a comment could stand before one.
_TYPE_ELSEWHERE = re.compile(rb"/(?:S|Type|Subtype)(?:[%(w)s]++[0-9]|[%(w)s]*+%%)" % {b"w": WHITE})
_ESCAPED = re.compile(rb"#(3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa])")
_IN_A_WEB_ADDRESS = re.compile(rb"\(https?://[^()<>\[\]{}\x00\s]*\Z")
_END = re.compile(rb"%%EOF[" + WHITE + rb"]*\Z")


def check_pdf(data: bytes) -> None:
    """Raise a refusal unless it only shows pages.

    `FileDamaged`, `FileHoldsAnother`, `FileNotExaminable`, `PdfEncrypted`, `PdfActive`.
    """
    if b"%%EOF" not in data or b"startxref" not in data:
        raise FileDamaged("The PDF has no end: it was cut short. Save it anew, and send that.")
    if not _END.search(data[-4096:]):
        raise FileHoldsAnother("Something follows the end of the PDF. Open it, save it anew, and send that.")
    texts = [_plain(part) for part in (data, *object_streams(data))]
    # A type that stands elsewhere could be inside a web address.
    in_addresses_too = any(_TYPE_ELSEWHERE.search(text) for text in texts)
    for text in texts:
        _check_names(text, in_addresses_too=in_addresses_too)


def _plain(data: bytes) -> bytes:
    """With letters and digits unescaped; no more, for an escaped bracket must not pass for the beginning of a text."""
    return _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), data) if b"#" in data else data


def _check_names(text: bytes, *, in_addresses_too: bool) -> None:
    """Look for the names that a PDF of pages alone has no use for."""
    for found in _NAMES.finditer(text):
        before = text[max(0, found.start() - 2000) : found.start()]
        if in_addresses_too or not _IN_A_WEB_ADDRESS.search(before):
            _refuse(found[1])
    if _SCRIPT.search(text):
        _refuse(b"JavaScript")


def _refuse(name: bytes) -> None:
    if name == b"Encrypt":
        raise PdfEncrypted("The PDF is encrypted. Save it without a password and without restrictions, and send that.")
    if name in OUTDATED:
        raise FileNotExaminable(
            f"The PDF is packed in an outdated way ({OUTDATED[name]}). Print it to PDF anew, and send that."
        )
    raise PdfActive(
        f"The PDF holds {ACTIVE[name]} (/{name.decode()}). Remove it, or print the document to PDF, and send that."
    )
