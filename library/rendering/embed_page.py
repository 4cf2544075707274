"""The page of a text for an iframe in somebody else's page (domain.md IO-5): the text, what must be known of it, and help.

It is whole without a script. Its pictures have addresses of their own, so that the page is light and they are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from library.documents.vocabulary import CareLevel
from library.rendering.embed_frame import height_script, opening_styles
from library.rendering.page import leaving, page_chapters, written
from library.rendering.shades import stylesheet_colours
from library.rendering.sheet import Sheet
from library.rendering.words import Words, words_for

_FORMATS = ("a4.pdf", "large-print.pdf", "document.docx")


@dataclass(frozen=True)
class OtherLanguage:
    """Another language of the text: its own name, and the embed page in it, with a query that can go on."""

    language: str
    name: str
    url: str


@dataclass(frozen=True)
class Around:
    """What an embed page has besides its sheet. `formats` are addresses of renditions by name, `pictures` by key."""

    is_overdue: bool = False
    formats: Mapping[str, str] = field(default_factory=dict)
    languages: Sequence[OtherLanguage] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)


def embed_html(sheet: Sheet, around: Around) -> bytes:
    """A page in UTF-8 with places to be filled (`embed_frame.filled`); one for help only if the text brings none for
    emergencies. Equal arguments give equal bytes. Raises ValueError for colours that are not `#rrggbb`.
    """
    words = words_for(sheet.document.language)
    entries = [leaving(entry) for entry in page_chapters(sheet, words, addresses=around.pictures)]
    help_now = next((entry for entry in entries if entry.level == CareLevel.EMERGENCY), None)
    return written(
        "embed.html.j2",
        sheet,
        words,
        language=sheet.document.language,
        styles=opening_styles(stylesheet_colours(sheet.theme)),
        script=Markup(height_script()),  # noqa: S704 - ours
        around=around,
        entries=entries,
        has_help=help_now is not None,
        help_now=help_now if help_now and help_now is not entries[0] else None,
        formats=[(_label(name, words), around.formats[name]) for name in _FORMATS if name in around.formats],
    )


def _label(name: str, words: Words) -> str:
    return {
        "a4.pdf": words.embed.pdf,
        "large-print.pdf": f"{words.embed.pdf}, {words.names['large_print']}",
        "document.docx": words.embed.word,
    }[name]
