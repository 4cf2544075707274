"""Markdown as text for reading as text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.documents.markdown import escape
from library.rendering.text import markdown_to_text


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("", ""),
        ("One\ntwo\n\n*three*", "One two\n\nthree"),
        ("a  \nb", "a\nb"),
        ("### Head\n\ntext", "Head\n\ntext"),
        ("before\n\n- a\n- b\n  - c\n- d\n\nafter", "before\n\n- a\n- b\n  - c\n- d\n\nafter"),
        ("- a\n\n  b\n- c", "- a\n\n  b\n\n- c"),
        ("9. a\n10. b\n    - c", "9. a\n10. b\n    - c"),
        ("> said\n>\n> more\n\nafter", "> said\n>\n> more\n\nafter"),
        ("> one\n\n> two", "> one\n>\n> two"),
        ("- a\n  > said", "- a\n\n  > said"),
        ("> - a\n> - b", "> - a\n> - b"),
        ("| a | b |\n| - | - |\n| 1 | 2 |\n\nafter", "a | b\n1 | 2\n\nafter"),
        ("[NICE](https://www.nice.org.uk/)", "NICE (https://www.nice.org.uk/)"),
        ("<https://www.nice.org.uk/>", "https://www.nice.org.uk/"),
        ("[write](mailto:a@nhs.uk)", "write (a@nhs.uk)"),
        ("[a@nhs.uk](mailto:a@nhs.uk)", "a@nhs.uk"),
        ("[116 123](tel:116123)", "116 123"),
        ("[a](javascript:b)", "a"),
        ("[Refer yourself]({{page}})", "Refer yourself [page]"),
        ("{{service.phone}} {{contact:samaritans}}", "[Our service: phone] [samaritans]"),
        ("![words](asset:sofa) ![words](asset:bed)", "A sofa words"),
        ("<b>5 &lt; 6</b>", "<b>5 &lt; 6</b>"),
    ],
)
def test_markdown_is_laid_out_as_text(markdown: str, expected: str) -> None:
    assert markdown_to_text(markdown, alts={"sofa": "A sofa"}, labels={"service": "Our service"}) == expected


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40))
def test_escaped_words_come_out_as_they_are(words: str) -> None:
    text = " ".join(words.split())
    assert escape(words) == escape(text)
    assert markdown_to_text(escape(words)).replace("{{", "") == text.replace("{{", "")
