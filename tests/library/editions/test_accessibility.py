"""The accessibility statement."""

from __future__ import annotations

import json
import re
from datetime import date

from library.editions.accessibility import ISSUES, accessibility_statement
from library.rendering.offers import OFFERS

STATEMENT = accessibility_statement("https://library.test")


def test_it_says_what_a_statement_must_say() -> None:
    """The model statement of Commission Implementing Decision (EU) 2018/1523, which UK law kept."""
    required = {"scope", "standard", "conformance", "known_issues", "prepared_on", "contact", "enforcement"}
    assert required <= STATEMENT.keys()
    assert STATEMENT["standard"]["name"] == "WCAG 2.2"


def test_it_is_data() -> None:
    assert json.loads(json.dumps(STATEMENT))["url"] == "https://library.test/v1/accessibility"


def test_it_claims_full_conformance_only_without_known_issues() -> None:
    assert (STATEMENT["conformance"] == "full") == (not ISSUES)
    for rendition in STATEMENT["renditions"]:
        assert not (rendition["status"] == "full" and rendition["issues"])


def test_every_rendition_has_its_status() -> None:
    assert [rendition["name"] for rendition in STATEMENT["renditions"]] == list(OFFERS)
    assert {rendition["status"] for rendition in STATEMENT["renditions"]} <= {"full", "partial", "not_applicable"}


def test_issues_name_renditions_that_there_are() -> None:
    named = {name for issue in ISSUES for name in issue.affects if "." in name}
    assert named <= OFFERS.keys()
    assert len({issue.id for issue in ISSUES}) == len(ISSUES)


def test_issues_name_criteria_by_number_and_what_to_use_instead() -> None:
    for issue in ISSUES:
        assert all(re.fullmatch(r"[1-4]\.[1-5]\.[0-9]{1,2}", criterion) for criterion in issue.criteria)
        assert issue.instead


def test_it_is_reviewed_within_a_year() -> None:
    prepared, due = (date.fromisoformat(STATEMENT[name]) for name in ("prepared_on", "next_review_due"))
    assert (due - prepared).days <= 366


def test_it_says_whom_to_tell() -> None:
    assert "publisher" in STATEMENT["contact"]["how"]
    assert accessibility_statement("https://a.test", contact="hello@a.test")["contact"]["how"] == "hello@a.test"
