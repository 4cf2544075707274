"""Web pages by their tags alone: no tree is built, so that a page costs what it is long, and no word is out of reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from library.importing.errors import DocumentTooDeep, DocumentTooLong

MOST_TAGS = 100_000
DEEPEST = 150
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)[^<>]*+>|<!--|<![^<>]*>|<\?[^<>]*>")
_UNREAD = ("script", "style", "template", "noscript", "title", "svg", "iframe", "object", "select", "textarea")
_ENDS_LINE = re.compile(
    r"(?:p|div|li|td|th|tr|h[1-6]|br|ul|ol|dl|dt|dd|table|section|article|blockquote|pre|figcaption|caption|button|label|legend"
    r"|summary|option|nav|header|footer|aside|main|form|address|details|figure)",
    re.I,
)
_ALONE = {"br", "img", "hr", "meta", "link", "input", "col", "area", "base", "embed", "source", "track", "wbr"}
_OPEN = {*_ALONE, "p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead"}
"""What need not be closed."""
_ATTRIBUTE = {
    name: re.compile(rf"\s{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)
    for name in ("class", "id", "style", "title", "href", "role", "face")
}


@dataclass(frozen=True)
class Tag:
    """`name` is empty for comments and for what is not read, which stand for themselves with all that is in them."""

    name: str
    closes: bool
    start: int
    end: int
    raw: str


@dataclass
class Part:
    """An element: from its tag to its end. What stands in it begins at `inner` and ends at `close`."""

    name: str
    raw: str
    start: int
    inner: int
    close: int = -1
    end: int = -1

    def get(self, attribute: str) -> str:
        found = _ATTRIBUTE[attribute].search(self.raw)
        return unescape(next(filter(None, found.groups()), "")) if found else ""

    @property
    def classes(self) -> set[str]:
        return set(self.get("class").split())


Edit = tuple[int, int, str]
"""From where to where a page is to be changed, and what stands there then."""


def tags_of(page: str) -> Iterator[Tag]:
    """Raises DocumentTooLong and DocumentTooDeep."""
    position, tags, depth, deepest = 0, 0, 0, 0
    while found := TAG.search(page, position):
        tags += 1
        closes, name = bool(found[1]), (found[2] or "").lower()
        position = found.end()
        if found[0] == "<!--":
            end = page.find("-->", position)
            position = len(page) if end < 0 else end + 3
        elif name in _UNREAD and not closes and not found[0].endswith("/>"):
            position = end_of(page, name, position)
            name = ""
        elif name and name not in _OPEN:
            depth = max(0, depth + (-1 if closes else 1))
            deepest = max(deepest, depth)
        yield Tag(name, closes, found.start(), position, found[0])
        if tags > MOST_TAGS:
            raise DocumentTooLong(
                f"The page has more than {MOST_TAGS:,} tags. Split it, or copy its text into a document."
            )
        if deepest > DEEPEST:
            raise DocumentTooDeep(f"Things stand more than {DEEPEST} levels deep inside each other.")


def end_of(page: str, name: str, position: int) -> int:
    """After the end of what nobody reads; the end of the page where it has none."""
    end = re.compile(rf"</{name}\s*>", re.I).search(page, position)
    return end.end() if end else len(page)


def parts_of(page: str) -> list[Part]:
    """Those that are closed, and paragraphs, in the order in which they begin."""
    found: list[Part] = []
    open_parts: dict[str, list[Part]] = {}
    for tag in tags_of(page):
        if not tag.name or tag.name in _ALONE or tag.raw.endswith("/>"):
            continue
        still = open_parts.setdefault(tag.name, [])
        if still and (tag.closes or tag.name == "p"):
            part = still.pop()
            part.close, part.end = tag.start, tag.end if tag.closes else tag.start
        if not tag.closes:
            part = Part(tag.name, tag.raw, tag.start, tag.end)
            still.append(part)
            found.append(part)
    return [part for part in found if part.end >= 0]


def edited(page: str, edits: Iterable[Edit]) -> str:
    """The page with the changes made; of two that overlap the one that begins first, and of those the longer."""
    pieces, position = [], 0
    for start, end, words in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= position:
            pieces += [page[position:start], words]
            position = end
    return "".join([*pieces, page[position:]])


def passages(page: str) -> Iterator[str]:
    """What a person sees of a page, line by line."""
    words: list[str] = []
    for kind, text in _pieces(page):
        if kind == "words":
            words.append(text)
        else:
            yield from filter(None, [" ".join("".join(words).split())])
            words = []
    yield from filter(None, [" ".join("".join(words).split())])


def _pieces(page: str) -> Iterator[tuple[str, str]]:
    position = 0
    for tag in tags_of(page):
        yield "words", unescape(page[position : tag.start])
        position = tag.end
        name = tag.name
        if name in {"del", "s", "strike"} or (name == "a" and "doc-noteref" in tag.raw):
            yield "words", " "
        if _ENDS_LINE.fullmatch(name):
            yield "line", ""
    yield "words", unescape(page[position:])
