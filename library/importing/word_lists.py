"""Lists in web pages that Word wrote: paragraphs with the mark of an item typed before them, and a gap made of spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from library.importing.page_tags import Edit, Part

GAP = re.compile(r"<span\s+style=['\"]font:7\.0pt[^<>]{0,80}>(?:&nbsp;|\s)*+</span>", re.IGNORECASE)
_MARKED = re.compile(
    r"((?:\s*<!\[if !supportLists\]>|\s*<(?:span|b|i|font|a)\b[^<>]*>)*+)\s*([^<>\s]{1,8})\s*"
    + GAP.pattern
    + r"((?:\s*</(?:span|b|i|font|a)>|\s*<!\[endif\]>)*+)",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level([1-9])")
_MARGIN = re.compile(r"margin-left:\s*([\d.]{1,8})(pt|cm|mm|in)")
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
_NUMBER = re.compile(r"\(?([0-9]{1,4}|[a-zA-Z]|[ivxIVX]{1,5})[.)]")
_TAB = 36.0
"""Points by which Word indents one level."""


@dataclass(frozen=True)
class _Item:
    """`opening` begins the list that it is an item of."""

    part: Part
    level: int
    opening: str
    words: str


def list_edits(page: str, parts: Sequence[Part]) -> Iterator[Edit]:
    """Make lists of paragraphs that are items and follow each other."""
    row: list[_Item] = []
    for part in parts:
        item = _item(page, part) if part.name == "p" else None
        if row and (item is None or page[row[-1].part.end : part.start].strip()):
            if part.start < row[-1].part.end:
                continue
            yield row[0].part.start, row[-1].part.end, _listed(row)
            row = []
        if item is not None:
            row.append(item)
    if row:
        yield row[0].part.start, row[-1].part.end, _listed(row)


def _item(page: str, part: Part) -> _Item | None:
    inside = page[part.inner : part.close]
    found = _MARKED.match(inside)
    if not found:
        return None
    style = part.get("style")
    level, margin = _LEVEL.search(style), _MARGIN.search(style)
    depth = (
        int(level[1]) if level else round(float(margin[1].strip(".") or 0) * _POINTS[margin[2]] / _TAB) if margin else 1
    )
    return _Item(part, max(1, min(depth, 9)), _opening(found[2]), f"{found[1]}{found[3]}{inside[found.end() :]}")


def _opening(marker: str) -> str:
    number = _NUMBER.fullmatch(marker)
    if not number:
        return "<ul>"
    if number[1].isdigit():
        return f'<ol start="{number[1]}">'
    return '<ol type="i">' if number[1].lower() in {"i", "ii", "iii"} else '<ol type="a">'


def _listed(row: Sequence[_Item]) -> str:
    pieces: list[str] = []
    still: list[_Item] = []
    for item in row:
        while still and (
            still[-1].level > item.level
            or (still[-1].level == item.level and still[-1].opening[:3] != item.opening[:3])
        ):
            pieces.append(f"</li>{_closing(still.pop())}")
        if still and still[-1].level == item.level:
            pieces.append("</li>")
        else:
            pieces.append(item.opening)
            still.append(item)
        pieces.append(f"<li>{item.words}")
    return "".join([*pieces, *(f"</li>{_closing(item)}" for item in reversed(still))])


def _closing(item: _Item) -> str:
    return f"</{item.opening[1:3]}>"
