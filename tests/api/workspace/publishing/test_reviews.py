"""Reviews over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from library.catalogue.models import Item
from library.editions.models import Edition
from library.ids import new_id
from library.publishing.models import Draft, Review
from tests.client import Response
from tests.state import state
from tests.worlds import World

REVIEWS = "/v1/workspace/reviews"


def of_draft(about: Draft, **changes: Any) -> dict[str, Any]:
    said = {
        "draft": str(about.pk),
        "kind": "clinical",
        "scope": "whole",
        "decision": "approved",
        "document_hash": about.document_hash,
    }
    return _given({**said, **changes})


def of_edition(item: Item, **changes: Any) -> dict[str, Any]:
    sha256 = Edition.objects.filter(item=item).latest("published_at").sha256
    said = {
        "item": str(item.pk),
        "language": "en-GB",
        "kind": "clinical",
        "decision": "approved",
        "document_hash": sha256,
    }
    return _given({**said, **changes})


def _given(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}


def post(world: World, body: dict[str, Any], by: str = "clive") -> Response:
    return world.api(by).post(REVIEWS, body)


def test_a_review_of_a_draft(world: World) -> None:
    draft = world.in_review()
    answer = post(world, of_draft(draft, comment="Well done.\n\nOne thing.", evidence_checked=True))
    assert answer.status == 201
    said = answer.json()
    assert (said["draft"], said["edition"], said["kind"], said["decision"]) == (
        str(draft.pk),
        None,
        "clinical",
        "approved",
    )
    assert (said["comment"], said["evidence_checked"]) == ("Well done.\n\nOne thing.", True)
    assert said["reviewer"] == str(world.by("clive").id)
    again = world.api("rosa").get(answer.headers["Location"].removeprefix("http://127.0.0.1:8000"))
    assert again.json() == said


def test_a_review_of_what_is_out_moves_the_review_date_and_makes_no_edition(world: World) -> None:
    item = world.published()
    answer = post(world, of_edition(item))
    assert (answer.status, answer.json()["edition"], answer.json()["scope"]) == (201, 1, "whole")
    after = Item.objects.get(pk=item.pk)
    assert after.last_reviewed is not None
    assert item.last_reviewed is not None
    assert after.last_reviewed > item.last_reviewed
    assert Edition.objects.filter(item=item).count() == 1


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"draft": None, "scope": None}, ["/draft", "/scope"]),
        ({"scope": None}, ["/scope"]),
        ({"language": "en-GB"}, ["/language"]),
        ({"item": "01996a10-0000-7000-8000-000000000031"}, ["/item"]),
        ({"draft": None, "item": "01996a10-0000-7000-8000-000000000031"}, ["/language", "/scope"]),
        ({"kind": "legal"}, ["/kind"]),
        ({"decision": "perhaps"}, ["/decision"]),
        ({"document_hash": "abc"}, ["/document_hash"]),
        ({"document_hash": None}, ["/document_hash"]),
        ({"comment": "x" * 5001}, ["/comment"]),
        ({"comment": "bell\u0007"}, ["/comment"]),
        ({"decision": "changes_requested"}, ["/comment"]),
        ({"evidence_checked": "yes"}, ["/evidence_checked"]),
        ({"reviewer": "01996a10-0000-7000-8000-000000000031"}, ["/reviewer"]),
    ],
)
def test_what_cannot_be_said(world: World, changes: dict[str, Any], pointers: list[str]) -> None:
    draft, _ = world.in_review(), world.api("clive")
    before = state()
    refused = post(world, of_draft(draft, **changes))
    assert (refused.status, refused.pointers) == (400, pointers)
    assert state() == before


def test_the_text_has_moved_on(world: World) -> None:
    draft = world.in_review()
    refused = post(world, of_draft(draft, document_hash="0" * 64))
    assert (refused.status, refused.slug) == (409, "text-has-moved-on")
    assert refused.json()["document_hash"] == draft.document_hash


def test_a_text_that_nobody_has_submitted(world: World) -> None:
    assert post(world, of_draft(world.draft())).slug == "wrong-state"


def test_own_work_and_what_one_cannot_judge(world: World) -> None:
    world.join("both", "sun", ["curator", "reviewer"], ["clinical"])
    draft = world.draft(curator="both")
    world.in_review(draft, curator="both")
    draft.refresh_from_db()
    assert post(world, of_draft(draft), by="both").slug == "own-work"
    refused = post(world, of_draft(draft), by="lila")
    assert (refused.slug, refused.json()["needs"]) == ("not-allowed", ["clinical"])
    assert not Review.objects.exists()


def test_what_belongs_to_somebody_else_is_as_unknown_as_what_is_not_there(world: World) -> None:
    world.join("rhys", "harbour", ["reviewer"], ["clinical"])
    draft, item = world.in_review(), world.published()
    for theirs in (of_draft(draft), of_edition(item)):
        name = "draft" if "draft" in theirs else "item"
        answers = [
            world.api("rhys").post(REVIEWS, {**theirs, name: subject}, x_request_id="same")
            for subject in (theirs[name], str(new_id()))
        ]
        assert (answers[0].status, answers[0].body) == (404, answers[1].body)
    assert not Review.objects.filter(draft=draft).exists()


def test_lists(world: World) -> None:
    item = world.published()
    draft = world.changes_requested()
    api = world.api("cora")
    kinds = [(review["kind"], review["decision"]) for review in api.get(REVIEWS).json()["items"]]
    assert kinds == [("clinical", "changes_requested"), ("clinical", "approved"), ("lived_experience", "approved")]
    assert [review["draft"] for review in api.get(REVIEWS, {"draft": draft.pk}).json()["items"]] == [str(draft.pk)]
    of_item = api.get(REVIEWS, {"item": item.pk}).json()["items"]
    assert [review["edition"] for review in of_item] == [1, 1]
    assert world.api("hana").get(REVIEWS, {"item": item.pk}).json()["items"] == []
