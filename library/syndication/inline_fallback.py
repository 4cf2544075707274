"""What readers see in place of a frame that comes by oEmbed: one line of text and links, which survives what consumers do to it. Pure.

WordPress lets of the HTML of a library that its administrator has not named one `blockquote` with nothing but text and links in it
pass, if it stands first, and one `iframe`, which stays out of sight until it has told its height; then the quote goes. All tags that
would keep words apart are taken out, and all attributes but `href`: so the numbers are held together by characters in place of `bdi`, and
the quote is `hidden` for everybody who keeps that attribute, since they show the frame at once. A library that was named is trusted with
the element; but into a text of the classic editor WordPress then puts paragraphs, which end an element that has any blocks in it.
"""

from __future__ import annotations

import re
from html import escape

from library.rendering.direction import is_rtl
from library.rendering.embed_parts import HelpLine
from library.rendering.words import words_for
from library.syndication.snippet import SAFE_LINK, Fallback

_ANY_WAY, _LEFT_TO_RIGHT, _END = "\N{FIRST STRONG ISOLATE}", "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_SPACE = re.compile(r"\s+")


def blockquote_html(fallback: Fallback) -> str:
    """The line as a quote that is out of sight, to stand before a frame."""
    return f"<blockquote hidden {_language(fallback)}>{_told(fallback)}</blockquote>"


def inline_element_html(address: str, fallback: Fallback, *, script_url: str, integrity: str) -> str:
    """The script and the element with the line inside, and no block between."""
    return (
        f'<script src="{escape(script_url)}" integrity="{escape(integrity)}" crossorigin="anonymous" async></script>'
        f'<coproduction-item src="{escape(address)}" title="{escape(fallback.title)}">'
        f"<span {_language(fallback)}>{_told(fallback)}</span></coproduction-item>"
    )


def _language(fallback: Fallback) -> str:
    return f'lang="{escape(fallback.language)}" dir="{"rtl" if is_rtl(fallback.language) else "ltr"}"'


def _told(fallback: Fallback) -> str:
    """Title with a link to the text, summary, and where to get help now."""
    told = f'<a href="{escape(fallback.url)}">{_line(fallback.title)}</a>'
    if fallback.summary:
        told += f" – {_line(fallback.summary)}"
    if fallback.help_lines:
        lines = " · ".join(_help(line) for line in fallback.help_lines)
        told += f" – {_line(words_for(fallback.language).embed.help_now)}: {lines}"
    return told


def _help(line: HelpLine) -> str:
    shown = f"{_LEFT_TO_RIGHT}{_line(line.shown)}{_END}"
    linked = f'<a href="{escape(line.link)}">{shown}</a>' if SAFE_LINK.match(line.link) else shown
    after = "".join(f" ({_line(text)})" for text in (line.menu_path, line.hours) if text)
    return f"{_ANY_WAY}{_line(line.name)}{_END}: {linked}{after}"


def _line(text: str) -> str:
    """Escaped, and without breaks: WordPress would take them out and join two words."""
    return escape(_SPACE.sub(" ", text).strip())
