"""What is pasted, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from library.rendering.embed_parts import HelpLine
from library.syndication.embed_address import sandbox
from library.syndication.snippet import Fallback, Framed, element_snippet, iframe_snippet, oembed_snippet

GOLDEN = Path(__file__).parent / "golden"
BASE = "https://library.example"
ENGLISH = Fallback(
    title="Caring for someone",
    summary="For carers: what helps, and where to ask.",
    language="en-GB",
    url=f"{BASE}/v1/leaflets/caring/renditions/page.html",
    help_lines=(
        HelpLine("Emergency services", "999", "tel:999"),
        HelpLine("NHS 111", "111", "tel:111", menu_path="option 2", hours="24 hours"),
        HelpLine("Shout", "85258"),
    ),
    attribution_html='<p>‘<a href="https://library.example/v1/leaflets/caring">Caring for someone</a>’ by The SUN Network.</p>',
    last_reviewed=date(2026, 4, 1),
)
URDU = replace(ENGLISH, title="کسی کی دیکھ بھال", summary="", language="ur")
SOMALI = replace(ENGLISH, title="Daryeelka", language="so", help_lines=ENGLISH.help_lines[:1])
LIST = Fallback("Leaflets", "From the library.", "en-GB", f"{BASE}/embed/leaflets", ENGLISH.help_lines[:1])
HOSTILE = Fallback(
    title='"><script>alert(1)</script>',
    summary="<img src=x onerror=alert(1)> & --> </coproduction-item>",
    language="en-GB",
    url='https://library.example/"onmouseover="x',
    help_lines=(HelpLine("<b>Line</b>", "1<2", "javascript:alert(1)", menu_path="'\"><i>"),),
)


def framed(fallback: Fallback = ENGLISH, **changes: object) -> Framed:
    facts = {
        "address": f"{BASE}/embed/leaflets/caring?language=en-GB&scheme=dark",
        "finds_local": False,
        "fallback": fallback,
        "script_url": f"{BASE}/embed/script/0123456789abcdef.js",
        "integrity": "sha384-abc+/=",
        "builder_url": f"{BASE}/embed/builder?item=leaflets/caring",
    }
    return Framed(**{**facts, **changes})  # type: ignore[arg-type]


CASES = {
    "element": element_snippet(framed()),
    "element-urdu": element_snippet(framed(URDU, height=600, heading_level=3)),
    "element-somali": element_snippet(framed(SOMALI)),
    "element-list": element_snippet(framed(LIST, address=f"{BASE}/embed/leaflets")),
    "element-hostile": element_snippet(framed(HOSTILE, builder_url=f"{BASE}/embed/builder?item=a--b")),
    "iframe": iframe_snippet(framed(finds_local=True)),
    "iframe-urdu": iframe_snippet(framed(URDU, height=700)),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_word_for_word_what_was_looked_at(name: str) -> None:
    assert CASES[name].html + "\n" == (GOLDEN / f"{name}.html").read_text("utf-8")


class Seen(HTMLParser):
    """The elements and attributes that a browser would make of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def test_text_stays_text_whatever_it_says() -> None:
    elements = Seen(CASES["element-hostile"].html).elements
    assert [tag for tag, _ in elements if tag in {"img", "b", "i"}] == []
    assert [tag for tag, _ in elements].count("script") == 1
    assert [name for _, attributes in elements for name in attributes if name.startswith("on")] == []
    assert [attributes["href"] for tag, attributes in elements if tag == "a"] == [HOSTILE.url]


def test_no_address_ends_the_comment() -> None:
    comment = CASES["element-hostile"].html.partition("-->")[0]
    assert comment.endswith("item=a%2D%2Db ")


def test_no_style_stands_in_it() -> None:
    """A strict policy of the page would block it."""
    assert [name for name, snippet in CASES.items() if "style" in snippet.html] == []


def test_each_names_the_directives_that_it_needs() -> None:
    assert CASES["element"].csp == [f"script-src {BASE}/embed/script/", f"frame-src {BASE}/embed/"]
    assert CASES["iframe"].csp == [f"frame-src {BASE}/embed/"]


def test_the_address_alone_is_for_oembed() -> None:
    assert oembed_snippet(framed()).html == f"{BASE}/embed/leaflets/caring?language=en-GB&scheme=dark"


@pytest.mark.parametrize(("finds_local", "has_forms"), [(True, True), (False, False)])
def test_a_frame_may_send_forms_only_if_it_has_one(finds_local: bool, has_forms: bool) -> None:
    flags = sandbox(finds_local=finds_local).split()
    assert ("allow-forms" in flags) is has_forms
    assert "allow-same-origin" not in flags
