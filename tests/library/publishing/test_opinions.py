"""What a reviewer says, and whether it can stand so: tables."""

from __future__ import annotations

from typing import Any

import pytest

from library.errors import Malformed
from library.publishing.opinions import Answer, Said, check_said
from library.quality.review_criteria import ANSWERS, CRITERIA, Criterion, criteria_for

ASKED = (Criterion("one", "Is it?"), Criterion("two", "Is it, too?"))
WELL = {"one": Answer("yes"), "two": Answer("not_applicable")}


def faults(decision: str = "approved", **said: Any) -> list[str]:
    try:
        check_said(Said("clinical", decision, **said), sections=["a", "b"], asked=ASKED)
    except Malformed as refusal:
        return [fault.pointer for fault in refusal.errors]
    return []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, []),
        ({"criteria": WELL}, []),
        ({"criteria": {}}, ["/criteria/one", "/criteria/two"]),
        ({"criteria": {"one": Answer("yes")}}, ["/criteria/two"]),
        ({"criteria": {**WELL, "three": Answer("yes")}}, ["/criteria/three"]),
        ({"criteria": {**WELL, "one": Answer("perhaps")}}, ["/criteria/one"]),
        ({"criteria": {**WELL, "one": Answer("no")}}, ["/criteria/one/note"]),
        ({"criteria": {**WELL, "one": Answer("no", " ")}}, ["/criteria/one/note"]),
        ({"criteria": {**WELL, "one": Answer("no", "For experts.")}}, []),
        ({"criteria": {**WELL, "one": Answer("no")}, "comment": "For experts."}, []),
        ({"sections": {"a": "Good."}}, []),
        ({"sections": {"c": "Good."}}, ["/sections/c"]),
    ],
)
def test_what_an_approval_needs(said: dict[str, Any], expected: list[str]) -> None:
    assert faults(**said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, ["/comment"]),
        ({"comment": " \n"}, ["/comment"]),
        ({"comment": "Softer."}, []),
        ({"sections": {"a": "Softer."}}, []),
        ({"sections": {"a": " "}}, ["/comment"]),
        ({"comment": "Softer.", "criteria": {}}, []),
        ({"comment": "Softer.", "criteria": {"one": Answer("no")}}, []),
        ({"criteria": {"one": Answer("no", "Because.")}}, ["/comment"]),
    ],
)
def test_what_asking_for_changes_needs(said: dict[str, Any], expected: list[str]) -> None:
    assert faults("changes_requested", **said) == expected


def codes(kind: str, item_kind: str, is_health_content: bool) -> set[str]:
    return {one.code for one in criteria_for(kind, item_kind=item_kind, is_health_content=is_health_content)}


@pytest.mark.parametrize(
    ("kind", "item_kind", "is_health_content", "asked", "not_asked"),
    [
        ("lived_experience", "leaflet", True, {"no-harm", "help"}, {"fair-account"}),
        ("lived_experience", "case_study", False, {"no-harm", "fair-account"}, {"help"}),
        ("clinical", "leaflet", True, {"evidence", "doses-and-signs", "urgent-help", "audience"}, set()),
        ("clinical", "training", False, {"evidence", "audience"}, {"doses-and-signs", "local-details"}),
        ("editorial", "training", True, {"outcomes"}, set()),
        ("accessibility", "leaflet", True, {"structure"}, {"media"}),
    ],
)
def test_what_is_asked_of_what(
    kind: str, item_kind: str, is_health_content: bool, asked: set[str], not_asked: set[str]
) -> None:
    found = codes(kind, item_kind, is_health_content)
    assert asked <= found
    assert not not_asked & found


def test_codes_are_told_apart_and_every_kind_asks_something() -> None:
    for kind, criteria in CRITERIA.items():
        assert len({one.code for one in criteria}) == len(criteria)
        assert codes(kind, "leaflet", False)
    assert list(ANSWERS) == ["yes", "no", "not_applicable"]
