"""A template's details and rules make sense by themselves."""

from __future__ import annotations

from typing import Any

import pytest

from library.documents.details.leaflet import Requires
from library.documents.parse import parse_document
from tests.library.documents.build import faults, smallest

CHOICES = [{"value": "gp", "label": "Through a GP"}, {"value": "self", "label": "By yourself"}]


def detail(key: str, type_: str, **members: Any) -> dict[str, Any]:
    return {"key": key, "label": key, "type": type_, **members}


KNOWN = [
    detail("self_referral", "boolean"),
    detail("route", "choice", choices=CHOICES),
    detail("page", "url", required=False),
    detail("gp_wording", "rich_text", required=False),
    detail("ages", "age_range"),
    detail("opened", "date"),
    detail("closed", "date", required=False),
]


def leaflet(*details: dict[str, Any], rules: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return smallest("leaflet", details={"local_details": list(details), "rules": list(rules)})


@pytest.mark.parametrize(
    ("type_", "example"),
    [
        ("text", "Norfolk"),
        ("rich_text", "Ask your **GP practice**."),
        ("phone", "0808 801 0677"),
        ("phone", "+44 808 801 0677"),
        ("phone", "999"),
        ("email", "service@nhs.uk"),
        ("url", "https://www.nhs.uk/"),
        ("opening_hours", "Mo-Fr 09:00-17:00"),
        ("address", "1 Stone Road\nCambridge"),
        ("age_range", {"min": 18}),
        ("age_range", {"min": 16, "max": 16}),
        ("boolean", False),
        ("date", "2026-11-23"),
        ("service", None),
    ],
)
def test_an_example_of_its_type_is_read(type_: str, example: Any) -> None:
    role = {"role": "crisis"} if type_ == "service" else {}
    parsed = parse_document(leaflet(detail("a", type_, example=example, **role)))
    assert parsed.details.local_details[0].type == type_


@pytest.mark.parametrize(
    ("type_", "example", "sentence"),
    [
        ("text", True, "must be text"),
        ("text", " ", "must be text"),
        ("text", {"min": 18}, "must be text"),
        ("rich_text", "# Heading", "heading of level 1"),
        ("rich_text", "{{other}}", "only in Markdown"),
        ("phone", "111 option 2", "figures and spaces"),
        ("phone", "call us", "figures and spaces"),
        ("email", "service@nhs", "email address"),
        ("email", "a b@nhs.uk", "email address"),
        ("url", "http://www.nhs.uk/", "https://"),
        ("age_range", "18", "age range"),
        ("age_range", {"min": 19, "max": 18}, "not above the oldest"),
        ("boolean", "true", "true or false"),
        ("date", "23 November", "a date like"),
        ("date", "2026-11-31", "a date like"),
        ("date", "20261123", "a date like"),
    ],
)
def test_an_example_of_another_type_is_refused(type_: str, example: Any, sentence: str) -> None:
    assert sentence in faults(leaflet(detail("a", type_, example=example)))["/details/local_details/0/example"]


@pytest.mark.parametrize(
    ("members", "member", "sentence"),
    [
        ({"type": "choice"}, "choices", "something to choose from"),
        ({"type": "text", "choices": CHOICES}, "choices", "Only a choice"),
        ({"type": "choice", "choices": CHOICES + CHOICES[:1]}, "choices", "once only"),
        ({"type": "choice", "choices": CHOICES, "example": "other"}, "example", "one of the choices"),
        ({"type": "service"}, "role", "needs the role"),
        ({"type": "text", "role": "crisis"}, "role", "Only a service"),
        ({"type": "boolean", "max_length": 5}, "max_length", "Only text"),
        ({"type": "text", "max_length": 5, "example": "Norfolk"}, "example", "has 7 characters; the limit is 5"),
        ({"type": "text", "fallback": "Here"}, "fallback", "nothing would ever show it"),
        ({"type": "date", "required": False, "fallback": "soon"}, "fallback", "a date like"),
        ({"type": "text", "key": "Not a key"}, "key", "match pattern"),
    ],
)
def test_a_detail_must_make_sense_by_itself(members: dict[str, Any], member: str, sentence: str) -> None:
    assert sentence in faults(leaflet(detail("a", "text") | members))[f"/details/local_details/0/{member}"]


def test_a_key_stands_for_one_detail_only() -> None:
    assert list(faults(leaflet(detail("a", "text"), detail("a", "url")))) == ["/details/local_details/1/key"]


@pytest.mark.parametrize(
    "rule",
    [
        {"rule": "requires", "if": {"self_referral": False}, "filled": ["gp_wording"], "empty": ["page"]},
        {"rule": "requires", "if": {"route": "gp", "self_referral": False}, "filled": ["gp_wording"]},
        {"rule": "at_most", "low": "ages.min", "high": "ages.max"},
        {"rule": "at_most", "low": "opened", "high": "closed", "message": "It opens before it closes."},
        {"rule": "any_of", "filled": ["page", "gp_wording"]},
    ],
)
def test_a_rule_about_known_details_is_read(rule: dict[str, Any]) -> None:
    parsed = parse_document(leaflet(*KNOWN, rules=(rule,)))
    assert parsed.details.rules[0].rule == rule["rule"]


REQUIRES = {"rule": "requires", "if": {"self_referral": False}, "filled": ["gp_wording"]}


@pytest.mark.parametrize(
    ("rule", "pointer", "sentence"),
    [
        ({"rule": "forbids"}, "", "no such 'rule'"),
        ({}, "", "This needs 'rule'"),
        (REQUIRES | {"if": {}}, "/if", "at least 1"),
        (REQUIRES | {"if": {"other": True}}, "/if/other", "not a local detail"),
        (REQUIRES | {"if": {"page": True}}, "/if/page", "on a boolean or a choice"),
        (REQUIRES | {"if": {"self_referral": "no"}}, "/if/self_referral", "true or false"),
        (REQUIRES | {"if": {"route": "other"}}, "/if/route", "one of the choices"),
        (REQUIRES | {"if": {"route": True}}, "/if/route", "must be text"),
        (REQUIRES | {"if": {"Bad key": True}}, "/if/Bad key", "match pattern"),
        (REQUIRES | {"filled": ["other"]}, "/filled/0", "not a local detail"),
        (REQUIRES | {"empty": ["page", "other"]}, "/empty/1", "not a local detail"),
        (REQUIRES | {"empty": ["gp_wording"]}, "/empty/0", "filled and empty at once"),
        (REQUIRES | {"empty": ["ages"]}, "/empty/0", "always required"),
        (REQUIRES | {"filled": []}, "", "asks for nothing"),
        ({"rule": "at_most", "low": "ages.min", "high": "other.max"}, "/high", "not a local detail"),
        ({"rule": "at_most", "low": "ages", "high": "ages.max"}, "/low", "has no order"),
        ({"rule": "at_most", "low": "ages.middle", "high": "ages.max"}, "/low", "has no order"),
        ({"rule": "at_most", "low": "opened.min", "high": "closed"}, "/low", "has no order"),
        ({"rule": "at_most", "low": "page", "high": "closed"}, "/low", "has no order"),
        ({"rule": "at_most", "low": "ages.min", "high": "closed"}, "/high", "can't be compared"),
        ({"rule": "any_of", "filled": ["page"]}, "/filled", "at least 2"),
        ({"rule": "any_of", "filled": ["page", "other"]}, "/filled/1", "not a local detail"),
    ],
)
def test_a_rule_that_can_not_work_is_refused(rule: dict[str, Any], pointer: str, sentence: str) -> None:
    found = faults(leaflet(*KNOWN, rules=(rule,)))
    assert list(found) == [f"/details/rules/0{pointer}"]
    assert sentence in found[f"/details/rules/0{pointer}"]


def test_a_condition_is_written_as_if() -> None:
    rule = parse_document(leaflet(*KNOWN, rules=(REQUIRES,))).details.rules[0]
    assert isinstance(rule, Requires)
    assert rule.model_dump()["if"] == rule.when == {"self_referral": False}
