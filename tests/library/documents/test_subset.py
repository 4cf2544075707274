"""Which Markdown a document can hold."""

from __future__ import annotations

import pytest

from library.documents.markdown import escape, tokens
from library.documents.text import markdown_lines
from tests.library.documents.build import body_fault, parsed_body

IMAGE = {"key": "sofa", "asset": "01996a10-0000-7000-8000-000000000001", "alt": "A sofa"}


@pytest.mark.parametrize(
    "markdown",
    [
        "",
        "One paragraph.\n\nAnother.",
        "- one\n- two\n  - three",
        "1. one\n2. two",
        "*emphasis* and **strong emphasis**",
        "a hard  \nbreak and\\\nanother",
        "> Said words.",
        "| a | b |\n| - | - |\n| 1 | 2 |",
        "### Three\n\n#### Four\n\n### Three again",
        "[NICE](https://www.nice.org.uk/)",
        "[write](mailto:someone@nhs.uk)",
        "[116 123](tel:116123)",
        "[text](tel:+447700900866)",
        "<https://www.nhs.uk/>",
        "AT&T &amp; A&E, 5 < 6, a_b, `code`, ~~old~~, ---",
    ],
)
def test_the_subset_is_read(markdown: str) -> None:
    assert parsed_body(markdown).sections[0].body == markdown


@pytest.mark.parametrize(
    ("markdown", "sentence"),
    [
        ("# One", "Line 1: a heading of level 1."),
        ("text\n\n## Two", "Line 3: a heading of level 2."),
        ("##### Five", "Line 1: a heading of level 5."),
        ("#### Four first", "needs one of level 3 before it"),
        ("- ### In a list", "can't stand in a list or a quote"),
        ("> ### In a quote", "can't stand in a list or a quote"),
        ("[a](http://www.nhs.uk/)", "a link must go to"),
        ("[a](/about)", "a link must go to"),
        ("[a](#there)", "a link must go to"),
        ("[a]()", "a link must go to"),
        ("[a](javascript:alert(1))", "a link must go to"),
        ("[a](JaVaScRiPt:alert(1))", "a link must go to"),
        ("[a](javascript&#58;alert(1))", "a link must go to"),
        ("[a](data:text/html,x)", "a link must go to"),
        ("[a](tel:abc)", "a link must go to"),
        ("[a](mailto:)", "a link must go to"),
        ("[a](mailto:a@b.uk?bcc=c@d.uk)", "a link must go to"),
        ("[a](https://user@www.nhs.uk/)", "a link must go to"),
        ("[a](https://www.nhs.uk/&#x202e;)", "a link must go to"),
        ("<javascript:alert(1)>", "a link must go to"),
        ("<ftp://a.uk>", "a link must go to"),
        ('[a](https://a.uk "title")', "a link can't have a title"),
        ("![a](https://a.uk/a.png)", "a picture must be named by its key"),
        ("![a](asset:)", "a picture must be named by its key"),
        ("![a](data:image/png;base64,AAAA)", "a picture must be named by its key"),
        ("![a](asset:bed)", "The picture bed is not among the images"),
        ('![a](asset:sofa "title")', "a picture can't have a title"),
        ("![*a*](asset:sofa)", "the text of a picture must be plain"),
    ],
)
def test_what_is_outside_the_subset_is_named(markdown: str, sentence: str) -> None:
    assert sentence in body_fault(markdown, images=[IMAGE])


def test_a_picture_is_shown_by_its_key() -> None:
    assert parsed_body("![](asset:sofa)", images=[IMAGE]).images[0].key == "sofa"


@pytest.mark.parametrize(
    "markdown",
    [
        "<b>bold</b>",
        "<!-- comment -->",
        "&lt;b&gt; &#65; &copy;",
        "`code`",
        "```\nfence\n```",
        "    indented",
        "~~struck~~",
        "[label]: https://a.uk",
    ],
)
def test_what_is_switched_off_stands_for_itself(markdown: str) -> None:
    words = " ".join(markdown_lines(markdown, {}, {}))
    assert words == " ".join(markdown.split())


@pytest.mark.parametrize(
    "text", ["*a*", "[a](b)", "1. a", "# a", "a|b", "<a>", "\\", "{{key}}", "> a", "![a](asset:b)", "_a_", "- a"]
)
def test_escaped_text_shows_as_it_is(text: str) -> None:
    assert list(markdown_lines(escape(text), {}, {})) == [text]


def test_escaping_keeps_text_inside_its_paragraph() -> None:
    escaped = escape("a\n\n# b")
    blocks = [token.type for token in tokens(f"before {escaped} after") if token.level == 0]
    assert blocks == ["paragraph_open", "paragraph_close"]
