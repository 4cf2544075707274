"""The steward's queue of requests for access."""

from __future__ import annotations

from typing import Any

import pytest

from library.accounts import actions
from library.accounts.actors import SYSTEM
from library.accounts.models import AccessRequest, Organisation
from library.ids import new_id
from tests.cast import START
from tests.client import Api
from tests.post import deliver, path_in
from tests.state import state
from tests.worlds import World

PATH = "/v1/workspace/access-requests"
NEW = {"new": {"kind": "health_authority", "districts": ["CB", "PE"]}, "roles": ["admin", "editor"]}


@pytest.fixture
def asked(world: World) -> AccessRequest:
    return world.asked_for_access()


def decide(world: World, request: AccessRequest, step: str, body: Any, *, by: str = "ada", tag: str = '"v1"') -> Any:
    return world.api(by).post(f"{PATH}/{request.pk}/{step}", body, if_match=tag)


def test_the_queue_shows_who_asks_and_whom_the_code_stands_for(world: World, asked: AccessRequest) -> None:
    suffolk = world.cast.organisations["suffolk"]
    actions.add_code(organisation=suffolk, scheme="ods", value="S1Y5D", by=SYSTEM, at=START)
    world.succeeded("suffolk", by="east")
    (found,) = world.api("ada").get(PATH, {"state": "received"}).json()["items"]
    assert (found["contact_name"], found["reference"]) == ("Robin Example", asked.reference)
    assert (found["known"]["code"], found["known"]["ended_on"]) == ("suffolk", world.clock.date().isoformat())
    assert [heir["code"] for heir in found["known"]["successors"]] == ["east"]


def test_an_unknown_code_stands_for_nobody(world: World, asked: AccessRequest) -> None:
    assert world.api("ada").get(f"{PATH}/{asked.pk}").json()["known"] is None


def test_accepting_lets_the_person_in(world: World, asked: AccessRequest) -> None:
    deliver()
    answer = decide(world, asked, "accept", NEW)
    assert (answer.status, answer.json()["state"], answer.etag) == (200, "accepted", '"v2"')
    assert answer.json()["organisation"]["code"] == "nhs-central-east-icb"
    (message,) = deliver()
    key = Api().post(path_in(message), {"answers": {}}).json()["facts"][0]["value"]
    assert Api(key).get("/v1/workspace/me").json()["organisation"]["code"] == "nhs-central-east-icb"
    (invitation,) = world.api("ada").get(f"{PATH}/{asked.pk}").json()["invitations"]
    assert invitation["state"] == "accepted"


def test_no_answer_of_the_workspace_holds_the_link(world: World, asked: AccessRequest) -> None:
    deliver()
    answer = decide(world, asked, "accept", NEW)
    (message,) = deliver()
    token = path_in(message).rpartition("/")[2]
    answers = [
        answer,
        *(world.api("ada").get(path) for path in (PATH, "/v1/workspace/invitations", "/v1/workspace/audit")),
    ]
    assert not any(token in found.body.decode() for found in answers)


def test_a_repeat_with_the_same_key_is_done_once(world: World, asked: AccessRequest) -> None:
    path = f"{PATH}/{asked.pk}/accept"
    first, second = (world.api("ada").post(path, NEW, if_match='"v1"', idempotency_key='"once"') for _ in range(2))
    assert first.json() == second.json()
    assert Organisation.objects.filter(code="nhs-central-east-icb").count() == 1


def test_declining_ends_it(world: World, asked: AccessRequest) -> None:
    answer = decide(world, asked, "decline", {"reason": "Not yet."})
    assert (answer.json()["state"], answer.json()["reason"]) == ("declined", "Not yet.")
    again = decide(world, asked, "accept", NEW, tag='"v2"')
    assert (again.status, again.slug, again.json()["state"]) == (409, "access-request-decided", "declined")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"roles": ["admin"]}, 400),
        ({**NEW, "organisation": "norfolk"}, 400),
        ({**NEW, "roles": []}, 400),
        ({**NEW, "roles": ["curator"]}, 400),
        ({**NEW, "email": "else@nhs.example"}, 400),
        ({"organisation": "no-such", "roles": ["admin"]}, 404),
        ({"new": {"kind": "kingdom"}, "roles": ["admin"]}, 400),
        ({"new": {"kind": "charity", "code": "Not A Slug"}, "roles": ["admin"]}, 400),
        ({"new": {"kind": "charity", "code": "norfolk"}, "roles": ["admin"]}, 409),
        ({"new": {"kind": "charity", "ended_on": "2026-01-01"}, "roles": ["admin"]}, 400),
    ],
)
def test_what_does_not_fit_leaves_all_as_it_was(world: World, asked: AccessRequest, body: Any, status: int) -> None:
    world.api("ada")
    before = state()
    assert decide(world, asked, "accept", body).status == status
    assert state() == before


@pytest.mark.parametrize("step", ["accept", "decline"])
@pytest.mark.parametrize(("tag", "status"), [(None, 428), ('"v9"', 412)])
def test_a_decision_is_meant_for_one_version(
    world: World, asked: AccessRequest, step: str, tag: Any, status: int
) -> None:
    body = NEW if step == "accept" else {"reason": "x"}
    assert decide(world, asked, step, body, tag=tag).status == status


@pytest.mark.parametrize("person", ["cora", "petra", "nora", "sadie", "ned"])
def test_nobody_else_sees_or_decides(world: World, asked: AccessRequest, person: str) -> None:
    api = world.api(person)
    before = state()
    path = f"{PATH}/{asked.pk}"
    answers = [
        api.get(PATH),
        api.get(path),
        api.post(f"{path}/accept", NEW, if_match='"v1"'),
        api.post(f"{path}/decline", {"reason": "x"}, if_match='"v1"'),
    ]
    assert [answer.status for answer in answers] == [403] * 4
    assert all("Robin" not in answer.body.decode() for answer in answers)
    assert state() == before


def test_what_is_not_there_is_404(world: World) -> None:
    assert world.api("ada").get(f"{PATH}/{new_id()}").status == 404


def test_the_queue_takes_few_questions(world: World, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        world.asked_for_access(message=str(number))
    api = world.api("ada")
    with django_assert_max_num_queries(8):
        assert len(api.get(PATH).json()["items"]) == 6
