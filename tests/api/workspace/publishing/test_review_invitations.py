"""Asking people without an account for a review, over HTTP: who may, what is refused, what is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.ids import new_id
from library.publishing.models import Draft, Review, ReviewInvitation
from tests.client import Api
from tests.outside import ROBIN, answered, invited
from tests.worlds import World

ONE = "/v1/workspace/review-invitations"
READS = {"cora": 200, "petra": 200, "lila": 403, "ada": 403, "rosa": 403, "nell": 404, "hana": 404, "ned": 403}
WRITES = {"cora": 201, "petra": 403, "lila": 403, "ada": 403, "rosa": 403, "nell": 404, "hana": 404, "ned": 403}


def of(draft: Draft) -> str:
    return f"/v1/workspace/drafts/{draft.pk}/review-invitations"


@pytest.mark.parametrize(("name", "status"), WRITES.items())
def test_who_may_ask(world: World, name: str, status: int) -> None:
    assert world.api(name).post(of(world.in_review()), ROBIN).status == status
    assert ReviewInvitation.objects.exists() == (status == 201)


@pytest.mark.parametrize(("name", "status"), READS.items())
def test_who_sees_whom_was_asked(world: World, name: str, status: int) -> None:
    invitation = invited(world)
    assert invitation.draft is not None
    answers = [world.api(name).get(path) for path in (of(invitation.draft), f"{ONE}/{invitation.pk}")]
    assert [answer.status for answer in answers] == [status, status]
    if status != 200:
        assert all(ROBIN["email"].encode() not in answer.body for answer in answers)


@pytest.mark.parametrize(("name", "status"), WRITES.items())
def test_who_may_take_back_and_send_again(world: World, name: str, status: int) -> None:
    invitation, api = invited(world), world.api(name)
    before = ReviewInvitation.objects.values().get()
    sent = api.post(f"{ONE}/{invitation.pk}/send", {"valid_days": 30})
    assert sent.status == (200 if status == 201 else status)
    taken = api.delete(f"{ONE}/{invitation.pk}")
    assert taken.status == (204 if status == 201 else status)
    assert (ReviewInvitation.objects.values().get() == before) == (status != 201)


def test_anothers_is_as_what_never_was(world: World) -> None:
    invitation, hana = invited(world), world.api("hana")
    theirs, random = hana.get(f"{ONE}/{invitation.pk}"), hana.get(f"{ONE}/{new_id()}")
    assert {**theirs.json(), "instance": ""} == {**random.json(), "instance": ""}


def test_without_a_key_or_with_a_bad_one_nobody_is_asked(world: World) -> None:
    draft = world.in_review()
    assert Api("zzzzzzzz." + "a" * 32).post(of(draft), ROBIN).status == 401
    assert Api().post(of(draft), ROBIN).status == 401
    assert not ReviewInvitation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"name": " "}, ["/name"]),
        ({"name": "x" * 151}, ["/name"]),
        ({"name": "two\nlines"}, ["/name"]),
        ({"email": "nobody"}, ["/email"]),
        ({"email": "a@b.example\nBcc: c@d.example"}, ["/email"]),
        ({"email": "cora@sun.example"}, ["/email"]),
        ({"capacity": ""}, ["/capacity"]),
        ({"capacity": "x" * 201}, ["/capacity"]),
        ({"kind": "legal"}, ["/kind"]),
        ({"scope": "half"}, ["/scope"]),
        ({"why": " "}, ["/why"]),
        ({"why": "x" * 501}, ["/why"]),
        ({"valid_days": 0}, ["/valid_days"]),
        ({"valid_days": 61}, ["/valid_days"]),
        ({"valid_days": "7"}, ["/valid_days"]),
        ({"draft": "other"}, ["/draft"]),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_sent(
    world: World, changes: dict[str, Any], pointers: list[str]
) -> None:
    refused = world.api("cora").post(of(world.in_review()), {**ROBIN, **changes})
    assert (refused.status, refused.pointers) == (400, pointers)
    assert not ReviewInvitation.objects.exists()


def test_the_answer_never_holds_the_link(world: World) -> None:
    draft = world.in_review()
    cora = world.api("cora")
    made = cora.post(of(draft), ROBIN)
    assert b"/links/" not in made.body + cora.get(of(draft)).body + cora.get(f"{ONE}/{made.json()['id']}").body


def test_asked_twice_with_one_key_there_is_one(world: World) -> None:
    draft, cora = world.in_review(), world.api("cora")
    first, second = (cora.post(of(draft), ROBIN, idempotency_key='"once"') for _ in range(2))
    assert (first.json()["id"], first.status) == (second.json()["id"], second.status)
    assert ReviewInvitation.objects.count() == 1


def test_an_answered_one_is_told_with_its_review(world: World) -> None:
    draft = world.in_review()
    review = answered(world, draft)
    (told,) = world.api("cora").get(of(draft)).json()["items"]
    assert (told["state"], told["review"], told["holds"]) == ("answered", str(review.pk), True)
    assert world.api("cora").delete(f"{ONE}/{told['id']}").slug == "review-invitation-over"


def test_lists_cost_the_same_whatever_is_in_them(world: World) -> None:
    draft, petra = world.in_review(), world.api("petra")
    counts = []
    for number in range(3):
        answered(world, draft, email=f"robin{number}@outside.example", kind="accessibility")
        for path in (of(draft), "/v1/workspace/reviews", f"/v1/workspace/drafts/{draft.pk}"):
            petra.get(path)
            with CaptureQueriesContext(connection) as queries:
                petra.get(path)
            counts.append((path, len(queries)))
    assert len(set(counts)) == 3, counts


def body(draft: Draft, **more: Any) -> dict[str, Any]:
    return {
        "draft": str(draft.pk),
        "kind": "clinical",
        "scope": "whole",
        "decision": "approved",
        "document_hash": draft.document_hash,
        **more,
    }


def well(world: World, item_kind: str = "resource") -> list[dict[str, Any]]:
    asked = {one["kind"]: one["criteria"] for one in Api().get("/v1/review-criteria").json()["items"]}["clinical"]
    codes = [one["code"] for one in asked if not one["item_kinds"] or item_kind in one["item_kinds"]]
    return [{"code": code, "answer": "yes"} for code in codes]


def test_a_reviewer_with_an_account_answers_the_same_questions(world: World) -> None:
    draft = world.in_review()
    section = draft.document["sections"][0]["id"]
    said = body(draft, criteria=well(world), sections=[{"section": section, "text": "Clear."}])
    made = world.api("clive").post("/v1/workspace/reviews", said)
    assert made.status == 201, made
    assert made.json()["sections"] == said["sections"]
    assert made.json()["criteria"] == [{**one, "note": ""} for one in said["criteria"]]
    assert (made.json()["criteria_version"], made.json()["invitation"]) == ("1", None)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        (lambda given: given["criteria"].append({"code": "evidence", "answer": "yes"}), "/criteria/5/code"),
        (lambda given: given["criteria"].append({"code": "other", "answer": "yes"}), "/criteria/5"),
        (lambda given: given["criteria"][1].update(answer="perhaps"), "/criteria/1/answer"),
        (lambda given: given["criteria"][1].update(answer="no"), "/criteria/1/note"),
        (lambda given: given["criteria"].pop(), "/criteria"),
        (lambda given: given.update(sections=[{"section": "nowhere", "text": "x"}]), "/sections/0"),
        (lambda given: given.update(sections=[{"section": "nowhere", "text": ""}]), "/sections/0/text"),
        (lambda given: given.update(sections=[{"section": "a", "text": "x" * 2001}]), "/sections/0/text"),
        (lambda given: given.update(sections=[{"section": "a", "text": "\x07"}]), "/sections/0/text"),
    ],
)
def test_what_a_review_lacks_is_named_at_its_place(world: World, change: Any, pointer: str) -> None:
    draft = world.in_review()
    given = body(draft, criteria=well(world))
    change(given)
    refused = world.api("clive").post("/v1/workspace/reviews", given)
    assert (refused.status, refused.pointers) == (400, [pointer])
    assert not Review.objects.exists()


def test_who_was_never_asked_may_leave_the_questions_out(world: World) -> None:
    made = world.api("clive").post("/v1/workspace/reviews", body(world.in_review()))
    assert (made.status, made.json()["criteria"], made.json()["criteria_version"]) == (201, [], None)
