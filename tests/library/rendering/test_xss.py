"""Nothing that runs, loads or styles comes out of Markdown, whatever goes in."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.rendering.html import markdown_to_html

ATTRIBUTES = {
    "a": {"href", "rel"},
    "bdi": {"dir"},
    "img": {"src", "alt", "loading"},
    "ol": {"start"},
    "span": {"class", "data-key"},
    "th": {"scope", "class"},
    "td": {"class"},
}
ELEMENTS = {
    "p",
    "br",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "ul",
    "li",
    "em",
    "strong",
    "table",
    "thead",
    "tbody",
    "tr",
}
IMAGES = {"a": ("https://library.test/a.png", "A")}


class Inspector(HTMLParser):
    """Fails on the first element or attribute that has no place in a text."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS | set(ATTRIBUTES), tag
        for name, value in attrs:
            assert name in ATTRIBUTES.get(tag, set()), (tag, name)
            if name == "href":
                assert (value or "").startswith(("https://", "mailto:", "tel:")), value
            if name == "src":
                assert value == "https://library.test/a.png"

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def inspect(markdown: str, labels: dict[str, str] | None = None) -> None:
    inspector = Inspector()
    inspector.feed(markdown_to_html(markdown, images=IMAGES, labels=labels or {}))
    inspector.close()


CORPUS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.test/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>",
    "<base href=https://evil.test/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.test/x.css>",
    "<style>@import '//evil.test/x.css';</style>",
    "<form action=//evil.test/><input type=submit>",
    "<a href=javascript:alert(1)>x</a>",
    "<details open ontoggle=alert(1)>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "</p><script>alert(1)</script><p>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](\\javascript:alert(1))",
    "[x](%6Aavascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](//evil.test)",
    '[x](https://a.uk"onmouseover=alert(1)//)',
    "[x](https://a.uk'onmouseover='alert(1))",
    '[x](<https://a.uk" onmouseover="alert(1)>)',
    '[x](https://a.uk "\\" onmouseover=alert(1) \\"")',
    '[x](mailto:a@b.uk"onclick=alert(1))',
    '[x](tel:1"onclick=alert(1))',
    "[x](tel:1;javascript:alert(1))",
    "![x](javascript:alert(1))",
    "![x](https://evil.test/track.png)",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    '![" onerror=alert(1) x="](asset:a)',
    '![x](asset:a"onerror=alert(1))',
    '![" onerror=alert(1) x="](asset:unknown)',
    "<javascript:alert(1)>",
    '<https://a.uk/"onmouseover=alert(1)>',
    "<https://a.uk/<script>alert(1)</script>>",
    "[x]: javascript:alert(1)\n\n[x]",
    "| <script>alert(1)</script> |\n| - |\n| <img src=x onerror=alert(1)> |",
    "> <script>alert(1)</script>",
    "### <script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "{{a}}<script>alert(1)</script>",
    '{{a"onclick=alert(1)}}',
    '[x]({{a}}"onclick=alert(1))',
    "\u2028<script>alert(1)</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "*<*script>alert(1)</script>",
    "\\<script>alert(1)\\</script>",
]


@pytest.mark.parametrize("markdown", CORPUS)
def test_an_attack_comes_out_as_text(markdown: str) -> None:
    inspect(markdown)


@pytest.mark.parametrize("markdown", CORPUS)
def test_an_attack_in_a_label_comes_out_as_text(markdown: str) -> None:
    inspect("{{a}} [x]({{a}})", labels={"a": markdown})


@pytest.mark.parametrize("attack", ["<script>alert(1)</script>", "<b>bold</b>", "<!-- hidden -->"])
def test_raw_html_is_shown_not_dropped(attack: str) -> None:
    escaped = attack.replace("<", "&lt;").replace(">", "&gt;")
    assert markdown_to_html(attack).strip() == f"<p>{escaped}</p>"


def test_a_picture_can_not_break_out_of_its_address() -> None:
    images = {"a": ('https://library.test/"><script>alert(1)</script>', '"><script>alert(1)</script>')}
    assert "<script" not in markdown_to_html("![](asset:a)", images=images)


def test_a_picture_can_not_have_an_address_that_runs() -> None:
    assert "javascript" not in markdown_to_html("![](asset:a)", images={"a": ("javascript:alert(1)", "A")})


_PIECES = st.sampled_from(
    [
        *"<>\"'&=/\\[]()!*_`{}#|-: \n\t",
        "script",
        "javascript:",
        "onerror=",
        "https://a.uk",
        "asset:a",
        "{{a}}",
        "&#x3c;",
        "\x00",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_no_mixture_of_syntax_runs(markdown: str) -> None:
    inspect(markdown)
