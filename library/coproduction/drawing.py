"""A ladder drawn, as SVG and as text, with its credit. Pure: the same ladder and marks give the same drawing.

The drawing stands by itself: no script, no font and no picture from elsewhere; the name and every rung are text, in the order in which
they are read, from the bottom up. Whoever shows it shows the credit too, for it is part of it (domain.md CP-1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

from library.coproduction.ladders import Ladder, Rung

WIDTH = 720
_LEFT, _RIGHT = 64, 656
_LINE = 22
_MEANING_WIDTH = 66
_CREDIT_WIDTH = 78
STAGE_NAMES = {
    "commission": "Commissioning",
    "design": "Design",
    "deliver": "Delivery",
    "evaluate": "Evaluation",
    "govern": "Governance",
}
# Contrast on their grounds: text 15:1 and 13:1, muted text 7:1 and 8:1, marks 7:1 and 9:1.
STYLE = """
.ground{fill:#fff}.rail{stroke:#1f6873;stroke-width:8;stroke-linecap:round}.rung{stroke:#1f6873;stroke-width:5;stroke-linecap:round}
.name{font-weight:700;font-size:18px}.meaning,.credit{font-size:15px}.title{font-weight:700;font-size:22px}
text{font-family:FiraGO,"Fira Sans",Verdana,sans-serif;fill:#1b2a2e}.meaning,.credit{fill:#3f5257}
.mark rect{fill:#1c555f}.mark text{fill:#fff;font-size:14px;font-weight:700}a .credit{fill:#1c555f;text-decoration:underline}
@media (prefers-color-scheme:dark){.ground{fill:#14201f}.rail,.rung{stroke:#7cc5cf}text{fill:#eef5f5}.meaning,.credit{fill:#c3d3d4}
.mark rect{fill:#9fdbe3}.mark text{fill:#10201f}a .credit{fill:#9fdbe3}}
"""


@dataclass(frozen=True)
class Mark:
    """A stage that stands on a rung, counted from 1 at the bottom."""

    stage: str
    rung: int


def drawn(ladder: Ladder, marks: Collection[Mark] = ()) -> str:
    """The ladder as an SVG document, the top rung above."""
    rows, place = [], 84
    for position, rung in _downwards(ladder):
        row, height = _row(position, rung, [mark for mark in marks if mark.rung == position], place)
        rows.append(row)
        place += height
    feet = place
    credit, place = _credit(ladder, place + 34)
    # Read from the bottom up, as people climb it.
    rails = f'<path class="rail" d="M32 66V{feet}M{WIDTH - 32} 66V{feet}" fill="none"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {place}" '
        f'role="graphics-document document" aria-labelledby="title desc" lang="en">'
        f'<title id="title">{escape(ladder.name)}</title><desc id="desc">{escape(_described(ladder, marks))}</desc>'
        f'<style>{STYLE.strip()}</style><rect class="ground" width="{WIDTH}" height="{place}"/>'
        f'<text class="title" x="32" y="40">{escape(ladder.name)}</text>{rails}{"".join(reversed(rows))}{credit}</svg>\n'
    )


def written(ladder: Ladder, marks: Collection[Mark] = ()) -> str:
    """The same as text for screens without pictures, 72 characters wide."""
    lines = [ladder.name, "=" * len(ladder.name), ""]
    for position, rung in _downwards(ladder):
        stages = _stages([mark for mark in marks if mark.rung == position])
        here = f"   <-- {', '.join(stages)}" if stages else ""
        lines.append(f"|==| {position}. {rung.name}{here}")
        lines += [f"|  |    {line}" for line in wrap(rung.meaning, 62)]
    return "\n".join([*lines, "", *wrap(ladder.credit, 72), ladder.source_url, ""])


def _downwards(ladder: Ladder) -> Iterator[tuple[int, Rung]]:
    return reversed(list(enumerate(ladder.rungs, 1)))


def _described(ladder: Ladder, marks: Collection[Mark]) -> str:
    rungs = ", ".join(f"{position} {rung.name}" for position, rung in enumerate(ladder.rungs, 1))
    stand = [
        f"{name} stands on rung {mark.rung}, {ladder.rungs[mark.rung - 1].name}."
        for mark in sorted(marks, key=lambda mark: list(STAGE_NAMES).index(mark.stage))
        for name in [STAGE_NAMES[mark.stage]]
    ]
    return " ".join([f"A ladder with {len(ladder.rungs)} rungs. From the bottom to the top: {rungs}.", *stand])


def _row(position: int, rung: Rung, marks: Collection[Mark], place: int) -> tuple[str, int]:
    """A rung with its words above it, and how high that is."""
    lines = wrap(rung.meaning, _MEANING_WIDTH)
    chips, below = _chips(_stages(marks), place + 30)
    words = "".join(
        f'<text class="meaning" x="{_LEFT}" y="{below + _LINE * number}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    end = below + _LINE * len(lines) - 4
    return (
        f'<g><text class="name" x="{_LEFT}" y="{place + 8}">{position}. {escape(rung.name)}</text>{chips}{words}'
        f'<path class="rung" d="M32 {end}H{WIDTH - 32}"/></g>'
    ), end + 34 - place


def _chips(stages: Collection[str], place: int) -> tuple[str, int]:
    """Marks side by side in a line of their own, and where the line below it stands."""
    if not stages:
        return "", place + 2
    left, chips = _LEFT, []
    for name in stages:
        width = 9 * len(name) + 20
        chips.append(
            f'<g class="mark"><rect x="{left}" y="{place - 14}" width="{width}" height="24" rx="12"/>'
            f'<text x="{left + 10}" y="{place + 3}">{escape(name)}</text></g>'
        )
        left += width + 8
    return "".join(chips), place + 34


def _stages(marks: Collection[Mark]) -> list[str]:
    """In the order of the work, whatever the order of the marks."""
    there = {mark.stage for mark in marks}
    return [name for stage, name in STAGE_NAMES.items() if stage in there]


def _credit(ladder: Ladder, place: int) -> tuple[str, int]:
    """The credit, with a link to the source."""
    lines = wrap(ladder.credit, _CREDIT_WIDTH)
    words = "".join(
        f'<text class="credit" x="32" y="{place + _LINE * number}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    end = place + _LINE * len(lines)
    link = f'<a href={quoteattr(ladder.source_url)}><text class="credit" x="32" y="{end}">{escape(ladder.source)}</text></a>'
    return words + link, end + 24
