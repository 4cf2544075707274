"""What is handed to the typesetter for each size of page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any

from library.documents.vocabulary import CareLevel, Kind
from library.rendering.blanks import chapters_of
from library.rendering.chapters import Chapter
from library.rendering.jobs import Job
from library.rendering.runs import runs
from library.rendering.setting import chapter_data, check_printed, logo_data, picture_data, sheet_data
from library.rendering.sheet import Sheet
from library.rendering.sizes import A4, A5, LARGE_PRINT, POSTER, Size
from library.rendering.trifold import trifold_job
from library.rendering.weight import length, lines_of

_LOGO_HEIGHT = 0.055
"""Of the page's height. With a width of a third of the text, that leaves the clear space that owners ask for."""

_THUMBNAIL_PPI = 48
"""397 pixels across an A4 page."""

_POINTS = 6
_POINTS_PER_MILLIMETRE = 72 / 25.4
_BAND = 4
"""Lines that a care card needs beside its text."""


def job_of(sheet: Sheet, name: str, folders: Sequence[Path] = ()) -> Job:
    """The job that makes this rendition: one of the PDFs, or `thumbnail.png`. `folders` have further fonts.

    Raises MissingGlyphs when a character that would be printed is in no font, and for the tri-fold DoesNotFit.
    """
    job = _JOBS[name](sheet)
    check_printed(dict(job.data), sheet, folders)
    return job


def _page(sheet: Sheet, size: Size) -> Job:
    return _job("page", sheet, size, chapters_of(sheet))


def _thumbnail(sheet: Sheet) -> Job:
    """The first page needs no more chapters than fill it."""
    shown: list[Chapter] = []
    written = 0
    for chapter in chapters_of(sheet):
        if written > 2 * A4.line * A4.lines:
            break
        shown.append(chapter)
        written += len(chapter.markdown)
    page = _job("page", sheet, A4, shown)
    return Job(page.template, page.data, page.files, format="png", ppi=_THUMBNAIL_PPI)


def _poster(sheet: Sheet) -> Job:
    """What a leaflet tells, by its headings, or the first words of a resource; then all cards for help, in full."""
    told = chapters_of(sheet)
    cards = [chapter for chapter in told if chapter.care_level is not CareLevel.NONE]
    plain = list(takewhile(lambda chapter: chapter.care_level is CareLevel.NONE, _sections(sheet, told)))
    leaflet = sheet.document.kind is Kind.LEAFLET
    shown = cards if leaflet else [*plain[:1], *cards]
    points = [chapter.heading for chapter in plain[:_POINTS]] if leaflet else []
    job = _job("poster", sheet, POSTER, shown)
    chapter_list = job.data["chapters"]
    pair = chapter_list[-2:] if len(cards) == 2 and all(chapter["whole"] for chapter in chapter_list[-2:]) else []
    extra = {
        "chapters": chapter_list[: len(chapter_list) - len(pair)],
        "pair": pair,
        "points": [runs(point, rtl=job.data["rtl"]) for point in points],
    }
    return Job(job.template, {**job.data, **extra}, job.files)


def _sections(sheet: Sheet, told: Sequence[Chapter]) -> list[Chapter]:
    """The chapters that are sections: what its author wrote to be read first."""
    own = {section.id for section in sheet.document.sections}
    return [chapter for chapter in told if chapter.id in own]


def _job(template: str, sheet: Sheet, size: Size, told: Sequence[Chapter]) -> Job:
    pictures, files = picture_data(sheet, width=size.measure, height=size.picture)
    logo, logo_file = logo_data(sheet, width=size.measure / 3, height=size.height * _LOGO_HEIGHT)
    data = sheet_data(sheet)
    for chapter in (shown := chapter_data(sheet, told)):
        chapter["whole"] = _card_lines(chapter, size) < size.lines
    return Job(
        template,
        {
            **data,
            "page": size.data(),
            "author": sheet.imprint.publisher,
            "pictures": pictures,
            "logo": logo,
            "chapters": shown,
            "long_imprint": not _fits(data["imprint"], size),
        },
        {**files, **logo_file},
    )


def _card_lines(chapter: Mapping[str, Any], size: Size) -> float:
    return lines_of(chapter["blocks"], size.line) + length(chapter["heading"]) // 20 + _BAND


def _fits(imprint: Sequence[Mapping[str, Any]], size: Size) -> bool:
    """Whether the imprint surely fits on a page, beside the code."""
    line = (size.measure - size.qr - 8) * _POINTS_PER_MILLIMETRE / (size.small * 0.55)
    lines = sum(1.3 + (length(entry["text"]) + len(entry["label"])) // line for entry in imprint)
    return lines * size.small * 1.3 < (size.height - size.top - size.bottom) * _POINTS_PER_MILLIMETRE


_JOBS: Mapping[str, Callable[[Sheet], Job]] = MappingProxyType(
    {
        "a4.pdf": lambda sheet: _page(sheet, A4),
        "a5.pdf": lambda sheet: _page(sheet, A5),
        "large-print.pdf": lambda sheet: _page(sheet, LARGE_PRINT),
        "poster.pdf": _poster,
        "trifold.pdf": trifold_job,
        "thumbnail.png": _thumbnail,
    }
)
