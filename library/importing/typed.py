"""Files that are text: web pages and Markdown, in whatever encoding they came."""

from __future__ import annotations

import codecs
import re
from html import unescape

from library.importing.errors import DocumentTooDeep, DocumentTooDemanding, DocumentTooLong, NotADocument
from library.importing.imported import Source
from library.importing.page_tags import TAG
from library.importing.signs import without_marks

MOST_CHARACTERS = 600_000
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})|<\?xml[^>]{0,100}?encoding=[\"']([\w-]{2,20})", re.I
)
_IS_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}>\s*+|(?><!--.{0,2000}?-->)\s*+)*+<(?:!doctype html|html|head|body|meta|title|h[1-6]|p|div|article|main"
    r"|section|ul|ol|table|header|span|script|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_DATA_ADDRESS = re.compile(r"data:[^\"'\s)>]{200,}")
_BEGINNING = re.compile(r"[ \t>+*\-0-9.)]*")
_MARKER = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])(?=\s)|>")
_MOST_MARKERS = 50
"""Marks of lists and quotes at the beginning of one line."""
_ITEM = re.compile(r"^[ \t>]*\d{1,9}[.)](?=\s)", re.M)
_STRUCK = re.compile("~~")
_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_ALIAS = re.compile(r"(?:^|[\s:,\[{-])[&*][A-Za-z0-9_]")
"""What names a part of YAML, and what stands for it."""
_KEY = re.compile(r"^(?:lang(?:uage)?:.*|[ \t-]*[\w-]{1,60}:(?=\s))", re.M)
"""What names a value in the data at the top; the language is said by no word."""
_NOTE = re.compile(r"\[\^[^\]\s]{1,100}\]:?")
_BOX = re.compile(r"^([ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+)\[[ xX]\](?=[ \t])", re.M)
_MARKS = re.compile(r"[*~`^]")
_TARGET = re.compile(r"\]\((?:<[^<>\n]*>|[^()\s]*)(?:\s+\"[^\"\n]*\")?\)")
"""Markdown that is no word of the text: numbers of items and of notes, boxes to tick, emphasis, addresses of links."""
_MESSAGE = re.compile(r"(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){0,40}?MIME-Version:\s*1", re.I)
_XML = re.compile(r"\s*+(?:<\?xml\b|<svg\b|<office:document\b|<pkg:package\b)", re.I)


def decoded(data: bytes) -> str:
    """The text of bytes: by their mark or what they say of themselves, else UTF-8, else Windows-1252, which knows every byte.

    Raises NotADocument for what is no text.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _read(data[len(bom) :], name)
    if b"\x00" in data[:4096]:
        even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
        if max(even, odd) < len(data[:4096]) // 5:
            raise NotADocument("This is no text, and none of the documents that can be brought in.")
        return _read(data, "utf-16-le" if odd > even else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        said = _CHARSET.search(data[:4096])
        return _read(data, (said[1] or said[2]).decode() if said else "windows-1252")


def _read(data: bytes, name: str) -> str:
    try:
        name = codecs.lookup(name).name
        if name not in _TEXT_ENCODINGS or name in _MEANT_AS_WINDOWS:
            name = "windows-1252"
    except LookupError:
        name = "windows-1252"
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return data.decode("windows-1252", "replace") if not name.startswith("utf-16") else _refuse()


def _refuse() -> str:
    raise NotADocument("The text is damaged: it begins as UTF-16 and does not go on so. Save it as UTF-8.")


_TEXT_ENCODINGS = {
    "utf-8", "utf-16-le", "utf-16-be", "cp1252", "iso8859-1", "iso8859-2", "iso8859-15", "iso8859-8", "iso8859-6", "cp1250",
    "cp1251", "cp1255", "cp1256", "koi8-r", "mac-roman", "ascii",
}  # fmt: skip


_MEANT_AS_WINDOWS = {"iso8859-1", "ascii"}
"""As browsers read them (WHATWG Encoding): programs say Latin-1, and write the quotation marks of Windows."""


def check_kind(text: str) -> None:
    """Raises NotADocument, with what to do, for texts of programs that are no text of people."""
    if _MESSAGE.match(text[:20_000]):
        raise NotADocument(
            "This is a message or a web page in one file (.eml, .mht). Open it, and save the page as .html, or copy the text into "
            "a document and save that as .docx."
        )
    if _XML.match(text) and not is_page(text):
        if "<office:document" in text[:20_000]:
            raise NotADocument("This is a flat OpenDocument file (.fodt). Open it in LibreOffice, and save it as .odt.")
        raise NotADocument(
            "This is XML, and no document that can be brought in. If it is Word's, open it in Word, and save it as .docx."
        )


def is_page(text: str) -> bool:
    """Whether a text is a web page; every other text is Markdown, at its plainest."""
    return _IS_PAGE.match(text[:20_000]) is not None


def markdown_source(text: str) -> Source:
    front = _FRONT.match(text)
    if front and _ALIAS.search(front[1]):
        raise DocumentTooDemanding(
            "The data at its top names parts of itself again, which can grow without end: write them out."
        )
    beginnings = (_BEGINNING.match(line) for line in text.split("\n"))
    if any(len(_MARKER.findall(found[0])) > _MOST_MARKERS for found in beginnings if found):
        raise DocumentTooDeep("Lists or quotes stand more than 50 levels deep inside each other.")
    shown = _STRUCK.sub(" ", _TARGET.sub("]", _DATA_ADDRESS.sub("", text))).replace("{{contact:", "{{")
    if front:
        shown = _KEY.sub("", front[0]) + shown.removeprefix(front[0])
    words = _ITEM.sub("", _MARKS.sub("", _NOTE.sub("", _BOX.sub(r"\1", shown))))
    lines = unescape(TAG.sub("", words)).split("\n")
    return Source(kind="markdown", data=text.encode(), passages=tuple(filter(None, map(str.strip, lines))))


def checked(text: str) -> str:
    """Without what can't be text. Raises DocumentTooLong and NotADocument."""
    size = len(_DATA_ADDRESS.sub("", text))
    if size > MOST_CHARACTERS:
        raise DocumentTooLong(f"The text has {size:,} characters, and {MOST_CHARACTERS:,} are the most. Split it.")
    if text.count("\x00") or sum(text.count(chr(code)) for code in range(1, 9)) > 20:
        raise NotADocument("This is no text, and none of the documents that can be brought in.")
    return without_marks(text.replace("\r\n", "\n").replace("\r", "\n")).encode("utf-8", "replace").decode()
