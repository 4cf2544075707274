"""Guides for those who build on the library: `openapi/guides/`, a page each.

They are our own texts, so they are read with the whole of CommonMark and its code blocks, which the Markdown of documents does not have;
raw HTML stays text here too. An example in a guide is executed by `tests/stories/test_guides.py`.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pages import STYLE, page, policy
from api.http.schema.responses import BASE_URL
from api.http.views import PublicView
from library.errors import NotFound
from library.ids import slugify

FOLDER = Path(__file__).parents[2] / "openapi" / "guides"
HTML = "text/html"
GUIDE_STYLE = (
    "h1,h2,h3{line-height:1.25}h2{margin-top:2.5rem}p,li{max-width:68ch}li+li{margin-top:.35rem}"
    "code{background:#f0f4f5;padding:.1em .3em;overflow-wrap:anywhere}"
    "pre{background:#f0f4f5;border-inline-start:4px solid #1f6873;padding:1rem;white-space:pre-wrap;overflow-wrap:anywhere}"
    "pre code{background:none;padding:0}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.5rem .75rem .5rem 0}"
    "tr{border-bottom:1px solid #aeb7bd}"
)
POLICY = policy(STYLE + GUIDE_STYLE)
HEADERS = {"Content-Security-Policy": POLICY}


class Guides(PublicView):
    @operation(
        id="list_guides",
        summary="List the guides",
        description="What to do step by step, for those who build on the library. For people, as a web page.",
        produces=(HTML,),
    )
    def get(self, request: Request) -> HttpResponse:
        rows = "".join(
            f'<dt><a href="/docs/guides/{name}">{escape(title_of(text))}</a></dt><dd>{escape(opening_of(text))}</dd>'
            for name, text in guides().items()
        )
        body = f'<dl>{rows}</dl><p>Every operation, with examples, is in <a href="/docs">the reference</a>.</p>'
        shown = page("Guides", body, more_style=GUIDE_STYLE)
        return self.send(shown, media_type=f"{HTML}; charset=utf-8", headers=HEADERS)


class Guide(PublicView):
    @operation(
        id="read_guide",
        summary="Read a guide",
        description="One guide, as a web page. Its examples have the address of this service and work as they stand.",
        produces=(HTML,),
        for_people=True,
        path={"name": {"description": "The guide's name, as in the list.", "example": "embedding"}},
    )
    def get(self, request: Request, name: str) -> HttpResponse:
        text = guides().get(name)
        if text is None:
            raise NotFound()
        return self.send(_page_of(text, settings.PUBLIC_URL), media_type=f"{HTML}; charset=utf-8", headers=HEADERS)


@lru_cache(maxsize=1)
def guides() -> dict[str, str]:
    """The Markdown of every guide by its name. Each begins with its title, `# Title`, and a paragraph that says what it is for."""
    return {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.md"))}


def title_of(text: str) -> str:
    return text.partition("\n")[0].removeprefix("# ").strip()


def opening_of(text: str) -> str:
    """The first paragraph, on one line."""
    return " ".join(text.partition("\n")[2].strip().partition("\n\n")[0].split())


@lru_cache(maxsize=32)
def _page_of(text: str, public_url: str) -> bytes:
    parser = MarkdownIt("js-default")
    tokens = parser.parse(text.partition("\n")[2].replace(BASE_URL, public_url))
    _name_headings(tokens)
    body: str = parser.renderer.render(tokens, parser.options, {})
    return page(title_of(text), f'<p><a href="/docs/guides">All guides</a></p>{body}', more_style=GUIDE_STYLE)


def _name_headings(tokens: list[Token]) -> None:
    """So that a part of a guide can be linked to."""
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", slugify(inside.content))
