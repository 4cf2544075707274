"""What a web editor has chosen in the builder, and what comes of it: an embed, or what to choose otherwise, in words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from library.accounts.area_codes import is_area_code
from library.rendering.themes import LEGIBLE, WELL_LEGIBLE, contrast
from library.syndication.embed_address import NO_PIN, PAGE_SIZES, Embed, ItemEmbed, ListEmbed, read_embed_url
from library.syndication.looks import SCHEMES, Look, SchemeName, colours_of

NATIONAL = "national"
READERS = "reader"
HEIGHTS = range(200, 5001)
COLOURS = ("text", "background", "link")
_SHORT = re.compile(r"[0-9a-f]{3}")
_LONG = re.compile(r"[0-9a-f]{6}")
_STEPS = 100


@dataclass(frozen=True, kw_only=True)
class Choices:
    """As they stand in the form, each a text that may be empty. `place` is `national`, `reader` or the code of an area."""

    item: str
    place: str = ""
    language: str = ""
    edition: str = ""
    page_size: str = ""
    text: str = ""
    background: str = ""
    link: str = ""
    scheme: str = ""
    height: str = ""


@dataclass(frozen=True)
class Shade:
    """How well a text can be read on its background: `ratio` as it is shown, `better` a shade near it that can be read, if it can't."""

    what: str
    name: str
    ratio: str
    is_legible: bool
    is_well_legible: bool
    better: str = ""


@dataclass(frozen=True)
class Chosen:
    """`embed` is None when something has to be chosen otherwise: `faults` say what, by the name of the field."""

    embed: Embed | None
    height: int | None
    faults: dict[str, str]
    shades: tuple[Shade, ...]


def subject_of(item: str) -> Embed | None:
    """What is to be shown, as it stands after `/embed/` in an address; None if nothing can stand there."""
    return None if "?" in item else read_embed_url("", f"/embed/{item}")


def choose(choices: Choices) -> Chosen:
    """What comes of the choices. Their `item` must be a subject."""
    subject = subject_of(choices.item)
    faults: dict[str, str] = {}
    look = _look(choices, faults)
    shades = tuple(_shades(look)) if not faults else ()
    for shade in shades:
        if not shade.is_legible:
            faults[shade.name] = f"{shade.what} is too faint to be read. Try {shade.better}, which is near it."
    height = _number(choices.height, HEIGHTS, "height", "pixels", faults)
    if isinstance(subject, ItemEmbed):
        subject = _of_item(subject, choices, faults)
    elif isinstance(subject, ListEmbed):
        size = _number(choices.page_size, PAGE_SIZES, "page_size", "entries", faults)
        subject = replace(subject, page_size=size or subject.page_size)
    if subject is None or faults:
        return Chosen(None, height, faults, shades)
    return Chosen(replace(subject, language=choices.language or None, look=look), height, faults, shades)


def _of_item(subject: ItemEmbed, choices: Choices, faults: dict[str, str]) -> ItemEmbed:
    edition = _number(choices.edition, range(1, 10**6), "edition", "", faults)
    if choices.place in ("", NATIONAL):
        return replace(subject, edition=edition)
    if edition is not None:
        faults["edition"] = NO_PIN
    if choices.place == READERS:
        return replace(subject, finds_local=True)
    if not is_area_code(choices.place):
        faults["place"] = "Choose one of the list."
    return replace(subject, area=choices.place)


def _look(choices: Choices, faults: dict[str, str]) -> Look:
    colours = {}
    for name in COLOURS:
        digits = getattr(choices, name).strip().removeprefix("#").lower()
        if _SHORT.fullmatch(digits):
            digits = "".join(digit * 2 for digit in digits)
        if digits and not _LONG.fullmatch(digits):
            faults[name] = "Write a colour as six digits of 0-9 and a-f, such as 1f6873."
        colours[name] = digits
    scheme: SchemeName = next((name for name in SCHEMES if name == choices.scheme), "auto")
    return Look(**colours, scheme=scheme)


def _shades(look: Look) -> Iterator[Shade]:
    """Text, and links if they have a colour of their own, on the background that will be there."""
    colours = colours_of(look)
    if colours is None:
        return
    blamed = "text" if look.text else "background"
    yield _shade("Text", blamed, colours.text, colours.background, moves=colours.text if look.text else "")
    if look.link:
        yield _shade("A link", "link", colours.link, colours.background, moves=colours.link)


def _shade(what: str, name: str, colour: str, behind: str, *, moves: str) -> Shade:
    """`moves` is the colour to mend; the background if it is empty. The ratio is cut after two decimals, not rounded."""
    ratio = contrast(colour, behind)
    better = ""
    if ratio < LEGIBLE:
        better = nearest_legible(moves, behind) if moves else nearest_legible(behind, colour)
    shown = f"{int(ratio * 100) / 100:.2f}"
    return Shade(what, name, shown, ratio >= LEGIBLE, ratio >= WELL_LEGIBLE, better)


def nearest_legible(colour: str, beside: str) -> str:
    """A shade of the colour, as little darker or lighter as it takes to be read on or behind the other. Both are `#rrggbb`."""
    towards = "#000000" if contrast(beside, "#000000") >= contrast(beside, "#ffffff") else "#ffffff"
    shades = (_mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in shades if contrast(shade, beside) >= LEGIBLE)


def _mixed(colour: str, towards: str, share: float) -> str:
    pairs = ((int(colour[at : at + 2], 16), int(towards[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in pairs)


def _number(text: str, allowed: range, name: str, of_what: str, faults: dict[str, str]) -> int | None:
    text = text.strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 7 and int(text) in allowed:
        return int(text)
    faults[name] = f"Write a whole number from {allowed[0]:,} to {allowed[-1]:,} {of_what}".strip() + "."
    return None
