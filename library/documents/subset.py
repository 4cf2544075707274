"""What the parser reads but a document must not hold. Each refusal is a sentence; the caller knows where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from library.documents.limits import MARKDOWN_DEPTH
from library.documents.markdown import asset_key, is_link, placeholder_target

_CONTAINERS = frozenset({"bullet_list_open", "ordered_list_open", "blockquote_open"})
_HEADING_LEVELS = (3, 4)
_MARKS = re.compile(r"[*_|<]")
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")


def markup_weight(markdown: str) -> int:
    """How much work the text is for a parser, some 20 microseconds a unit, found without parsing it.

    A mark weighs 1; a line 2, as it may be a list item; an opening bracket 5, because it may start a link, which only
    looking ahead can tell; and each cell of a table 1, with those that the parser adds to rows shorter than the first.
    """
    marks = len(_MARKS.findall(markdown)) + 2 * markdown.count("\n") + 5 * markdown.count("[")
    return marks + sum(_cells(block) for block in _BLANK_LINE.split(markdown) if "|" in block)


def _cells(block: str) -> int:
    lines = block.split("\n")
    return len(lines) * (max(line.count("|") for line in lines) + 1)


def subset_faults(blocks: Sequence[Token]) -> Iterator[str]:
    """A sentence for each thing in these tokens that is outside the subset of `markdown`."""
    yield from _depth_faults(blocks)
    yield from _heading_faults(blocks)
    for block in blocks:
        line = block.map[0] + 1 if block.map else 1
        yield from (f"Line {line}: {fault}" for token in block.children or () for fault in _inline_faults(token))


def _depth_faults(blocks: Sequence[Token]) -> Iterator[str]:
    depth = deepest = 0
    for block in blocks:
        depth += block.nesting if block.type.replace("_close", "_open") in _CONTAINERS else 0
        deepest = max(deepest, depth)
    if deepest > MARKDOWN_DEPTH:
        yield f"Lists and quotes stand more than {MARKDOWN_DEPTH} deep inside each other, which is the limit."
    for block in blocks:
        inner = 0
        for token in block.children or ():
            inner += token.nesting
            if inner > MARKDOWN_DEPTH:
                yield f"Emphasis and links stand more than {MARKDOWN_DEPTH} deep inside each other, which is the limit."
                return


def _heading_faults(blocks: Sequence[Token]) -> Iterator[str]:
    """The section's own heading is level 2, so its text goes on with 3, and skips none (domain.md AX-3)."""
    highest = _HEADING_LEVELS[0] - 1
    for block in blocks:
        if block.type != "heading_open":
            continue
        line, level = (block.map or [0])[0] + 1, len(block.markup)
        if level not in _HEADING_LEVELS:
            yield f"Line {line}: a heading of level {level}. The section's heading is level 2; inside it, use ### and ####."
        elif block.level:
            yield f"Line {line}: a heading can't stand in a list or a quote."
        elif level > highest + 1:
            yield f"Line {line}: a heading of level {level} needs one of level {level - 1} before it."
        highest = max(highest, min(level, _HEADING_LEVELS[-1]))


def _inline_faults(token: Token) -> Iterator[str]:
    if token.type == "link_open":
        address = str(token.attrs.get("href", ""))
        if not is_link(address) and placeholder_target(address) is None:
            yield "a link must go to an https address, to mailto: or to tel:."
        if "title" in token.attrs:
            yield "a link can't have a title, because most readers never see it. Say it in the text."
    elif token.type == "image":
        if not asset_key(token):
            yield "a picture must be named by its key, as in ![](asset:key)."
        if "title" in token.attrs:
            yield "a picture can't have a title, because most readers never see it. Say it in the text."
        if any(child.type != "text" for child in token.children or ()):
            yield "the text of a picture must be plain."
