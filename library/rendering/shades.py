"""A theme's colours as a web page needs them: for light screens as they are, for dark ones made lighter until they can be
read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from colorsys import hls_to_rgb, rgb_to_hls

from library.rendering.sheet import Theme
from library.rendering.themes import COLOUR_PATTERN, COLOURS, WELL_LEGIBLE, contrast

NIGHT = "#15191b"
"""The background of a dark page: not quite black, which glares beside white text."""

NIGHT_CARD = "#1f2629"
_STEPS = 20


def stylesheet_colours(theme: Theme) -> str:
    """CSS custom properties of the theme, with `-on-dark` for colours of text. Raises ValueError for anything that is
    not `#rrggbb`: it would be CSS.
    """
    return f":root {{\n{''.join(_properties(theme))}}}\n"


def _properties(theme: Theme) -> Iterator[str]:
    for name in COLOURS:
        colour = getattr(theme, name)
        if not re.fullmatch(COLOUR_PATTERN, colour):
            raise ValueError(f"{name} is not a colour like #1f6873.")
        yield f"  --{name.replace('_', '-')}: {colour};\n"
    for name in ("primary", "accent"):
        yield f"  --{name}-on-dark: {on_dark(getattr(theme, name))};\n"
    yield f"  --night: {NIGHT};\n  --night-card: {NIGHT_CARD};\n"


def on_dark(colour: str) -> str:
    """The same hue, as much lighter as it takes to be well legible on a dark page and on its cards."""
    return next(shade for shade in _lighter_and_lighter(colour) if contrast(shade, NIGHT_CARD) >= WELL_LEGIBLE)


def _lighter_and_lighter(colour: str) -> Iterator[str]:
    """From the colour itself to white."""
    yield colour
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    for step in range(1, _STEPS + 1):
        shade = hls_to_rgb(hue, lightness + (1 - lightness) * step / _STEPS, saturation)
        yield "#" + "".join(f"{round(channel * 255):02x}" for channel in shade)
