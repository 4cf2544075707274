"""What all pages for an iframe have in common: places to be filled for each request, a policy, and the one script.

A page is made once for everybody and kept. What differs from one partner to the next is put into places that no text can
forge, since `<` in a text is written `&lt;`.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache

from markupsafe import Markup, escape

from library.rendering.schemes import DARK, LIGHT, scheme_css
from library.rendering.templates import PAGES

LOOK = b"<look-here>"
ANNOUNCED = b"<oembed-here>"
NOTES = b"<notes-here>"
HELP = b"<help-here>"
QUERY = b"<query-here>"
"""Within the `href` of a link to another embed page: where its query goes on."""
_OPENS, _CLOSES = b"<style>", b"</style>"


@dataclass(frozen=True)
class Filling:
    """What stands in the places of a page. `look` is CSS; `announced`, `notes` and `help` are HTML, the first for the head; `query` is
    text that begins with `&`.
    """

    look: str = ""
    announced: str = ""
    notes: str = ""
    help: str = ""
    query: str = ""


NOTHING = Filling()


def filled(page: bytes, filling: Filling) -> bytes:
    """The page as it is sent."""
    style = f"<style>{filling.look}</style>" if filling.look else ""
    page = page.replace(LOOK, style.encode(), 1).replace(NOTES, filling.notes.encode(), 1)
    page = page.replace(ANNOUNCED, filling.announced.encode(), 1).replace(HELP, filling.help.encode(), 1)
    return page.replace(QUERY, str(escape(filling.query)).encode())


def embed_policy(page: bytes, look: str, *, origin: str, ancestors: str, has_form: bool = False) -> str:
    """The Content-Security-Policy of a page: its styles, its script, pictures from `origin`, and who may frame it.

    The theme's style is the first of the page, as `opening_styles` writes it.
    """
    start = page.index(_OPENS) + len(_OPENS)
    return _policy(page[start : page.index(_CLOSES, start)], look, origin, ancestors, has_form)


def opening_styles(theme: str) -> Markup:
    """The styles of a page, to stand before any text in it: the theme's colours, then what is the same for all."""
    return Markup(f"<style>{theme}</style><style>{static_style()}</style>")  # noqa: S704 - colours are checked, the rest ours


@cache
def static_style() -> str:
    dark = f"@media (prefers-color-scheme: dark){{{scheme_css(DARK.properties(), DARK)}}}"
    return f"{scheme_css(LIGHT.properties(), LIGHT)}\n{dark}\n{(PAGES / 'embed.css').read_text('utf-8')}"


@cache
def height_script() -> str:
    return (PAGES / "embed.js").read_text("utf-8")


@lru_cache(maxsize=512)
def _policy(theme: bytes, look: str, origin: str, ancestors: str, has_form: bool) -> str:
    styles = [theme, static_style().encode(), *([look.encode()] if look else [])]
    return (
        f"default-src 'none'; style-src {' '.join(map(_hash, styles))}; script-src {_hash(height_script().encode())}; "
        f"img-src data: {origin}; base-uri 'none'; form-action {origin if has_form else chr(39) + 'none' + chr(39)}; "
        f"frame-ancestors {ancestors}"
    )


def _hash(content: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}'"
