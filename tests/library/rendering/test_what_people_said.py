"""What people said of it stands under a heading of its own, and only while there are words to stand there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from library.documents import examples
from library.documents.parse import parse_document
from library.rendering.blanks import chapters_of, quote_labels
from library.rendering.page import fragment_html, page_html
from library.rendering.plain import text_md, text_txt
from library.rendering.sheet import Sheet
from library.rendering.words import words_for
from tests.library.rendering.web_sheets import IMPRINT

ONE, OTHER = "01996a10-0000-7000-8000-000000000021", "01996a10-0000-7000-8000-000000000022"
HEADING = words_for("en").testimonials


@pytest.fixture
def silent() -> Sheet:
    """A case study with two quotes, and no words of either."""
    details = {**examples.CASE_STUDY["details"], "testimonials": [ONE, OTHER]}
    return Sheet(parse_document({**examples.CASE_STUDY, "details": details}), IMPRINT)


@pytest.mark.parametrize("rendition", [page_html, fragment_html, text_md, text_txt])
def test_without_words_there_is_no_heading(silent: Sheet, rendition: Callable[[Sheet], bytes]) -> None:
    assert HEADING not in rendition(silent).decode()
    told = rendition(replace(silent, labels=quote_labels({ONE: "I was heard."}))).decode()
    assert HEADING in told
    assert "I was heard." in told


def test_of_two_the_one_with_words_is_said(silent: Sheet) -> None:
    told = chapters_of(replace(silent, labels=quote_labels({OTHER: "So was I."})))
    assert [chapter.markdown for chapter in told if chapter.heading == HEADING] == [f"{{{{quote:{OTHER}}}}}"]
