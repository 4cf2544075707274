"""A chapter cut into the units that a panel may begin or end with, as data for `typst/fit.typ`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from library.rendering.blocks import Block

Unit = dict[str, Any]
"""{"kind": "heading" | "text" | "item" | "block" | "card", ...}. `section` is the number of its chapter; `keep` says that
it stands on the same panel as the unit that follows; `after-heading` that it stands under a heading.
"""

_CHAPTER_LEVEL = 2


def card(id: str, chapter: dict[str, Any]) -> dict[str, Any]:
    """A chapter that says how soon to act (`setting.chapter_data`), as a card that stays whole."""
    return {**chapter, "id": id, "whole": True}


def units(section: int, chapter: dict[str, Any]) -> list[Unit]:
    """Headings, paragraphs, single items of lists, and whole what can't be parted.

    A heading stays with what follows it, a line that announces a list with the list, the first item with the second.
    """
    if chapter["level"] != "none":
        return [_unit(section, None, {"kind": "card", "chapter": card("", chapter)}, None)]
    heading = {
        "kind": "heading",
        "level": _CHAPTER_LEVEL,
        "content": chapter["heading"],
        "lang": chapter["lang"],
    }
    found = [heading, *(unit for block in _levelled(chapter["blocks"]) for unit in _units(block))]
    neighbours = zip([None, *found[:-1]], found, [*found[1:], None], strict=True)
    return [_unit(section, before, unit, after) for before, unit, after in neighbours]


def _unit(section: int, before: Unit | None, unit: Unit, after: Unit | None) -> Unit:
    return {
        **unit,
        "section": section,
        "keep": after is not None and _stays_with(unit, after),
        "after-heading": before is not None and before["kind"] == "heading",
    }


def _stays_with(unit: Unit, after: Unit) -> bool:
    match unit["kind"], after["kind"]:
        case "heading", _:
            return True
        case "text", "item":
            return bool(after["first"])
        case "item", "item":
            return bool(unit["first"]) and not after["first"]
    return False


def _units(block: Block) -> Iterator[Unit]:
    match block["type"]:
        case "paragraph":
            yield {"kind": "text", "content": block["content"]}
        case "heading":
            yield {"kind": "heading", "level": block["level"], "content": block["content"], "lang": None}
        case "list" | "numbers":
            for number, item in enumerate(block["items"]):
                start = {"start": block["start"] + number} if "start" in block else {}
                yield {"kind": "item", "first": number == 0, "block": {**block, **start, "items": [item]}}
        case _:
            yield {"kind": "block", "block": block}


def _levelled(content: list[Block]) -> Iterator[Block]:
    """No heading skips a level, whatever the text does (PDF/UA-1)."""
    level = _CHAPTER_LEVEL
    for block in content:
        if block["type"] == "heading":
            level = min(block["level"], level + 1)
            yield {**block, "level": level}
        else:
            yield block
