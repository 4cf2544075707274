"""How far something reached, drawn: a row of bars for each thing that is counted, as SVG. Pure.

It works without colour (each row is named, each bar can be read off or has its number), in dark mode, and without a script; its description
says every number, for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from library.syndication.figures import FEWEST, Figure

WIDTH, ROW, LEFT, RIGHT, TOP, BOTTOM = 720, 112, 12, 12, 16, 30
BARS = 58
"""Height of the highest bar."""
NUMBERED = 13
"""With no more periods than these each bar has its number."""
LABELS = 6
STYLE = (
    ".reach-chart{color:#1d2327;background:#fff}.reach-chart .bar{fill:#1f6873}"
    "@media (prefers-color-scheme:dark){.reach-chart{color:#e8ebed;background:#16191c}.reach-chart .bar{fill:#58a0aa}}"
)
FEW = f"fewer than {FEWEST}"


@dataclass(frozen=True)
class Row:
    """One thing that is counted, over all periods. `total` is what it adds up to."""

    name: str
    total: Figure
    figures: Sequence[Figure]


def chart(title: str, periods: Sequence[str], rows: Sequence[Row], *, styled: bool = True) -> str:
    """An SVG document. `periods` are what each is called; without `styled` the page around it gives the colours."""
    shown = [row for row in rows if row.total != Figure(0, False) or any(figure.count for figure in row.figures)]
    height = TOP + ROW * len(shown) + BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="reach-chart" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"',
        ' role="img" aria-labelledby="reach-title reach-description" font-family="system-ui, sans-serif" font-size="13">',
        f'<title id="reach-title">{_text(title)}</title>',
        f'<desc id="reach-description">{_text(described(periods, shown))}</desc>',
        f"<style>{STYLE}</style>" if styled else "",
        '<defs><pattern id="reach-few" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="bar" width="2" height="5"/></pattern></defs>',
    ]
    if not shown:
        parts.append(
            f'<text x="{LEFT}" y="{TOP + 20}" fill="currentColor">Nothing has been counted in this time.</text>'
        )
    for number, row in enumerate(shown):
        parts += _row(row, TOP + ROW * number, len(periods))
    parts += _labels(periods, height - 10) if shown else []
    return "".join([*parts, "</svg>"])


def described(periods: Sequence[str], rows: Sequence[Row]) -> str:
    """Every number, in words."""
    if not rows:
        return "Nothing has been counted in this time."
    said = []
    for row in rows:
        each = ", ".join(f"{name} {in_words(figure)}" for name, figure in zip(periods, row.figures, strict=True))
        said.append(f"{row.name}, in all {in_words(row.total)}: {each}.")
    return " ".join(said)


def in_words(figure: Figure) -> str:
    """A number as people read it: `12`, `at least 12`, `fewer than 5`."""
    if figure.count is None:
        return FEW
    return f"at least {figure.count:,}" if figure.suppressed else f"{figure.count:,}"


def _row(row: Row, top: float, count: int) -> Iterator[str]:
    """The name above, then the bars on their line."""
    highest = max([figure.count or 0 for figure in row.figures] + [FEWEST])
    step = (WIDTH - LEFT - RIGHT) / count
    base = top + ROW - 12
    yield (
        f'<text class="name" x="{LEFT}" y="{top + 12:g}" fill="currentColor" font-weight="600">{_text(row.name)}'
        f'<tspan font-weight="400"> · {in_words(row.total)}</tspan></text>'
    )
    yield f'<path d="M{LEFT} {base:g}H{WIDTH - RIGHT}" stroke="currentColor" stroke-width="1"/>'
    for number, figure in enumerate(row.figures):
        yield from _bar(figure, LEFT + step * number, step, base, highest, numbered=count <= NUMBERED)


def _bar(figure: Figure, left: float, step: float, base: float, highest: int, *, numbered: bool) -> Iterator[str]:
    if figure.count == 0:
        return
    few = figure.count is None
    height = 5.0 if figure.count is None else max(2.0, BARS * figure.count / highest)
    fill = 'fill="url(#reach-few)"' if few else 'class="bar"'
    yield f'<rect {fill} x="{left + step * 0.12:.1f}" y="{base - height:.1f}" width="{step * 0.76:.1f}" height="{height:.1f}"/>'
    if numbered:
        number = f"&lt;{FEWEST}" if figure.count is None else f"{figure.count:,}"
        middle = left + step / 2
        yield (
            f'<text x="{middle:.1f}" y="{base - height - 4:.1f}" fill="currentColor" text-anchor="middle" font-size="12">{number}</text>'
        )


def _labels(periods: Sequence[str], y: float) -> Iterator[str]:
    """Some of the periods, so that none runs into the next."""
    step = (WIDTH - LEFT - RIGHT) / len(periods)
    every = -(-len(periods) // LABELS)
    for number in range(0, len(periods), every):
        x = LEFT + step * number
        yield f'<text x="{x + step * 0.12:.1f}" y="{y:g}" fill="currentColor" font-size="12">{_text(periods[number])}</text>'


def _text(text: str) -> str:
    return escape("".join(letter for letter in text if letter.isprintable()))
