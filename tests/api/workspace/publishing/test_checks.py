"""Checking any text, without keeping it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.client import Api
from tests.state import state
from tests.texts import text
from tests.worlds import World

PATH = "/v1/workspace/checks"
HARMFUL = "At my lowest weight I was six stone."


def rules(api: Api, **body: Any) -> list[tuple[str, str]]:
    answer = api.post(PATH, body)
    assert answer.status == 200
    return [(one["rule"], one["severity"]) for one in answer.json()["findings"]]


@pytest.fixture
def nell(world: World) -> Api:
    return world.api("nell")


def test_a_finding_shows_the_words_and_what_to_write_instead(nell: Api) -> None:
    told = nell.post(PATH, {"text": f"It was hard. {HARMFUL}"}).json()
    found = next(one for one in told["findings"] if one["rule"] == "weight-value")
    start, end = found["span"]
    assert (found["pointer"], found["excerpt"]) == ("/text", f"It was hard. {HARMFUL}"[start:end])
    assert found["suggestion"]
    assert found["source"]
    assert told["ready"] is False


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (HARMFUL, "weight-value"),
        ("She is an anorexic.", "label-noun"),
        ("Ring us at 5:00pm.", "time"),
        ("Call 01223 555 010.", "typed-number"),
        ("Write to XXXX.", "unfinished"),
        ("Ask for CAMHS.", "abbreviation"),
    ],
)
def test_what_is_found(nell: Api, words: str, rule: str) -> None:
    found = {one["rule"]: one for one in nell.post(PATH, {"text": words}).json()["findings"]}
    assert rule in found
    assert all(one["message"] and one["suggestion"] and one["source"] for one in found.values())


def test_a_retired_number_is_found_where_it_stands(world: World, nell: Api) -> None:
    world.contact("old-line", "+441223555010", kind="e164")
    world.retire("old-line")
    told = nell.post(PATH, {"text": "Call 01223 555 010 today."}).json()
    found = next(one for one in told["findings"] if one["rule"] == "contact-point")
    assert (found["severity"], found["excerpt"]) == ("block", "01223 555 010")


@pytest.mark.parametrize(
    ("whom", "severity"),
    [
        ({}, "block"),
        ({"audiences": ["carers"]}, "block"),
        ({"audiences": ["professionals"]}, "warn"),
        ({"topics": []}, None),
    ],
)
def test_it_weighs_by_whom_the_text_is_for(nell: Api, whom: dict[str, Any], severity: str | None) -> None:
    found = dict(rules(nell, text=HARMFUL, **whom))
    assert found.get("weight-value") == severity


def test_a_text_in_another_language_is_not_judged_by_english_rules(nell: Api) -> None:
    told = nell.post(PATH, {"text": HARMFUL, "language": "cy"}).json()
    assert told == {"findings": [], "readability": None, "ready": True}


def test_a_document_is_checked_as_a_draft_would_be(nell: Api) -> None:
    answer = nell.post(PATH, {"document": text(summary=HARMFUL)}).json()
    assert ("weight-value", "/summary") in [(one["rule"], one["pointer"]) for one in answer["findings"]]
    assert answer["readability"]["words"] > 10


def test_it_says_how_hard_a_text_is(nell: Api) -> None:
    told = nell.post(PATH, {"text": "You are not to blame. Help is there for you."}).json()["readability"]
    assert (told["band"], told["sentences"]) == ("easy", 2)


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["/text"]),
        ({"text": "A", "document": text()}, ["/text"]),
        ({"text": "A", "topics": ["nothing-like-it"]}, ["/topics/0"]),
        ({"document": {"kind": "resource"}}, None),
        ({"text": "A", "language": "not a language"}, ["/language"]),
    ],
    ids=["nothing", "both", "unknown topic", "half a document", "language"],
)
def test_what_can_not_be_checked(nell: Api, body: dict[str, Any], pointers: list[str] | None) -> None:
    answer = nell.post(PATH, body)
    assert answer.status in (400, 422)
    if pointers is None:
        assert all(pointer.startswith("/document/") for pointer in answer.pointers)
    else:
        assert answer.pointers == pointers


def test_nothing_is_kept(world: World, nell: Api) -> None:
    before = state()
    rules(nell, text=HARMFUL)
    assert state() == before


def test_it_asks_the_database_little_however_long_the_text(nell: Api, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(12):
        rules(nell, text=f"{HARMFUL} We listen. " * 300)


def test_a_member_of_any_organisation_may_ask_and_nobody_else(world: World, public: Api) -> None:
    assert world.api("ned").post(PATH, {"text": "A"}).status == 200
    assert public.post(PATH, {"text": "A"}).status == 401
