"""The line that stands in place of a frame that comes by oEmbed."""

from __future__ import annotations

import re

from library.rendering.embed_parts import HelpLine
from library.syndication.inline_fallback import blockquote_html, inline_element_html
from library.syndication.snippet import Fallback

NASTY = "A \"b\" <script>alert(1)</script>\n& 'c' </blockquote> javascript:"
HELP = HelpLine(name="Samaritans", shown="116 123", link="tel:116123", menu_path="option 2", hours="all day")


def plain(html: str) -> str:
    return re.sub(r"<[^>]*>|[\u2066-\u2069]", "", html)


def test_it_says_what_it_is_what_about_and_where_to_get_help() -> None:
    html = blockquote_html(Fallback("Caring", "For carers.", "en-GB", "https://library.example/page", [HELP]))
    assert html.startswith(
        '<blockquote hidden lang="en-GB" dir="ltr"><a href="https://library.example/page">Caring</a> – '
    )
    assert plain(html) == "Caring – For carers. – If you need help now: Samaritans: 116 123 (option 2) (all day)"
    assert '<a href="tel:116123">\u2066116 123\u2069</a>' in html


def test_what_is_not_there_leaves_no_mark() -> None:
    assert plain(blockquote_html(Fallback("Caring", "", "en-GB", "https://library.example/page"))) == "Caring"


def test_in_another_language_the_numbers_keep_their_order() -> None:
    html = blockquote_html(Fallback("کسی کی دیکھ بھال", "", "ur", "https://library.example/page", [HELP]))
    assert html.startswith('<blockquote hidden lang="ur" dir="rtl">')
    assert "\u2068Samaritans\u2069: " in html
    assert "\u2066116 123\u2069" in html


def test_no_text_ends_what_it_stands_in_and_no_line_breaks() -> None:
    nasty = HelpLine(name=NASTY, shown=NASTY, link="javascript:alert(1)", menu_path=NASTY, hours=NASTY)
    fallback = Fallback(NASTY, NASTY, "en-GB", f"https://library.example/{NASTY}", [nasty])
    element = inline_element_html(
        "https://l.example/?a&b", fallback, script_url="https://l.example/s.js", integrity="i"
    )
    for html in (blockquote_html(fallback), element.partition("</script>")[2]):
        assert set(re.findall(r"</?([\w-]+)", html)) <= {"a", "blockquote", "coproduction-item", "span"}
        assert html.count("<a ") == 1
        assert "\n" not in html.partition('">A ')[2]
    assert 'src="https://l.example/?a&amp;b"' in element
