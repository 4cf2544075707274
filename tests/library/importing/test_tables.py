"""Tables as a grid: whatever a file says of joined cells, no more is held than the text of a section has room for."""

from __future__ import annotations

import tracemalloc
from collections.abc import Sequence
from typing import Any

import pytest

from library.importing.errors import DocumentTooLong
from library.importing.tables import MOST_CELLS, Cell, Table, table_lines
from tests.library.importing.reading import body_of, read


def lines(*rows: tuple[Cell, ...]) -> list[str]:
    def write(blocks: Sequence[Any]) -> str:
        return "".join(blocks)

    return list(table_lines(Table(rows, heads=1), write, lambda *_: None))


def test_what_joined_cells_cover_is_empty() -> None:
    assert lines((Cell("a", width=2), Cell("b", height=2)), (Cell("c"), Cell("d"))) == [
        "| a |  | b |",
        "| --- | --- | --- |",
        "| c | d |  |",
    ]


ROW = (Cell("a"),)
GREEDY = {
    "one cell over a thousand million columns": ((Cell("a", width=10**9),),),
    "many wide cells": ((Cell("a", width=MOST_CELLS // 2),) * 3,),
    "many short rows under a wide one": ((Cell("a", width=1_000),), *(ROW,) * 50),
    "columns that go down for ever": ((Cell("a", width=1_000, height=10**9),), *(ROW,) * 50),
}


@pytest.mark.parametrize("name", GREEDY)
def test_a_table_of_more_cells_than_a_text_has_room_for_is_refused_before_they_are_made(name: str) -> None:
    tracemalloc.start()
    with pytest.raises(DocumentTooLong, match="joined cells"):
        lines(*GREEDY[name])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_table_that_just_fits_comes_in() -> None:
    assert len(lines((Cell("", width=MOST_CELLS),))) == 2


def test_a_page_can_not_ask_for_columns_without_end() -> None:
    with pytest.raises(DocumentTooLong, match="100,000 cells"):
        read(b"<!DOCTYPE html><html><body><table><tr><td colspan=100000>a</td><td>b</td></tr></table></body></html>")


def test_a_row_that_goes_down_for_ever_ends_with_its_table() -> None:
    page = b"<!DOCTYPE html><html><body><table><tr><td rowspan=1000000000>a</td><td>b</td></tr><tr><td>c</td></tr></table></body></html>"
    assert body_of(read(page)).startswith("| a | b |")
