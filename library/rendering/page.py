"""The web page of a text, and the same text for another page (domain.md AX-1, AX-2, CR-7, TR-1).

A page holds everything that it shows: pictures, styles, description. It runs no script, sets no cookie and asks nobody
for anything, so it can be saved, sent, printed and opened without a network.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from markupsafe import Markup

from library.documents.vocabulary import CareLevel
from library.rendering.blanks import chapters_of
from library.rendering.direction import is_rtl
from library.rendering.imprint import imprint_lines
from library.rendering.shades import stylesheet_colours
from library.rendering.sheet import Sheet
from library.rendering.templates import PAGES, marker, templates
from library.rendering.web_text import chapter_html, data_uri
from library.rendering.words import Words, words_for

_CONTENTS_FROM = 5
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_UNSAFE_IN_JSON = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class PageChapter:
    """A chapter as a template shows it. `level` is empty for one that is no care card, and `care` the words for it."""

    id: str
    heading: str
    language: str | None
    level: str
    care: str
    html: Markup


def page_html(sheet: Sheet) -> bytes:
    """A whole page in UTF-8. Equal sheets give equal bytes. Raises ValueError for colours that are not `#rrggbb`."""
    words = words_for(sheet.document.language)
    entries = page_chapters(sheet, words)
    help_now = next((entry for entry in entries if entry.level == CareLevel.EMERGENCY), None)
    return written(
        "page.html.j2",
        sheet,
        words,
        entries=entries,
        contents=entries if len(entries) >= _CONTENTS_FROM else [],
        help_now=help_now if help_now and help_now is not entries[0] else None,
        logo=sheet.theme.logo and data_uri(sheet.theme.logo),
        style=Markup(stylesheet_colours(sheet.theme) + stylesheet()),  # noqa: S704 - colours are checked, the rest ours
        structured_data=_data_block(sheet) if sheet.structured_data else None,
    )


def fragment_html(sheet: Sheet) -> bytes:
    """An `article` in UTF-8 for the inside of another page: no style, no script; headings from h2 down, ids that begin
    with `text-`. Help, attribution and review dates are part of it.
    """
    words = words_for(sheet.document.language)
    return written(
        "fragment.html.j2", sheet, words, entries=page_chapters(sheet, words, prefix="text-", heading_offset=1)
    )


def page_policy(page: bytes, *, framed_by: str = "'none'", sends_to: str = "'none'") -> str:
    """The Content-Security-Policy to send with a page of `page_html`: nothing is allowed but what is in it. (A data
    block is never executed, so it needs no leave: HTML, "prepare the script element".) `framed_by` is who may show it in a
    frame, `sends_to` where a form of it may go.
    """
    styles = [base64.b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLE.findall(page)]
    sources = " ".join(f"'sha256-{style}'" for style in styles) or "'none'"
    return (
        f"default-src 'none'; style-src {sources}; img-src data: 'self'; "
        f"base-uri 'none'; form-action {sends_to}; frame-ancestors {framed_by}"
    )


def page_chapters(
    sheet: Sheet,
    words: Words,
    *,
    prefix: str = "",
    heading_offset: int = 0,
    addresses: Mapping[str, str] = MappingProxyType({}),
) -> list[PageChapter]:
    """The text, chapter by chapter. `addresses` are those of pictures that are to be fetched and not in the page."""
    return [
        PageChapter(
            prefix + chapter.id,
            chapter.heading,
            chapter.language,
            "" if chapter.care_level is CareLevel.NONE else chapter.care_level.value,
            words.care(chapter.care_level),
            chapter_html(
                sheet,
                chapter,
                words,
                heading_id=prefix + chapter.id,
                heading_offset=heading_offset,
                addresses=addresses,
            ),
        )
        for chapter in chapters_of(sheet)
    ]


def leaving(entry: PageChapter) -> PageChapter:
    """The same, with links that lead elsewhere opening a window of their own: for pages that must not be lost by following one.
    In text `<` is written `&lt;`: only a link of ours begins so.
    """
    html = str(entry.html).replace('<a href="http', '<a target="_blank" href="http')
    return replace(entry, html=Markup(html))  # noqa: S704


def written(template: str, sheet: Sheet, words: Words, **values: object) -> bytes:
    """A template filled with the sheet and with `values`."""
    document = sheet.document
    html = (
        templates()
        .get_template(template)
        .render(
            document=document,
            direction="rtl" if is_rtl(document.language) else "ltr",
            imprint=sheet.imprint,
            notice=sheet.notice,
            lines=list(imprint_lines(sheet.imprint, words)),
            words=words,
            said=marker(document.language, words),
            **values,
        )
    )
    return html.encode()


def _data_block(sheet: Sheet) -> Markup:
    """JSON in which no character can end the block or open another."""
    return Markup(json.dumps(sheet.structured_data, ensure_ascii=False).translate(_UNSAFE_IN_JSON))  # noqa: S704


@cache
def stylesheet() -> str:
    """What is the same for all pages."""
    return (PAGES / "page.css").read_text("utf-8")
