"""May a theme be used? Text must be legible in it (domain.md, AX-11), and it must not pass for whose it is not (PR-5, PR-7).

Contrast is that of WCAG 2.2: the ratio of the relative luminances of two colours, from 1 (none) to 21 (black on white).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from library.errors import Fault
from library.rendering.nhs_palette import NHS_PALETTE
from library.rendering.sheet import Theme

COLOUR_PATTERN = r"^#[0-9a-f]{6}$"
COLOURS = ("primary", "on_primary", "accent", "tint")
LEGIBLE = 4.5
"""WCAG 2.2, 1.4.3 (level AA). Headings are held to it too: not each of them is large enough for 3."""
WELL_LEGIBLE = 7.0
"""WCAG 2.2, 1.4.6 (level AAA), for running text."""

PAIRS: tuple[tuple[str, str, str, float, str], ...] = (
    ("primary", "primary", "#ffffff", LEGIBLE, "Headings on white"),
    ("primary", "primary", "tint", LEGIBLE, "Headings on the tint"),
    ("on_primary", "on_primary", "primary", LEGIBLE, "Text on bands"),
    ("accent", "accent", "#ffffff", LEGIBLE, "Links on white"),
    ("accent", "accent", "tint", LEGIBLE, "Links on the tint"),
    ("tint", "#000000", "tint", WELL_LEGIBLE, "Black text on the tint"),
)
"""Whose matter it is, the text, what is behind it, the least ratio, and what that is in words."""


@dataclass(frozen=True)
class Pair:
    """A text on a background as a theme has them: `ratio` is its contrast, `least` what it needs."""

    member: str
    what: str
    text: str
    behind: str
    ratio: float
    least: float

    @property
    def is_legible(self) -> bool:
        return self.ratio >= self.least

    @property
    def shown_ratio(self) -> str:
        """Two decimals, cut and not rounded: 4.4999 is not shown as the 4.5 that it is not."""
        return f"{int(self.ratio * 100) / 100:.2f}"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours `#rrggbb`, in either order (WCAG 2.2, definition of contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs_of(theme: Theme) -> list[Pair]:
    """Every text that the theme colours, with its background. Its colours must be of the form `#rrggbb`."""
    found = []
    for member, text, behind, least, what in PAIRS:
        one, other = getattr(theme, text, text), getattr(theme, behind, behind)
        found.append(Pair(member, what, one, other, contrast(one, other), least))
    return found


def theme_faults(theme: Theme, *, licence_holder: str, claims_nhs_identity: bool, is_nhs: bool) -> list[Fault]:
    """Everything that speaks against a theme, each with the member that it is about; none if it may be used.

    Ratios are told when all colours can be read. `is_nhs` says whether its organisation belongs to the NHS.
    """
    colours = {name: getattr(theme, name) for name in COLOURS}
    faults = [
        Fault(f"/{name}", "Must be a colour as # and six digits of 0-9 and a-f, such as #1f6873.")
        for name, colour in colours.items()
        if not re.fullmatch(COLOUR_PATTERN, colour)
    ]
    if not faults:
        faults += [
            Fault(
                f"/{pair.member}", f"{pair.what}: the contrast is {pair.shown_ratio}:1, and must be {pair.least:g}:1."
            )
            for pair in pairs_of(theme)
            if not pair.is_legible
        ]
    if claims_nhs_identity:
        faults += _not_nhs(colours, is_nhs=is_nhs)
    if not licence_holder.strip():
        faults.append(Fault("/licence_holder", "Say who holds the rights to this look."))
    return faults


def _not_nhs(colours: dict[str, str], *, is_nhs: bool) -> Iterator[Fault]:
    if not is_nhs:
        yield Fault("/claims_nhs_identity", "Only an organisation of the NHS may use the NHS identity.")
        return
    for name, colour in colours.items():
        if re.fullmatch(COLOUR_PATTERN, colour) and colour not in NHS_PALETTE:
            yield Fault(f"/{name}", f"{colour} is not a colour of the NHS identity, which this theme claims to follow.")


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2), 0 for black to 1 for white."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    # 0.04045 is the sRGB standard's threshold; WCAG corrected its own to it, and no 8-bit colour lies between.
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
