"""The measures of the pages, in millimetres and points (domain.md AX-6, PR-1)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Size:
    """`width` to `bottom`, `qr` and `picture` (the most that one is high) in millimetres, type sizes in points: `small`
    for the imprint, `number` for page numbers, `lead` for the summary. `columns` is the widest table that is set as a
    table. `line` characters on a line and `lines` on a page surely fit: a care card of fewer is never broken.
    """

    width: int
    height: int
    side: int
    top: int
    bottom: int
    body: float
    small: float
    number: float
    lead: float
    h1: float
    h2: float
    h3: float
    columns: int
    qr: int
    picture: int
    line: int
    lines: int
    large: bool = False

    def data(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def measure(self) -> int:
        """Width of the text in millimetres."""
        return self.width - 2 * self.side


A4 = Size(
    width=210,
    height=297,
    side=23,
    top=15,
    bottom=23,
    body=12.5,
    small=12,
    number=12,
    lead=15,
    h1=30,
    h2=18.5,
    h3=14.5,
    columns=5,
    qr=36,
    picture=95,
    line=62,
    lines=34,
)
A5 = Size(
    width=148,
    height=210,
    side=16,
    top=12,
    bottom=18,
    body=11,
    small=11,
    number=11,
    lead=12.5,
    h1=22,
    h2=15.5,
    h3=12.5,
    columns=4,
    qr=30,
    picture=70,
    line=48,
    lines=25,
)
LARGE_PRINT = Size(
    width=210,
    height=297,
    side=20,
    top=18,
    bottom=28,
    body=18,
    small=16,
    number=18,
    lead=20,
    h1=34,
    h2=25,
    h3=21,
    columns=3,
    qr=42,
    picture=100,
    line=42,
    lines=21,
    large=True,
)
"""Nothing under 16 pt, page numbers as large as the text, no italics, no underlining."""

POSTER = Size(
    width=297,
    height=420,
    side=26,
    top=20,
    bottom=14,
    body=22,
    small=12,
    number=22,
    lead=28,
    h1=60,
    h2=30,
    h3=24,
    columns=4,
    qr=52,
    picture=80,
    line=56,
    lines=26,
)
"""Everything but the imprint may become smaller, to 14 pt, so that it fits on the one page."""

THUMBNAIL_SIZE = (397, 561)
"""Pixels of the picture of a first page: A4 at 48 to the inch."""
