"""Said words as Markdown."""

from __future__ import annotations

import pytest

from library.documents.markdown import tokens
from library.documents.quotations import quotation, with_attribution, with_quotations

TEXT = "Before.\n\n{{quote:a}}\n\nBetween.\n\n{{quote:b}}\n\nAfter."


@pytest.mark.parametrize(
    ("said", "markdown"),
    [
        ("It helped.", r"> It helped."),
        ("One.\n\nTwo.", "> One.\n>\n> Two."),
        ("one\nline", "> one line"),
        ("*not* [a link](x)", r"> \*not\* \[a link\](x)"),
    ],
)
def test_words_stand_as_they_were_typed(said: str, markdown: str) -> None:
    assert quotation(said) == markdown


def test_a_quote_that_is_given_stands_and_another_leaves_nothing() -> None:
    assert with_quotations(TEXT, {"b": "I was heard."}) == "Before.\n\nBetween.\n\n> I was heard.\n\nAfter."


def test_a_text_that_is_nothing_but_a_quote_can_be_empty() -> None:
    assert with_quotations("{{quote:a}}", {}) == ""


def test_a_text_without_quotes_stays_as_it_is() -> None:
    assert with_quotations("One.\n\n\n\nTwo.", {}) == "One.\n\n\n\nTwo."


def test_who_said_it_stands_below_in_the_same_quote() -> None:
    told = tokens(with_quotations("{{quote:a}}", {"a": with_attribution("I was heard.", "Robin")}))
    assert [token.type for token in told if token.nesting == 1] == [
        "blockquote_open",
        "paragraph_open",
        "paragraph_open",
    ]
    assert [token.content for token in told if token.type == "inline"][1] == "— Robin"


def test_nobody_is_named_who_does_not_want_to_be() -> None:
    assert with_attribution("I was heard.", "") == "I was heard."
