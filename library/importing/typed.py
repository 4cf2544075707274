"""Files that are text: web pages and Markdown, in whatever encoding they came."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import unescape

from library.importing.errors import DocumentTooDeep, DocumentTooDemanding, DocumentTooLong, NotADocument
from library.importing.imported import Source
from library.importing.remarks import Remark, remark
from library.importing.signs import without_marks

MOST_CHARACTERS = 600_000
MOST_TAGS = 100_000
DEEPEST = 150
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})|<\?xml[^>]{0,100}?encoding=[\"']([\w-]{2,20})", re.I
)
_IS_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}>\s*+|(?><!--.{0,2000}?-->)\s*+)*+<(?:!doctype html|html|head|body|meta|title|h[1-6]|p|div|article|main"
    r"|section|ul|ol|table|header|span|script|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)[^<>]*+>|<!--|<![^<>]*>|<\?[^<>]*>")
_UNREAD = ("script", "style", "template", "noscript", "title", "svg", "iframe", "object", "select", "textarea")
_ENDS_LINE = re.compile(
    r"(?:p|div|li|td|th|tr|h[1-6]|br|ul|ol|dl|dt|dd|table|section|article|blockquote|pre|figcaption|caption)", re.I
)
_VOID = {
    "br",
    "img",
    "hr",
    "meta",
    "link",
    "input",
    "col",
    "area",
    "base",
    "embed",
    "source",
    "track",
    "wbr",
    "p",
    "li",
    "td",
    "th",
    "tr",
    "dt",
    "dd",
    "option",
    "tbody",
    "thead",
}
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
_MARKS = re.compile(r"[*~`]")
_TARGET = re.compile(r"\]\((?:<[^<>\n]*>|[^()\s]*)(?:\s+\"[^\"\n]*\")?\)")
"""Markdown that is no word of the text: numbers of items, emphasis, addresses of links."""
_LANGUAGE = re.compile(r"<html\b[^<>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z0-9-]{2,35})", re.I)
_OPENS = re.compile(r"<(noscript|svg|select|textarea|iframe|object)\b[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:src|data)\s*=\s*[\"']([^\"'<>]{1,500})", re.IGNORECASE)
_HANDLER = re.compile(r"<[^<>]*\son[a-z]{3,20}\s*=", re.I)


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
        if codecs.lookup(name).name not in _TEXT_ENCODINGS:
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


def is_page(text: str) -> bool:
    """Whether a text is a web page; every other text is Markdown, at its plainest."""
    return _IS_PAGE.match(text[:20_000]) is not None


def page_source(text: str) -> Source:
    text = _checked(text)
    language = _LANGUAGE.search(text[:20_000])
    return Source(
        kind="html",
        data=text.encode(),
        passages=tuple(_passages(text)),
        remarks=tuple(_of_page(text)),
        language=language[1] if language else "",
    )


def markdown_source(text: str) -> Source:
    text = _checked(text)
    front = _FRONT.match(text)
    if front and _ALIAS.search(front[1]):
        raise DocumentTooDemanding(
            "The data at its top names parts of itself again, which can grow without end: write them out."
        )
    beginnings = (_BEGINNING.match(line) for line in text.split("\n"))
    if any(len(_MARKER.findall(found[0])) > _MOST_MARKERS for found in beginnings if found):
        raise DocumentTooDeep("Lists or quotes stand more than 50 levels deep inside each other.")
    shown = _STRUCK.sub(" ", _TARGET.sub("]", _DATA_ADDRESS.sub("", text))).replace("{{contact:", "{{")
    words = _ITEM.sub("", _MARKS.sub("", shown))
    lines = unescape(_TAG.sub("", words)).split("\n")
    return Source(kind="markdown", data=text.encode(), passages=tuple(filter(None, map(str.strip, lines))))


def _checked(text: str) -> str:
    """Without what can't be text. Raises DocumentTooLong and NotADocument."""
    size = len(_DATA_ADDRESS.sub("", text))
    if size > MOST_CHARACTERS:
        raise DocumentTooLong(f"The text has {size:,} characters, and {MOST_CHARACTERS:,} are the most. Split it.")
    if text.count("\x00") or sum(text.count(chr(code)) for code in range(1, 9)) > 20:
        raise NotADocument("This is no text, and none of the documents that can be brought in.")
    return without_marks(text.replace("\r\n", "\n").replace("\r", "\n")).encode("utf-8", "replace").decode()


def _passages(page: str) -> Iterator[str]:
    """What a person sees of a page, line by line: found by its tags alone. Raises DocumentTooLong and DocumentTooDeep."""
    words: list[str] = []
    for kind, text in _pieces(page):
        if kind == "words":
            words.append(text)
        elif kind == "line":
            yield from filter(None, [" ".join("".join(words).split())])
            words = []
    yield from filter(None, [" ".join("".join(words).split())])


def _pieces(page: str) -> Iterator[tuple[str, str]]:
    position, tags, depth, deepest = 0, 0, 0, 0
    while found := _TAG.search(page, position):
        yield "words", unescape(page[position : found.start()])
        tags += 1
        closes, name = found[1], (found[2] or "").lower()
        position = found.end()
        if found[0] == "<!--":
            end = page.find("-->", position)
            position = len(page) if end < 0 else end + 3
        elif name in _UNREAD and not closes and not found[0].endswith("/>"):
            position = _end_of(page, name, position)
        elif name and name not in _VOID:
            depth = max(0, depth + (-1 if closes else 1))
            deepest = max(deepest, depth)
        if name in {"del", "s", "strike"}:
            yield "words", " "
        if _ENDS_LINE.fullmatch(name):
            yield "line", ""
        if tags > MOST_TAGS:
            raise DocumentTooLong(
                f"The page has more than {MOST_TAGS:,} tags. Split it, or copy its text into a document."
            )
        if deepest > DEEPEST:
            raise DocumentTooDeep(f"Things stand more than {DEEPEST} levels deep inside each other.")
    yield "words", unescape(page[position:])


def _end_of(page: str, name: str, position: int) -> int:
    """After the end of what nobody reads; the end of the page where it has none."""
    end = re.compile(rf"</{name}\s*>", re.I).search(page, position)
    return end.end() if end else len(page)


def _of_page(page: str) -> Iterator[Remark]:
    """What is in a page and is not its text."""
    counted = {
        name: len(re.findall(rf"<{name}\b", page, re.I)) for name in ("script", "style", "form", "iframe", "object")
    }
    said = [f"{name} ({number})" for name, number in counted.items() if number]
    said += ["event handlers"] if _HANDLER.search(page) else []
    if said:
        yield remark("not-shown", ", ".join(said))
    for found, inner in _unread(page):
        address = _ADDRESS.search(found)
        words = " ".join(unescape(_TAG.sub(" ", inner)).split())
        if words or address:
            yield remark("not-shown", " ".join(filter(None, [address[1] if address else "", words])))


def _unread(page: str) -> Iterator[tuple[str, str]]:
    """What stands in the text and is not read as part of it: the tag that opens it, and what is inside."""
    position = 0
    while found := _OPENS.search(page, position):
        position = _end_of(page, found[1].lower(), found.end())
        yield found[0], page[found.end() : position]
