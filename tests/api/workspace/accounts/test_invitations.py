"""Inviting people to one's own organisation, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from library.accounts.models import Invitation, User
from library.ids import new_id
from tests.client import Api
from tests.post import deliver, only_link
from tests.state import state
from tests.worlds import World

PATH = "/v1/workspace/invitations"
SAM = {"name": "Sam Okafor", "email": "sam@nhs.example", "roles": ["editor"]}


def test_an_administrator_invites_a_colleague(world: World) -> None:
    sent = world.api("nora").post(PATH, SAM)
    assert (sent.status, sent.json()["state"], sent.json()["organisation"]) == (201, "open", "norfolk")
    assert sent.headers["Location"].endswith(f"{PATH}/{sent.json()['id']}")
    assert Api().get(only_link()).json()["title"] == "Join Norfolk and Waveney"


def test_nobody_is_a_member_before_they_accept(world: World) -> None:
    world.api("nora").post(PATH, SAM)
    assert not User.objects.filter(email="sam@nhs.example").exists()


def test_accepting_shows_in_the_list_and_among_the_members(world: World) -> None:
    nora = world.api("nora")
    sent = nora.post(PATH, SAM).json()
    Api().post(only_link(), {"answers": {}})
    found = nora.get(f"{PATH}/{sent['id']}").json()
    assert found["state"] == "accepted"
    assert nora.get(f"/v1/workspace/members/{found['member']}").json()["roles"] == ["editor"]


def test_taking_it_back_ends_the_link(world: World) -> None:
    nora = world.api("nora")
    sent, link = nora.post(PATH, SAM).json(), only_link()
    assert nora.delete(f"{PATH}/{sent['id']}").status == 204
    assert Api().get(link).status == 404
    assert nora.get(f"{PATH}/{sent['id']}").json()["state"] == "revoked"
    assert nora.delete(f"{PATH}/{sent['id']}").status == 204


def test_one_that_was_accepted_is_not_taken_back(world: World) -> None:
    nora = world.api("nora")
    sent = nora.post(PATH, SAM).json()
    Api().post(only_link(), {"answers": {}})
    refused = nora.delete(f"{PATH}/{sent['id']}")
    assert (refused.status, refused.slug) == (409, "invitation-over")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"roles": ["curator"]}, 400),
        ({"roles": ["steward_admin"]}, 400),
        ({"roles": []}, 400),
        ({"review_kinds": ["clinical"]}, 400),
        ({"email": "nobody"}, 400),
        ({"email": "nell@norfolk.example"}, 409),
        ({"organisation": "suffolk"}, 404),
        ({"organisation": "no-such"}, 404),
        ({"invited_by": str(new_id())}, 400),
        ({"expires_at": "2099-01-01T00:00:00Z"}, 400),
    ],
)
def test_what_does_not_fit_is_refused(world: World, body: dict[str, Any], status: int) -> None:
    nora = world.api("nora")
    before = state()
    assert nora.post(PATH, {**SAM, **body}).status == status
    assert state() == before
    assert deliver() == []


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_those_of_others_are_as_unknown_as_random_ids(world: World, method: str) -> None:
    theirs = world.invited("suffolk").pk
    nora = world.api("nora")
    before = state()
    real, none = (nora.request(method, f"{PATH}/{id}", headers={"x_request_id": "same"}) for id in (theirs, new_id()))
    assert (real.status, none.status) == (404, 404)
    assert real.body == none.body
    assert state() == before


def test_a_list_holds_the_own_organisation_alone(world: World) -> None:
    world.invited("suffolk")
    world.invited("norfolk", email="kim@nhs.example")
    assert {found["organisation"] for found in world.api("nora").get(PATH).json()["items"]} == {"norfolk"}
    assert {found["organisation"] for found in world.api("ada").get(PATH).json()["items"]} == {"norfolk", "suffolk"}


@pytest.mark.parametrize("name", ["nell", "nadia", "ned", "cora"])
def test_only_administrators_invite(world: World, name: str) -> None:
    api = world.api(name)
    assert [api.post(PATH, SAM).status, api.get(PATH).status] == [403, 403]
    assert Invitation.objects.count() == 0


def test_a_service_key_invites_nobody(world: World) -> None:
    api = Api(world.cast.service_key("norfolk", "editor"))
    assert api.post(PATH, SAM).status == 403
