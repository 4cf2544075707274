"""Markdown as plain JSON data for `typst/body.typ`: what is typed by people reaches the typesetter as data, never as its
markup (safety.md, rule 9).

Blocks: {"type": "paragraph" | "heading" | "list" | "numbers" | "quote" | "table" | "picture", ...}; what stands in their
lines is that of `inlines`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from library.documents.markdown import tokens
from library.rendering.inlines import Inline, Inlines, picture, trimmed
from library.rendering.runs import LONG
from library.rendering.weight import length

Block = dict[str, Any]

_EMPTY: Mapping[str, str] = MappingProxyType({})
_CELLS_LINE = 30
_SHORT_LIST, _SHORT_TEXT = 8, 450
_ALIGNMENTS = {"text-align:center": "center", "text-align:right": "end"}


def blocks(markdown: str, labels: Mapping[str, str] = _EMPTY, *, rtl: bool = False) -> list[Block]:
    """The blocks of a text of a document, without its section's heading.

    `labels` gives the words for placeholders that are not filled, by content or by key: each becomes a `blank`, in square
    brackets. A quote's words are nobody's to print: nothing stands there. `rtl` says that the text is read from right to
    left.
    """
    return _Reader(labels, rtl).blocks(SyntaxTreeNode(tokens(markdown)).children)


class _Reader:
    """Turns the tree of tokens into data."""

    def __init__(self, labels: Mapping[str, str], rtl: bool, longest: int = LONG) -> None:
        self.labels = labels
        self.rtl = rtl
        self.inlines = Inlines(labels, rtl, longest)
        self.readers: Mapping[str, Callable[[SyntaxTreeNode], list[Block]]] = {
            "paragraph": lambda node: self.paragraph(node.children[0], tight=node.hidden),
            "heading": lambda node: [_heading(node, self.inlines.content(node.children[0].children))],
            "bullet_list": lambda node: [{"type": "list", **self.items(node)}],
            "ordered_list": lambda node: [
                {"type": "numbers", "start": int(node.attrs.get("start", 1)), **self.items(node)}
            ],
            "blockquote": lambda node: [{"type": "quote", "blocks": self.blocks(node.children)}],
            "table": lambda node: [self.table(node)],
        }

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> list[Block]:
        return [block for node in nodes for block in self.readers[node.type](node)]

    def items(self, node: SyntaxTreeNode) -> Block:
        items = [self.blocks(item.children) for item in node.children]
        tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
        return {"tight": tight, "whole": node.level == 0 and _is_short(items), "airy": _is_airy(items), "items": items}

    def table(self, node: SyntaxTreeNode) -> Block:
        """A word in a cell may be broken when it is longer than the cell's share of a line."""
        rows = [row for part in node.children for row in part.children]
        reader = _Reader(self.labels, self.rtl, longest=max(4, _CELLS_LINE // len(rows[0].children)))
        cells = [[reader.paragraph(cell.children[0], tight=True) for cell in row.children] for row in rows]
        sides = [_ALIGNMENTS.get(str(cell.attrs.get("style")), "start") for cell in rows[0].children]
        return {"type": "table", "sides": sides, "head": cells[0], "rows": cells[1:]}

    def paragraph(self, inline: SyntaxTreeNode, *, tight: bool) -> list[Block]:
        """A picture among the words of a paragraph stands on its own, between what was before and after it."""
        found: list[Block] = []
        words: list[Inline] = []

        def finish() -> None:
            if content := trimmed(words):
                found.append({"type": "paragraph", "tight": tight, "content": content})
            words.clear()

        for child in inline.children:
            if child.type == "image":
                finish()
                found.append(picture(child))
            else:
                words += self.inlines.content([child])
        finish()
        return found


def _heading(node: SyntaxTreeNode, content: list[Inline]) -> Block:
    return {"type": "heading", "level": int(node.tag[1:]), "content": content}


def _is_airy(items: list[list[Block]]) -> bool:
    """Whether items have lines of their own, so that more room must show where the next one begins."""
    return any(
        len(item) > 1
        or any(isinstance(piece, dict) and piece["type"] == "break" for piece in item[0].get("content", []))
        for item in items
        if item
    )


def _is_short(items: list[list[Block]]) -> bool:
    """Whether a list is so short that it looks better on one page than broken over two, and surely fits on any."""
    flat = all(len(item) == 1 and item[0]["type"] == "paragraph" for item in items)
    return flat and len(items) <= _SHORT_LIST and sum(length(item[0]["content"]) for item in items) <= _SHORT_TEXT
