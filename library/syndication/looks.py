"""The look that a partner gives to an embed page: colours that can be read, or none of theirs (domain.md AX-1, IO-5). Pure.

Colours are six hexadecimal digits, without `#`. Whoever gives one fixes the page in one scheme, so that what was checked is what
is seen: a colour that is not given is that of the scheme, and links without a colour of their own have that of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from library.errors import Fault
from library.rendering.schemes import DARK, LIGHT, Scheme
from library.rendering.themes import LEGIBLE, contrast

COLOUR_PATTERN = r"^[0-9A-Fa-f]{6}$"
SchemeName = Literal["auto", "light", "dark"]
SCHEMES: tuple[SchemeName, ...] = ("auto", "light", "dark")


@dataclass(frozen=True)
class Look:
    """Colours as they stand in an address, in small letters; empty where none is given. `auto` follows the reader's device."""

    text: str = ""
    background: str = ""
    link: str = ""
    scheme: SchemeName = "auto"

    @property
    def has_colours(self) -> bool:
        return bool(self.text or self.background or self.link)


PLAIN = Look()


@dataclass(frozen=True)
class Colours:
    """What a look comes to, as `#rrggbb`, on top of one scheme for all that it does not colour, such as care cards."""

    text: str
    background: str
    link: str
    scheme: Scheme


def colours_of(look: Look) -> Colours | None:
    """The colours to be shown; None when the look names none. They have yet to be checked (`look_faults`)."""
    if not look.has_colours:
        return None
    scheme = _scheme_of(look)
    text = f"#{look.text}" if look.text else scheme.ink
    return Colours(
        text=text,
        background=f"#{look.background}" if look.background else scheme.paper,
        link=f"#{look.link}" if look.link else text,
        scheme=scheme,
    )


@lru_cache(maxsize=512)
def look_faults(look: Look) -> tuple[Fault, ...]:
    """Why a look can't be used: each colour of text whose contrast with the background is below 4.5:1 (WCAG 2.2, 1.4.3),
    with the number. Places are the parameters of the address.
    """
    faults = [
        Fault(f"?{name}", "Must be six hexadecimal digits without #, such as 1f6873.")
        for name in ("text", "background", "link")
        if (digits := getattr(look, name)) and not re.fullmatch(COLOUR_PATTERN, digits)
    ]
    if faults:
        return tuple(faults)
    colours = colours_of(look)
    return tuple(_illegible(look, colours)) if colours else ()


def _illegible(look: Look, colours: Colours) -> Iterator[Fault]:
    ratio = contrast(colours.text, colours.background)
    if ratio < LEGIBLE:
        place = "text" if look.text else "background"
        yield Fault(f"?{place}", _sentence("Text", colours.text, colours.background, ratio))
    ratio = contrast(colours.link, colours.background)
    if look.link and ratio < LEGIBLE:
        yield Fault("?link", _sentence("Links", colours.link, colours.background, ratio))


def _sentence(what: str, colour: str, behind: str, ratio: float) -> str:
    """The ratio is cut after two decimals, not rounded: 4.4999 is not shown as the 4.5 that it is not."""
    shown = f"{int(ratio * 100) / 100:.2f}"
    return f"{what} in {colour} on {behind}: the contrast is {shown}:1, and must be {LEGIBLE:g}:1."


def _scheme_of(look: Look) -> Scheme:
    """The scheme that is named, or the one that the colours belong to."""
    if look.scheme != "auto":
        return DARK if look.scheme == "dark" else LIGHT
    if look.background:
        return DARK if _is_dark(f"#{look.background}") else LIGHT
    return DARK if look.text and not _is_dark(f"#{look.text}") else LIGHT


def _is_dark(colour: str) -> bool:
    return contrast(colour, "#ffffff") >= contrast(colour, "#000000")
