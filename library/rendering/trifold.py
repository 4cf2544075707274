"""The leaflet that is folded in three, for a printer (domain.md PR-1 to PR-3, PR-9, PR-10, AX-4).

Two sides of an A4 sheet, laid out panel by panel, with 3 mm bleed. Emergency and urgent help stands in one place: on the
back, or at the top of the flap where the back has no room for it. All other text runs over the three inside panels, then the
flap, and last, if it must and no card stands there, the back above the imprint.

Type is 12 pt where it has room, larger in a short leaflet, and never smaller than 10 pt: clear print asks for 12 (domain.md
AX-6), and at 10 pt a panel of 100 mm still reads well, with some 50 characters in a line. `typst/fit.typ` decides,
`typst/trifold.typ` draws. What has no room at 10 pt is refused as DoesNotFit; nothing is clipped.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from library.documents.vocabulary import CareLevel
from library.rendering.blanks import chapters_of
from library.rendering.direction import is_rtl
from library.rendering.jobs import Job
from library.rendering.panels import Unit, card, units
from library.rendering.runs import runs
from library.rendering.setting import chapter_data, logo_data, picture_data, sheet_data
from library.rendering.sheet import Sheet

SIZES = (16, 15, 14, 13, 12, 11.5, 11, 10.5, 10)
"""The sizes of type that are tried, in points. The last one is the smallest type anywhere on the leaflet."""

COLUMN = 86
"""Width of the text on every panel, in millimetres: at least 5.5 mm from each fold and cut, also on the narrow flap."""

_PAGE: Mapping[str, Any] = MappingProxyType({"columns": 2, "large": False, "small": SIZES[-1], "side": 0, "lead": 14})
_HELP = (CareLevel.EMERGENCY, CareLevel.URGENT)
_COVER_WORD = 10
_LOGO = (58, 20)
_PICTURE_HEIGHT = 70
_SLUG = "For printing only. The accessible version is at {url}"


def trifold_job(sheet: Sheet) -> Job:
    """What the typesetter is handed for the two sides of the sheet. Setting it raises DoesNotFit where text has no room."""
    data = sheet_data(sheet)
    logo, logo_file = logo_data(sheet, width=_LOGO[0], height=_LOGO[1])
    pictures, files = picture_data(sheet, width=COLUMN, height=_PICTURE_HEIGHT)
    own = {
        "page": dict(_PAGE),
        "column": COLUMN,
        "sizes": SIZES,
        "name": f"{data['title']} (for printing only)",
        "author": sheet.imprint.publisher,
        "heading": runs(data["title"], rtl=data["rtl"], longest=_COVER_WORD),
        "logo": logo,
        "pictures": pictures,
        # For the printer, who reads English, whatever the leaflet is in; the shorter one if the first has no room.
        "slug": [_SLUG.format(url=url) for url in (sheet.imprint.page_url, sheet.imprint.short_url)],
        **_told(sheet),
    }
    return Job("trifold", {**data, **own}, {**files, **logo_file})


def _told(sheet: Sheet) -> dict[str, Any]:
    """The cards for help, the units of all other text, and the ids of the chapters that these belong to, by number."""
    told = chapters_of(sheet)
    parts = list(zip(told, chapter_data(sheet, told), strict=True))
    running = [part for part in parts if part[0].care_level not in _HELP]
    text = [unit for number, (_, data) in enumerate(running) for unit in units(number, data)]
    return {
        "help": [card(chapter.id, data) for chapter, data in parts if chapter.care_level in _HELP],
        "units": [*_notice(sheet, len(running)), *text],
        "sections": [*(chapter.id for chapter, _ in running), "notice"],
    }


def _notice(sheet: Sheet, section: int) -> list[Unit]:
    """What a reader must know first stands where the text begins."""
    if not sheet.notice:
        return []
    content = [{"type": "strong", "content": runs(sheet.notice, rtl=is_rtl(sheet.document.language))}]
    return [{"kind": "text", "content": content, "section": section, "keep": False, "after-heading": False}]
