"""How many lines a text takes on a page at most: an estimate on the safe side, made without setting it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_PICTURE = 16
_HEADING = 3
_NARROWER = 0.9
"""How much of a line is left inside a list or a quote."""


def lines_of(blocks: Iterable[dict[str, Any]], line: float) -> float:
    """Lines of these blocks (`blocks.blocks`), `line` characters long, with the space between them."""
    return sum(_lines(block, line) for block in blocks)


def length(content: Any) -> int:
    """Characters of inline content."""
    if isinstance(content, str):
        return len(content)
    if isinstance(content, dict):
        return length(content.get("pieces") or content.get("content") or [])
    return sum(map(length, content))


def _lines(block: dict[str, Any], line: float) -> float:
    match block["type"]:
        case "paragraph":
            breaks = sum(1 for piece in block["content"] if isinstance(piece, dict) and piece["type"] == "break")
            return length(block["content"]) // line + 1.5 + breaks
        case "heading":
            return length(block["content"]) // line * 2 + _HEADING
        case "list" | "numbers":
            return 1 + sum(max(1.5, lines_of(item, line * _NARROWER)) for item in block["items"])
        case "quote":
            return 1 + lines_of(block["blocks"], line * _NARROWER)
        case "table":
            rows, width = [block["head"], *block["rows"]], line / len(block["head"])
            return sum(1 + max(lines_of(cell, width) for cell in row) for row in rows)
    return _PICTURE
