"""Plain language: one line that is pointed out and one that is not, for each rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.quality.house_style import MOST, house_style

LONG = "We will write to you and to your doctor as soon as we can about what we have talked about with you and your family today."


@pytest.mark.parametrize(
    ("rule", "found", "fine"),
    [
        ("capitals", "PLEASE CALL us.", "Please call the NHS."),
        ("date", "On 6th August 2026", "On 6 August 2026"),
        ("date", "On 6 Aug", "You may ask."),
        ("date", "By 06/08/2026", "At 24/7 Road"),
        ("time", "At 5:00pm", "At 5pm or 5:30pm"),
        ("time", "At 17:30", "Ratio 1:30"),
        ("time", "At 5 p.m.", "It is 5 pages."),
        ("telephone-words", "Ring us on Monday.", "Call us. The ring is gold."),
        ("numerals", "Wait two weeks.", "Wait 2 weeks. One or two of us."),
        ("italics", "It is *not* your fault.", "It is **not** your fault."),
        ("abbreviation", "Ask for CBT.", "Ask for cognitive behavioural therapy (CBT). CBT helps."),
        ("long-sentence", LONG, "We will write to you."),
        (
            "long-paragraph",
            "We ask. We listen. We write. We call.",
            "| We ask. | We listen. |\n| We write. | We call. |",
        ),
        ("long-paragraph", "We ask. We listen. We write. We call.", "We ask. We listen.\n\nWe write. We call."),
    ],
)
def test_a_rule_points_out_one_line_and_not_the_other(rule: str, found: str, fine: str) -> None:
    assert rule in [one.rule for one in house_style(found)]
    assert rule not in [one.rule for one in house_style(fine)]


def test_it_is_advice_with_its_words_and_its_source() -> None:
    (found,) = house_style("Wait two weeks.", "/summary")
    assert (found.severity, found.pointer, found.excerpt, found.span) == ("advise", "/summary", "two weeks", (5, 14))
    assert found.source


def test_a_text_full_of_it_is_not_answered_with_a_flood() -> None:
    assert len([one for one in house_style("Wait two weeks. " * 500) if one.rule == "numerals"]) == MOST


@given(st.text(st.sampled_from("AB cd *_.:/0156pm\n-#()twoweeks "), max_size=120))
def test_spans_are_of_the_text(text: str) -> None:
    for found in house_style(text):
        assert found.span is not None
        assert text[slice(*found.span)] == found.excerpt
