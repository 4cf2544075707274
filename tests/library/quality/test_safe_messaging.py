"""Safe messaging: no bad line passes, no good line is held up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.quality.findings import Severity
from library.quality.masking import masked
from library.quality.safe_messaging import safe_messaging, severity_for
from library.quality.safe_messaging_rules import OF_SPEAKERS_WORDS, RULES
from tests.library.quality.lines import FOUND, FOUND_BY_DOMAIN, PASSED, PASSED_BY_DOMAIN


def rules_of(text: str, *, is_quote: bool = False) -> list[str]:
    return [found.rule for found in safe_messaging(text, "/summary", "block", is_quote=is_quote)]


def test_forty_lines_of_our_own_stand_on_each_side() -> None:
    assert len(FOUND) >= 40
    assert len(PASSED) >= 40


@pytest.mark.parametrize(("line", "rule"), [*FOUND_BY_DOMAIN.items(), *FOUND.items()])
def test_a_bad_line_is_found_by_its_rule(line: str, rule: str) -> None:
    assert rule in rules_of(line)


@pytest.mark.parametrize("line", [*PASSED_BY_DOMAIN, *PASSED])
def test_a_good_line_passes(line: str) -> None:
    assert rules_of(line) == []


def test_every_rule_finds_a_line() -> None:
    assert {rule.name for rule in RULES} == {*FOUND.values(), *FOUND_BY_DOMAIN.values()}


def test_a_finding_says_where_why_and_what_to_write_instead() -> None:
    text = "It was hard. I got down to **38 kg** then."
    (found,) = safe_messaging(text, "/sections/0/body", "block")
    assert found.pointer == "/sections/0/body"
    assert found.span is not None
    assert text[slice(*found.span)] == found.excerpt
    assert "38 kg" in str(found.excerpt)
    assert found.message
    assert found.suggestion
    assert found.source


def test_contributors_name_themselves_as_they_like_but_tell_no_figures() -> None:
    assert rules_of("I am a recovering anorexic.", is_quote=True) == []
    assert rules_of("I was 38 kg.", is_quote=True) == ["weight-value"]
    assert {rule.name for rule in RULES} >= OF_SPEAKERS_WORDS


@pytest.mark.parametrize(
    ("topics", "audiences", "severity"),
    [
        ({"eating-disorders"}, set(), "block"),
        ({"eating-disorders"}, {"public"}, "block"),
        ({"eating-disorders", "carers-and-families"}, {"carers", "professionals"}, "block"),
        ({"eating-disorders"}, {"professionals"}, "warn"),
        ({"eating-disorders"}, {"professionals", "commissioners"}, "warn"),
        ({"sleep"}, {"public"}, None),
        (set(), set(), None),
    ],
)
def test_it_weighs_by_topic_and_audience(topics: set[str], audiences: set[str], severity: Severity | None) -> None:
    assert severity_for(topics, audiences) == severity


@given(st.text(st.sampled_from("38 kg stone £ NR2 4ST *_` {} 8½ a half 0808,.:-\n&amp;#St"), max_size=80))
def test_spans_are_of_the_text_itself(text: str) -> None:
    assert len(masked(text)) == len(text)
    for found in safe_messaging(text, "", "warn"):
        assert found.span is not None
        assert text[slice(*found.span)] == found.excerpt


@pytest.mark.parametrize("bait", ["38 kg ", "half a ", "I lost ", "24/7 ", "one hundred and ", "weigh ", "* ", "1,1"])
def test_a_long_text_is_read_to_its_end(bait: str) -> None:
    """A pattern that went back over what it had read would not come to the end of this, where six stone stand."""
    assert rules_of(f"{bait * (65_536 // len(bait))}. six stone.")[-1] == "weight-value"
