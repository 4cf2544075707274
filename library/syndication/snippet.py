"""What a web editor pastes into a page to show something of the library there. Pure: facts in, HTML out, everything escaped.

Three forms: the element with its fallback inside; a plain frame for sites that allow no scripts; the address alone for WordPress and
whoever else knows oEmbed. The fallback is what readers see without scripts and while the library can't be reached: title, summary,
where to get help now, a link, the attribution and the review date (domain.md IO-5, LIC-4, CR-12).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

from library.rendering.direction import is_rtl
from library.rendering.embed_parts import HelpLine
from library.rendering.words import Words, words_for
from library.syndication.embed_address import sandbox

HEADING_LEVELS = range(1, 7)
HEADING_LEVEL = 2
HEIGHT = 900
"""Pixels of a plain frame, which can't tell its own."""
URGENT = ("emergency", "urgent", "listening")
"""The purposes of the lines that are pasted. Others may change before anybody pastes them anew."""
_LANGUAGE_OF_HELP = "en"
"""The directory's names and hours are in English."""
SAFE_LINK = re.compile(r"(https?|tel|mailto):", re.IGNORECASE)


@dataclass(frozen=True)
class Fallback:
    """What stands between the tags. `url` is the full text as a web page. `attribution_html` is HTML that is escaped already."""

    title: str
    summary: str
    language: str
    url: str
    help_lines: Sequence[HelpLine] = ()
    attribution_html: str = ""
    last_reviewed: date | None = None


@dataclass(frozen=True, kw_only=True)
class Framed:
    """What is framed, and how. `address` is the embed address. `height` is the least height in pixels, None for none.

    `builder_url` is where the snippet can be made anew.
    """

    address: str
    finds_local: bool
    fallback: Fallback
    script_url: str
    integrity: str
    builder_url: str
    height: int | None = None
    heading_level: int = HEADING_LEVEL


@dataclass(frozen=True)
class Snippet:
    """One form: `html` is what to paste, `csp` what a strict Content-Security-Policy of the page has to allow besides."""

    html: str
    csp: list[str] = field(default_factory=list)


def element_snippet(framed: Framed) -> Snippet:
    """The script with its integrity, and the element with the fallback inside."""
    height = f' height="{framed.height}"' if framed.height else ""
    html = "\n".join(
        [
            f"<!-- To change it, or to renew its help lines: {_in_comment(framed.builder_url)} -->",
            f'<script src="{escape(framed.script_url)}" integrity="{escape(framed.integrity)}" crossorigin="anonymous" async></script>',
            f'<coproduction-item src="{escape(framed.address)}" title="{escape(framed.fallback.title)}"{height}>',
            *(f"  {line}" for line in _fallback(framed.fallback, framed.heading_level)),
            "</coproduction-item>",
        ]
    )
    return Snippet(html, [f"script-src {_folder(framed.script_url)}", _frame_source(framed)])


def iframe_snippet(framed: Framed) -> Snippet:
    """A frame of a fixed height, with what must stand beside it if it stays empty."""
    fallback = framed.fallback
    html = "\n".join(
        [
            f'<iframe src="{escape(framed.address)}" title="{escape(fallback.title)}" width="100%" height="{framed.height or HEIGHT}"',
            f'  loading="lazy" referrerpolicy="strict-origin" sandbox="{sandbox(finds_local=framed.finds_local)}"></iframe>',
            _container(fallback, "div"),
            *(f"  {line}" for line in [*_link(fallback), *_help(fallback)]),
            "</div>",
        ]
    )
    return Snippet(html, [_frame_source(framed)])


def oembed_snippet(framed: Framed) -> Snippet:
    """The address, which WordPress turns into a frame by itself (/docs/guides/wordpress)."""
    return Snippet(framed.address, [_frame_source(framed)])


def _fallback(fallback: Fallback, heading_level: int) -> Iterator[str]:
    words = words_for(fallback.language)
    yield _container(fallback, "div")
    yield f"  <h{heading_level}>{escape(fallback.title)}</h{heading_level}>"
    if fallback.summary:
        yield f"  <p>{escape(fallback.summary)}</p>"
    for line in [*_help(fallback), *_link(fallback)]:
        yield f"  {line}"
    if fallback.attribution_html:
        yield f"  {fallback.attribution_html}"
    if fallback.last_reviewed:
        day = fallback.last_reviewed
        shown = _said(f"{words.last_reviewed}: ", fallback, words)
        yield f'  <p>{shown}<time datetime="{day.isoformat()}">{_said(words.format_date(day), fallback, words)}</time></p>'
    yield "</div>"


def _help(fallback: Fallback) -> Iterator[str]:
    if not fallback.help_lines:
        return
    words = words_for(fallback.language)
    yield f"<p><strong>{_said(words.embed.help_now, fallback, words)}</strong></p>"
    english = fallback.language.partition("-")[0].lower() == _LANGUAGE_OF_HELP
    yield "<ul>" if english else f'<ul lang="{_LANGUAGE_OF_HELP}">'
    for line in fallback.help_lines:
        after = "".join(f" ({escape(text)})" for text in (line.menu_path, line.hours) if text)
        yield f"  <li><bdi>{escape(line.name)}</bdi>: {_way(line)}{after}</li>"
    yield "</ul>"


def _way(line: HelpLine) -> str:
    """Digits stay in their order on a page that is read from right to left (domain.md TR-1)."""
    shown = escape(line.shown)
    linked = f'<a href="{escape(line.link)}">{shown}</a>' if SAFE_LINK.match(line.link) else shown
    return f'<bdi dir="ltr">{linked}</bdi>'


def _link(fallback: Fallback) -> Iterator[str]:
    words = words_for(fallback.language)
    yield f'<p><a href="{escape(fallback.url)}">{_said(words.read_on_web, fallback, words)}: {escape(fallback.title)}</a></p>'


def _container(fallback: Fallback, name: str) -> str:
    direction = "rtl" if is_rtl(fallback.language) else "ltr"
    return f'<{name} lang="{escape(fallback.language)}" dir="{direction}">'


def _said(phrase: str, fallback: Fallback, words: Words) -> str:
    """Our words, marked as English where the text is in a language that we have none for."""
    said = escape(phrase)
    return said if words.speaks(fallback.language) else f'<bdi lang="{words.language}">{said}</bdi>'


def _frame_source(framed: Framed) -> str:
    """Everything under `/embed/`: a frame goes on to other languages, to the local version, to a successor."""
    base, _, _ = framed.address.partition("/embed/")
    return f"frame-src {base}/embed/"


def _folder(url: str) -> str:
    return url.rpartition("/")[0] + "/"


def _in_comment(url: str) -> str:
    """No address can end the comment that it stands in."""
    return escape(url).replace("--", "%2D%2D")
