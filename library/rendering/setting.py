"""The words of a sheet as data for the typesetter: what pages of every size have in common."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from textwrap import shorten
from typing import Any

import langcodes

from library.documents.pointers import pointer
from library.documents.text import labels_of
from library.documents.vocabulary import CareLevel
from library.rendering.blanks import with_quotes
from library.rendering.blocks import blocks
from library.rendering.chapters import Chapter
from library.rendering.direction import is_rtl
from library.rendering.errors import MissingGlyphs
from library.rendering.fonts import FAMILIES, check_glyphs, without_sign
from library.rendering.imprint import Line, imprint_lines
from library.rendering.pictures import as_svg
from library.rendering.qr import qr_svg
from library.rendering.runs import left_to_right, natural, runs
from library.rendering.sheet import Picture, Sheet
from library.rendering.words import words_for

_HEADING_WORD = 14
"""Characters that a word of a heading has in any line."""

_SHORT = 44
_FOOTER = 48
_DOTS_PER_INCH = 110
_MILLIMETRES = 25.4


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """Language, title, theme, imprint and the way to the web, as `frame.typ` reads them."""
    document, imprint, theme = sheet.document, sheet.imprint, sheet.theme
    words, tag, rtl = words_for(document.language), langcodes.get(document.language), is_rtl(document.language)
    return {
        "lang": tag.language or "und",
        "region": tag.territory if tag.territory and tag.territory.isalpha() else None,
        "rtl": rtl,
        "words_lang": words.language,
        "words_rtl": is_rtl(words.language),
        "fonts": list(FAMILIES),
        "published": imprint.published_on.isoformat(),
        "title": " ".join(document.title.split()),
        "summary": document.summary,
        "heading": runs(document.title, rtl=rtl, longest=_HEADING_WORD),
        "lead": runs(document.summary, rtl=rtl),
        "notice": runs(sheet.notice, rtl=rtl),
        "footer": runs(shorten(document.title, _FOOTER, placeholder="…"), rtl=rtl),
        "publisher": natural(imprint.publisher, rtl=rtl),
        "theme": {name: getattr(theme, name) for name in ("primary", "on_primary", "accent", "tint")},
        "band": {level.value: words.care(level) for level in CareLevel},
        "imprint": [_imprint_entry(line, rtl=rtl) for line in imprint_lines(imprint, words)],
        "web": {
            "words": words.read_on_web,
            "url": imprint.short_url,
            "shown": [left_to_right(_without_scheme(imprint.short_url))],
            "svg": _qr(imprint.short_url),
            "alt": f"{words.read_on_web}: {imprint.short_url}",
        },
    }


def chapter_data(sheet: Sheet, told: Iterable[Chapter]) -> list[dict[str, Any]]:
    """Chapters as `body.typ` reads them: level, heading, blocks, and the language of the heading if it is another."""
    rtl = is_rtl(sheet.document.language)
    labels = {**labels_of(sheet.document), **sheet.labels}
    return [
        {
            "level": chapter.care_level.value,
            "heading": runs(chapter.heading, rtl=rtl, longest=_HEADING_WORD),
            "lang": chapter.language,
            "blocks": blocks(with_quotes(sheet, chapter.markdown), labels, rtl=rtl),
        }
        for chapter in told
    ]


def picture_data(sheet: Sheet, *, width: float, height: float) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The pictures for `body.typ`, none larger than so many millimetres, nor coarser than print bears; and their files."""
    data, files = {}, {}
    for key, picture in sheet.pictures.items():
        name = f"{key}.svg"
        files[name] = as_svg(picture)
        data[key] = {"file": f"pictures/{name}", "alt": picture.alt, "width": _width(picture, width, height)}
    return data, files


def logo_data(sheet: Sheet, *, width: float, height: float) -> tuple[dict[str, Any] | None, dict[str, bytes]]:
    """The logo of the theme within so many millimetres, if there is one."""
    logo = sheet.theme.logo
    if logo is None:
        return None, {}
    name = "theme--logo.svg"  # no key of a document has two hyphens in a row
    across = min(width, height * logo.width / logo.height)
    return {"file": f"pictures/{name}", "alt": logo.alt, "width": across}, {name: as_svg(logo)}


def check_printed(data: dict[str, Any], sheet: Sheet, folders: Sequence[Path] = ()) -> None:
    """Refuse a character that is printed and that no font has a sign for. Raises MissingGlyphs."""
    lacking = without_sign(json.dumps(data, ensure_ascii=False), folders)
    if lacking:
        check_glyphs(((place, "".join(lacking.intersection(text))) for place, text in _places(sheet)), folders)
        raise MissingGlyphs([], characters=[f"U+{ord(character):04X}" for character in sorted(lacking)])


def _imprint_entry(line: Line, *, rtl: bool) -> dict[str, Any]:
    """`short` ones, such as dates, may share a line."""
    short = bool(line.label) and not line.url and len(line.label) + len(line.text) <= _SHORT
    return {
        "label": line.label,
        "text": natural(_without_scheme(line.text), rtl=rtl),
        "url": line.url,
        "lang": line.language.partition("-")[0] or None,
        "short": short,
    }


def _places(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Every text of a sheet with its JSON pointer into the document, or where else it stands."""
    yield from _strings(sheet.document.model_dump(mode="json"), "")
    for name, value in vars(sheet.imprint).items():
        yield pointer("imprint", name), str(value)
    yield from ((pointer("labels", content), words) for content, words in sheet.labels.items())
    yield from ((pointer("pictures", key, "alt"), picture.alt) for key, picture in sheet.pictures.items())


def _strings(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _strings(member, place + pointer(name))
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from _strings(member, place + pointer(number))


def _width(picture: Picture, width: float, height: float) -> float:
    natural = picture.width / _DOTS_PER_INCH * _MILLIMETRES
    return min(width, height * picture.width / picture.height, natural)


def _without_scheme(address: str) -> str:
    return address.removeprefix("https://").rstrip("/") if address.startswith("https://") else address


@lru_cache(maxsize=256)
def _qr(url: str) -> str:
    """The code as SVG. It takes some milliseconds, and every size of a text has the same."""
    return qr_svg(url)
