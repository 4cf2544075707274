"""Which document gets which check; hours in stories, learning outcomes, dates."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.documents.parse import parse_document
from library.quality.evidence import overclaimed
from library.quality.findings import Finding, is_ready
from library.quality.learning_outcomes import outcome_findings
from library.quality.operational_facts import operational_facts
from library.quality.wording import quote_findings, wording_findings
from tests.texts import text

STORY = "Rowena listened. It is open every day. There were no complaints."
OUTCOMES = {
    "Tell apart co-production and involvement": None,
    "Explain the value of lived experience": None,
    "Put it into practice with confidence": None,
    "Co-design a service": None,
    "Confidently explain why": None,
    "You will be able to name three barriers": None,
    "Not judge": None,
    "Understand what co-production is": "outcome-hard-to-assess",
    "Know where to turn": "outcome-hard-to-assess",
    "To appreciate each other": "outcome-hard-to-assess",
    "Co-production": "outcome-without-verb",
    "The benefits of working together": "outcome-without-verb",
    "Understanding of barriers": "outcome-without-verb",
    "Family support": "outcome-without-verb",
}


def found_in(kind: str, **changes: Any) -> list[Finding]:
    return list(wording_findings(parse_document(text(kind, **changes))))


def rules(found: list[Finding]) -> set[str]:
    return {one.rule for one in found}


def story(kind: str, **changes: Any) -> set[str]:
    sections = [{"id": "story", "heading": "A story", "body": STORY}]
    return rules(found_in(kind, sections=sections, **changes)) & {
        "third-party-name",
        "operational-fact",
        "absolute-claim",
    }


@pytest.mark.parametrize(
    ("kind", "language", "expected"),
    [
        ("case_study", "en-GB", {"third-party-name", "operational-fact", "absolute-claim"}),
        ("case_study", "cy", set()),
        ("resource", "en-GB", set()),
        ("training", "en-GB", set()),
    ],
)
def test_stories_are_read_and_only_in_english(kind: str, language: str, expected: set[str]) -> None:
    assert story(kind, language=language) == expected


def test_a_finding_says_where_it_is() -> None:
    sections = [{"id": "a", "heading": "A", "body": "Good."}, {"id": "b", "heading": "B", "body": "Rowena listened."}]
    (found,) = (one for one in found_in("case_study", sections=sections) if one.rule == "third-party-name")
    assert (found.pointer, found.span, found.excerpt) == ("/sections/1/body", (0, 6), "Rowena")


def test_the_prose_of_details_is_read_too() -> None:
    details = {**text("case_study")["details"], "results_positive": "There were no complaints."}
    found = [one.pointer for one in found_in("case_study", details=details) if one.rule == "absolute-claim"]
    assert found == ["/details/results_positive"]


def test_nothing_here_hinders_publication() -> None:
    assert is_ready(found_in("case_study", sections=[{"id": "story", "heading": "A story", "body": STORY}]))


@pytest.mark.parametrize(
    ("fact", "is_found"),
    [
        ("There is support from 11am to 5pm.", True),
        ("Call between 9.00 and 17.30.", True),
        ("It is there 24 hours a day.", True),
        ("We are here 24/7.", True),
        ("It is open on Mondays.", True),
        ("At the time of writing it was open from 11am to 5pm.", False),
        ("Hours are with {{contact:samaritans}}: 9am to 5pm.", False),
        ("At the time of writing there was support.\n\nIt is open every day.", True),
        ("We met on Monday, three times.", False),
        ("Of 24 people, 7 came.", False),
        ("People were open about it.", False),
    ],
)
def test_hours_in_a_story_are_of_then_or_live(fact: str, is_found: bool) -> None:
    assert bool(list(operational_facts(fact))) is is_found


@pytest.mark.parametrize(("outcome", "rule"), OUTCOMES.items())
def test_an_outcome_begins_with_what_can_be_seen_done(outcome: str, rule: str | None) -> None:
    assert [one.rule for one in outcome_findings([outcome])] == ([rule] if rule else [])


def test_what_is_hard_to_assess_is_only_advised() -> None:
    (found,) = outcome_findings(["Understand it"])
    assert (found.severity, found.pointer, found.excerpt) == ("advise", "/details/learning_outcomes/0", "Understand")


def test_a_result_is_of_a_day() -> None:
    details = {
        **text("case_study")["details"],
        "outcomes": [{"measure": "Calls", "value": "12"}, {"measure": "Visits", "value": "3", "date": "2025-05-01"}],
        "said_did": [
            {"said": "Warmer", "did": "A heater.", "status": "partly"},
            {"said": "Softer", "did": "A sofa.", "status": "done", "as_of": "2025-05-01"},
        ],
    }
    found = {one.pointer: one.rule for one in found_in("case_study", details=details)}
    assert found == {
        "/details/outcomes/0/date": "undated-outcome",
        "/details/said_did/0/as_of": "undated-answer",
        "/details/said_did/0/reason": "half-an-answer",
    }


@pytest.mark.parametrize(
    ("badge", "title", "pointers"),
    [
        ("co-produced", "A co-produced place", []),
        ("co-designed", "A co-produced place", ["/title"]),
        (None, "Coproduced", ["/title"]),
        (None, "A co-designed place", []),
        (None, "On co-production", []),
    ],
)
def test_a_title_claims_no_more_than_the_record(badge: str | None, title: str, pointers: list[str]) -> None:
    document = parse_document(text("case_study", title=title))
    found = list(overclaimed(document, badge, "Power was shared in design alone."))
    assert [one.pointer for one in found] == pointers
    assert all("Power was shared in design alone." in one.message for one in found)


@given(st.text(max_size=300))
def test_spans_show_the_excerpt_whatever_the_text(quote: str) -> None:
    for one in quote_findings(quote, staff=("Hope",)):
        assert one.span is not None
        assert quote[slice(*one.span)] == one.excerpt
