"""Documents as Markdown and as plain text."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from library.documents.markdown import tokens
from library.documents.text import labels_of, markdown_lines, plain_text
from library.rendering.commonmark import escaped, markdown_to_commonmark
from library.rendering.plain import text_md, text_txt
from library.rendering.sheet import Sheet
from tests.library.rendering.web_sheets import IMPRINT, sheet

KINDS = [("leaflet", "en-GB"), ("leaflet", "ur"), ("case_study", "en-GB"), ("training", "en-GB")]
HOSTILE = (
    "<script>alert(1)</script> &lt;b&gt; `code` ~~gone~~ $x^2$ #let a = 1 <w:p> &amp; 5 < 6\n---\n+ 1\n\\* not\n\n"
    "    indented\n\n```\nfence\n```\n\n[x]: https://a.test\n\n[x]\n\nSetext\n===\n\n***\n\n1\\. not a list"
)


def commonmark(markdown: str) -> str:
    return markdown_to_commonmark(markdown, picture=lambda key, _: f"picture {key}", blank=lambda found: found.content)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def readers_html(markdown: str) -> str:
    """What a reader of GitHub's Markdown shows that lets HTML through."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown)


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_no_word_is_lost(kind: str, language: str) -> None:
    made = sheet(kind, language)
    asked = words(" ".join(labels_of(made.document).values()))  # of adapters, not told to readers
    expected = words(plain_text(made.document)) - asked
    assert expected - words(text_txt(made).decode()) == Counter()
    assert expected - words(re.sub(r"\\([^\w\s])", r"\1", text_md(made).decode())) == Counter()


def test_urgent_help_is_said_in_words() -> None:
    assert "\n\n## Emergency: Help now\n\nCall [999](tel:999) if:\n\n- a life is at risk\n" in text_md(sheet()).decode()
    assert "\n\n\nEmergency: Help now\n\nCall 999 if:\n\n- a life is at risk\n" in text_txt(sheet()).decode()


def test_what_is_not_filled_in_is_marked() -> None:
    for text in (text_md(sheet()).decode(), text_txt(sheet()).decode()):
        assert "Ask [Community service: phone, not filled in yet] in [Name of your area, not filled in yet]." in text


def test_a_picture_is_its_words() -> None:
    assert '\n\n[A "red" room]\n\n' in text_md(sheet()).decode()
    assert '\n\n[A "red" room]\n\n' in text_txt(sheet()).decode()


def test_a_decorative_picture_leaves_nothing() -> None:
    made = sheet(images=[{"key": "room", "asset": "0a5d0e4c-6c7e-4a0a-8f0e-3f7d0a1b2c3d", "decorative": True}])
    assert "(tel:+441223123456) or see [the site](https://www.nhs.uk/help).\n\n> Some" in text_md(made).decode()


def test_it_ends_with_the_imprint() -> None:
    markdown, text = text_md(sheet()).decode(), text_txt(sheet()).decode()
    assert markdown.endswith(f"- **Read this on the web**: <{IMPRINT.short_url}>\n")
    assert text.endswith(f"Read this on the web: {IMPRINT.short_url}\n")
    for line in ("The SUN Network", "2 November 2026, Edition 3", "20 October 2026", "20 October 2028"):
        assert line in markdown
        assert line in text
    assert f"({IMPRINT.licence_url})" in markdown


def test_a_quote_is_only_there_when_its_words_are_given() -> None:
    quote = "quote:01996a10-0000-7000-8000-000000000021"
    made = sheet(sections=[{"id": "a", "heading": "A", "body": f"Before\n\n{{{{{quote}}}}}"}])
    given = Sheet(made.document, IMPRINT, labels={quote: "I was *heard*."})
    assert "## A\n\nBefore\n\n## " in text_md(made).decode()
    assert r"I was \*heard\*." in text_md(given).decode()
    assert "I was *heard*." in text_txt(given).decode()


def test_lines_are_drawn_with_nothing_that_a_voice_spells_out() -> None:
    assert not re.search(r"[-=_*#]{3}|[│─┌]", text_txt(sheet()).decode())


@pytest.mark.parametrize(
    "markdown",
    [
        "Hello\\! [NICE](https://nice.org.uk/a_(b)) <https://x.test/a_b>",
        "5. a\n6. b\n   - c\n   - d\n\nafter",
        "- a\n\n  b\n\n- c",
        "> one\n>\n> two\n\n> three",
        "- a\n\n* b",
        "| a | b \\| c |\n| :- | -: |\n| 1 | **2** |",
        "### Head\n\na *em **strong*** snake_case _b_  \nbreak\nline",
        HOSTILE,
    ],
)
def test_another_reader_sees_the_same(markdown: str) -> None:
    """The tokens that our dialect reads are those that CommonMark reads in what is written."""
    shape = [(token.type, token.tag) for token in tokens(markdown)]
    read = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(commonmark(markdown))
    assert [(token.type, token.tag) for token in read] == shape
    shown = ["".join(part.content or " " for part in token.children or ()) for token in read]
    assert shown == ["".join(part.content or " " for part in token.children or ()) for token in tokens(markdown)]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Nice\\![a](https://a.test)", "Nice\\![a](https://a.test)"),
        ("{{area}}: (yes)", "[area]\\: (yes)"),
        ("In {{area}}: yes", "In [area]: yes"),
        ("{{area}}(yes)", "[area]\\(yes)"),
        ("[Refer yourself]({{page}}).", "Refer yourself [page]."),
        ("[bad](javascript:a)", "bad"),
        ("![words](asset:sofa)", "[picture sofa]"),
        ("1986\\. A year", "1986\\. A year"),
        ("+44 123 - 5", "+44 123 - 5"),
    ],
)
def test_what_could_be_taken_for_more_is_escaped(markdown: str, expected: str) -> None:
    assert commonmark(markdown) == expected


def test_no_tag_gets_through() -> None:
    html = readers_html(
        text_md(sheet(title=HOSTILE[:60], sections=[{"id": "a", "heading": "<b>", "body": HOSTILE}])).decode()
    )
    assert not re.search(r"<(?!/?(?:h[1-6]|p|ul|ol|li|strong|em|a|hr|br|table|thead|tbody|tr|t[hd])\b)", html)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_words_come_out_as_they_are(text: str) -> None:
    shown = "".join(markdown_lines(escaped(text.replace("{", "")), {}, {}))
    assert shown.split() == text.replace("{", "").split()


@settings(max_examples=150, deadline=None)
@given(st.text("ab[]()*_`<>#-+=|~!&;:.1 \n\\", max_size=40))
def test_writing_it_again_changes_nothing(text: str) -> None:
    """A text of the dialect, written as CommonMark, reads in the dialect as the same text."""
    shown = [" ".join(line.split()) for line in markdown_lines(text, {}, {})]
    again = [" ".join(line.split()) for line in markdown_lines(commonmark(text), {}, {})]
    assert [line for line in again if line] == [line for line in shown if line]


def test_64_kilobytes_of_brackets_are_written() -> None:
    brackets = "[" * 65_000
    assert commonmark(brackets) == "\\[" * 65_000
