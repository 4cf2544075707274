"""The Markdown of a chapter as HTML of a page that is whole in itself: its pictures are in it, not fetched."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from html import escape, unescape
from types import MappingProxyType

from markupsafe import Markup

from library.rendering.blanks import blanks, with_quotes
from library.rendering.chapters import Chapter
from library.rendering.html import markdown_to_html
from library.rendering.sheet import Picture, Sheet
from library.rendering.words import Words

_EMPTY: Mapping[str, str] = MappingProxyType({})
_STAND_IN = "https://picture.invalid/"
_SHOWN = re.compile(r'<img src="https://picture\.invalid/([a-z0-9-]+)" alt="([^"]*)"[^<>]*?>')
_EMPTY_QUOTE = re.compile(r'(?:<p>)?<span class="placeholder" data-key="quote:[a-z0-9-]+"></span>(?:</p>\n?)?')


def chapter_html(
    sheet: Sheet,
    chapter: Chapter,
    words: Words,
    *,
    heading_id: str,
    heading_offset: int = 0,
    addresses: Mapping[str, str] = _EMPTY,
) -> Markup:
    """The text under the chapter's heading.

    A picture that the sheet does not have is shown as its alternative text. One whose address is given (by its key) is
    fetched from there; the others are in the page. What is not filled in says so; a quote
    without words leaves nothing. A table stands in a box that can be scrolled with the keyboard, named by the heading.
    """
    markdown = with_quotes(sheet, chapter.markdown)
    html = markdown_to_html(
        markdown,
        images={image.key: (_STAND_IN + image.key, image.alt) for image in sheet.document.images},
        labels=blanks(sheet, markdown, words),
        heading_offset=heading_offset,
    )
    html = _SHOWN.sub(
        lambda shown: _picture(sheet.pictures.get(shown[1]), alt=shown[2], address=addresses.get(shown[1])), html
    )
    return Markup(_EMPTY_QUOTE.sub("", _scrolling(html, heading_id)))  # noqa: S704 - of cleaned HTML


def data_uri(picture: Picture) -> str:
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}"


def _picture(picture: Picture | None, *, alt: str, address: str | None = None) -> str:
    """`alt` is already escaped for an attribute. Its own quotation marks are escaped there, so nothing that people
    write can look like the tag that is replaced here.
    """
    if picture is None:
        return escape(unescape(alt), quote=False)
    source = escape(address) if address else data_uri(picture)
    return f'<img src="{source}" alt="{alt}" width="{picture.width:d}" height="{picture.height:d}">'


def _scrolling(html: str, heading_id: str) -> str:
    """In text `<` is written `&lt;`: only a table of ours begins like this."""
    box = f'<div class="table" role="group" aria-labelledby="{escape(heading_id)}" tabindex="0"><table>'
    return html.replace("<table>", box).replace("</table>", "</table></div>")
