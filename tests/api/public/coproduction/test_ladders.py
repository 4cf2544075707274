"""Ladders over HTTP: read, assessed against, drawn."""

from __future__ import annotations

import jsonschema
import pytest

from tests.client import Api
from tests.state import state

TLAP = "/v1/ladders/tlap"
pytestmark = pytest.mark.django_db


@pytest.fixture
def public() -> Api:
    return Api()


def test_a_ladder_comes_with_its_questions_and_the_schema_of_their_answers(public: Api) -> None:
    ladder = public.get(TLAP).json()
    assert [rung["name"] for rung in ladder["rungs"]][-2:] == ["Co-design", "Co-production"]
    assert len(ladder["questions"]) == 15
    assert ladder["assessment_url"].endswith(f"{TLAP}/assessment")
    best = {question["id"]: question["options"][-1]["id"] for question in ladder["questions"]}
    jsonschema.validate(best, ladder["answers_schema"])
    answer = public.post(f"{TLAP}/assessment", {"answers": best}, idempotency_key=None).json()
    assert {stage["rung"]["name"] for stage in answer["stages"]} == {"Co-production"}
    assert {stage["next_rung"] for stage in answer["stages"]} == {None}


def test_an_assessment_says_where_why_and_what_next(public: Api) -> None:
    answers = {"design.part": "working_together", "design.power": "some_together", "design.means": "expenses"}
    answer = public.post(f"{TLAP}/assessment", {"answers": answers}, idempotency_key=None)
    assert answer.headers["Cache-Control"] == "no-store"
    found = answer.json()
    design = found["stages"][1]
    assert (design["stage"], design["rung"]["name"], design["next_rung"]["name"]) == (
        "design",
        "Engagement",
        "Co-design",
    )
    assert [one["question"] for one in design["reasons"]] == ["design.means"]
    assert [one["option"] for one in design["next_steps"]] == ["support"]
    assert [(one["stage"], one["status"], len(one["missing"])) for one in found["stages"] if not one["rung"]] == [
        (name, "not_enough_told", 3) for name in ("commission", "deliver", "evaluate", "govern")
    ]
    assert found["drawing_url"].endswith("/drawing.svg?at=design:5")
    assert found["source_url"].startswith("https://www.thinklocalactpersonal.org.uk/")


def test_nothing_of_an_assessment_is_kept_or_logged(public: Api, capfd: pytest.CaptureFixture[str]) -> None:
    before = state()
    public.post(f"{TLAP}/assessment", {"answers": {"design.part": "subjected"}}, idempotency_key=None)
    assert state() == before
    said = capfd.readouterr()
    assert "subjected" not in said.out + said.err


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"answers": {"design.part": "running"}}, "/answers/design.part"),
        ({"answers": {"design.taste": "good"}}, "/answers/design.taste"),
        ({"answers": {}, "questions_version": "0"}, "/questions_version"),
        ({"answers": {}, "name": "Us"}, "/name"),
        ({}, "/answers"),
    ],
)
def test_what_is_no_answer_is_named_by_its_place(public: Api, body: dict[str, object], pointer: str) -> None:
    refused = public.post(f"{TLAP}/assessment", body, idempotency_key=None)
    assert (refused.status, refused.pointers) == (400, [pointer])


def test_the_ladder_is_drawn_with_marks(public: Api) -> None:
    drawing = public.get(f"{TLAP}/drawing.svg", {"at": "design:6,deliver:4"})
    assert drawing.headers["Content-Type"] == "image/svg+xml"
    assert "default-src 'none'" in drawing.headers["Content-Security-Policy"]
    assert "Delivery stands on rung 4, Consultation." in drawing.body.decode()
    text = public.get(f"{TLAP}/drawing.txt", {"at": "design:6"})
    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "6. Co-design   <-- Design" in text.body.decode()


@pytest.mark.parametrize("at", ["design", "design:0", "design:8", "taste:3", "design:x", "design:1,design:1", ""])
def test_a_mark_is_a_stage_and_a_rung(public: Api, at: str) -> None:
    refused = public.get(f"{TLAP}/drawing.svg", {"at": at})
    assert (refused.status, refused.pointers) == (400, ["?at"])


@pytest.mark.parametrize("what", ["", "/drawing.svg", "/drawing.txt"])
def test_there_is_no_other_ladder(public: Api, what: str) -> None:
    assert public.get(f"/v1/ladders/nothing{what}").status == 404
