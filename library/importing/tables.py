"""Tables: from pandoc's, with joined cells and bodies, to the plain grid of Markdown. No cell's words are written twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from library.documents.limits import BODY_BYTES
from library.importing.errors import DocumentTooLong

LONG = 30
"""Rows from which a table is remarked on."""
MOST_CELLS = BODY_BYTES // len("|  ")
"""Of one table, with those that joined cells cover: more would not fit into the text of a section, were they all empty."""


@dataclass(frozen=True)
class Cell:
    blocks: Sequence[Any]
    width: int = 1
    height: int = 1


@dataclass(frozen=True)
class Table:
    """`heads` is how many of the rows are headings; `aligned` has `left`, `right`, `center` or nothing for each column."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    aligned: tuple[str, ...] = ()


def rows_of(content: Any) -> Table:
    _, _, columns, (_, head), bodies, (_, foot) = content
    body_rows = [row for _, _, inner_heads, rows in bodies for row in [*inner_heads, *rows]]
    rows = tuple(tuple(_cell(cell) for cell in cells) for _, cells in [*head, *body_rows, *foot])
    aligned = tuple(alignment["t"].removeprefix("Align").lower() for alignment, _ in columns)
    return Table(tuple(row for row in rows if row), sum(1 for _, cells in head if cells), aligned)


def _cell(cell: Any) -> Cell:
    _, _, height, width, blocks = cell
    return Cell(blocks, width, height)


def is_layout(table: Table) -> bool:
    """Of one column: a frame around text, which pages are laid out with."""
    return max((sum(cell.width for cell in row) for row in table.rows), default=0) <= 1


def table_lines(table: Table, write: Callable[[Sequence[Any]], str], say: Callable[..., None]) -> Iterator[str]:
    """The lines of the table. Without a row of headings the first one is it, because Markdown has no other.

    Raises DocumentTooLong before it holds more than MOST_CELLS.
    """
    grid = list(_grid(table, write))
    width = max(len(row) for row in grid)
    if any(cell.width > 1 or cell.height > 1 for row in table.rows for cell in row):
        say("table-cells", " ".join(filter(None, grid[0]))[:200])
    if not table.heads:
        say("table-head", " ".join(filter(None, grid[0]))[:200])
    if len(grid) > LONG:
        say("table-long", f"{len(grid)} rows")
    marks = {"left": ":---", "right": "---:", "center": ":---:"}
    aligned = [marks.get(name, "---") for name in [*table.aligned, *[""] * width][:width]]
    for number, row in enumerate(grid):
        yield f"| {' | '.join([*row, *[''] * (width - len(row))])} |"
        if number == 0:
            yield f"| {' | '.join(aligned)} |"


def _grid(table: Table, write: Callable[[Sequence[Any]], str]) -> Iterator[list[str]]:
    """Each row as texts; what a joined cell covers is empty."""
    covered: dict[int, int] = {}
    widest = 0
    for number, row in enumerate(table.rows, 1):
        line: list[str] = []
        still = {column: rows - 1 for column, rows in covered.items() if rows > 1}
        for cell in row:
            while covered.get(len(line)):
                line.append("")
            start = len(line)
            widest = _checked(max(widest, start + cell.width), number)
            line += [write(cell.blocks), *[""] * (cell.width - 1)]
            if cell.height > 1:
                still.update(dict.fromkeys(range(start, len(line)), cell.height - 1))
        while covered.get(len(line)):
            line.append("")
        widest = _checked(max(widest, len(line)), number)
        covered = still
        yield line


def _checked(columns: int, rows: int) -> int:
    if columns * rows > MOST_CELLS:
        raise DocumentTooLong(
            f"A table has {columns * rows:,} cells or more, with those that joined cells cover, and {MOST_CELLS:,} are the "
            "most. Split the table, or take its joined cells apart."
        )
    return columns
