"""Into which units a chapter is cut for the panels of a folded leaflet, and which of them stay together."""

from __future__ import annotations

from typing import Any

from library.rendering.blocks import blocks
from library.rendering.panels import units


def _units(markdown: str, level: str = "none") -> list[dict[str, Any]]:
    return units(3, {"level": level, "heading": ["Heading"], "lang": None, "blocks": blocks(markdown)})


def _kept(markdown: str) -> list[tuple[str, bool]]:
    return [(unit["kind"], unit["keep"]) for unit in _units(markdown)]


def test_a_heading_stays_with_what_follows_it():
    assert _kept("One.\n\n### Two\n\nThree.") == [
        ("heading", True),
        ("text", False),
        ("heading", True),
        ("text", False),
    ]


def test_a_line_stays_with_the_list_that_it_announces_and_the_first_item_with_the_second():
    kept = [("heading", True), ("text", True), ("item", True), ("item", False), ("item", False), ("text", False)]
    assert _kept("These:\n\n- one\n- two\n- three\n\nAfter.") == kept


def test_a_list_of_one_item_stays_with_nothing():
    assert _kept("- one\n\n1. other") == [("heading", True), ("item", False), ("item", False)]


def test_a_heading_without_text_stays_with_nothing():
    assert _kept("") == [("heading", False)]


def test_numbered_items_keep_their_numbers():
    assert [unit["block"]["start"] for unit in _units("7. seven\n8. eight\n9. nine")[1:]] == [7, 8, 9]


def test_a_table_and_a_quote_stay_whole():
    assert [kind for kind, _ in _kept("| A |\n| --- |\n| b |\n\n> said")] == ["heading", "block", "block"]


def test_a_chapter_that_says_how_soon_to_act_is_one_card():
    (card,) = _units("Call.\n\n- one", "non_urgent")
    assert (card["kind"], card["chapter"]["whole"], card["section"]) == ("card", True, 3)


def test_no_heading_skips_a_level():
    found = _units("#### Deep\n\n### Higher\n\n#### Deep again")
    assert [unit["level"] for unit in found] == [2, 3, 3, 4]
