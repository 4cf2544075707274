"""A shelf keeps what was used last, and no more than it has room for."""

from __future__ import annotations

from library.syndication.shelf import Shelf


def test_what_was_put_there_is_found() -> None:
    shelf: Shelf[str] = Shelf(2)
    shelf.put("a", "A")
    assert (shelf.get("a"), shelf.get("b")) == ("A", None)


def test_what_was_not_used_for_longest_makes_room() -> None:
    shelf: Shelf[str] = Shelf(2)
    shelf.put("a", "A")
    shelf.put("b", "B")
    shelf.get("a")
    shelf.put("c", "C")
    assert [shelf.get(key) for key in "abc"] == ["A", None, "C"]


def test_what_is_put_again_is_replaced() -> None:
    shelf: Shelf[str] = Shelf(2)
    shelf.put("a", "A")
    shelf.put("a", "B")
    assert shelf.get("a") == "B"
