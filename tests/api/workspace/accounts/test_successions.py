"""Successions and new homes, over HTTP: the steward administrator's, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest

from library.accounts import actions
from library.catalogue.models import Item
from library.ids import new_id
from tests.client import Api
from tests.state import state
from tests.worlds import World

SUCCESSIONS = "/v1/workspace/successions"
REHOMING = "/v1/workspace/re-homing"


def body(world: World, **changes: Any) -> dict[str, Any]:
    day = world.clock.date().isoformat()
    return {"predecessors": ["sun"], "successors": ["norfolk", "suffolk"], "on": day, "type": "split", **changes}


@pytest.fixture
def split(world: World) -> Item:
    """The SUN Network's only item; it has been split between Norfolk and Suffolk."""
    item = world.published(title="Orphan")
    assert world.api("ada").post(SUCCESSIONS, body(world)).status == 201
    return item


def rehome(world: World, item: Item, to: str, *, by: str = "ada", tag: str | None = None) -> Any:
    tag = tag or world.api("ada").get(f"{REHOMING}/{item.pk}").headers.get("ETag")
    return world.api(by).post(f"/v1/workspace/items/{item.pk}/re-home", {"organisation": to}, if_match=tag)


def test_recording_names_every_pair_and_who_ended(world: World) -> None:
    answer = world.api("ada").post(SUCCESSIONS, body(world)).json()
    assert [(pair["predecessor"], pair["successor"]) for pair in answer["items"]] == [
        ("sun", "norfolk"),
        ("sun", "suffolk"),
    ]
    assert answer["ended"] == ["sun"]


def test_the_public_sees_it(world: World, split: Item) -> None:
    assert [heir["code"] for heir in Api().get("/v1/organisations/sun").json()["successors"]] == ["norfolk", "suffolk"]
    types = [event["type"] for event in Api().get("/v1/changes").json()["items"]]
    assert types == ["item.published", "organisation.succeeded", "organisation.succeeded"]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"predecessors": []}, "/predecessors"),
        ({"predecessors": ["no-such"]}, "/predecessors/0"),
        ({"successors": ["norfolk", "no-such"]}, "/successors/1"),
        ({"successors": ["norfolk", "norfolk"]}, "/successors"),
        ({"successors": []}, "/successors"),
        ({"successors": ["sun"]}, "/successors/0"),
        ({"on": "1066-10-14"}, "/on"),
        ({"on": "9999-12-31"}, "/on"),
        ({"on": "tomorrow"}, "/on"),
        ({"type": "conquest"}, "/type"),
    ],
)
def test_nonsense_is_refused_with_its_place(world: World, changes: dict[str, Any], pointer: str) -> None:
    ada = world.api("ada")
    before = state()
    refused = ada.post(SUCCESSIONS, body(world, **changes))
    assert (refused.status, refused.pointers) == (400, [pointer])
    assert state() == before


def test_what_waits_for_a_new_home_is_listed(world: World, split: Item) -> None:
    (found,) = world.api("ada").get(REHOMING).json()["items"]
    assert (found["slug"], found["title"], found["organisation"]["code"]) == (split.slug, "Orphan", "sun")
    assert [home["code"] for home in found["homes"]] == ["norfolk", "suffolk"]
    assert found["url"].endswith(f"/v1/resources/{split.slug}")


def test_at_its_new_home_it_waits_no_more(world: World, split: Item) -> None:
    answer = rehome(world, split, "norfolk")
    assert (answer.status, answer.json()["organisation"]["code"]) == (200, "norfolk")
    assert world.api("ada").get(REHOMING).json()["items"] == []
    assert world.api("nora").get(f"/v1/workspace/items/{split.pk}").etag == answer.etag
    assert Api().get(f"/v1/resources/{split.slug}").status == 200


def test_it_goes_to_a_successor_only(world: World, split: Item) -> None:
    actions.create_organisation(code="elsewhere", name="Elsewhere", kind="charity", by=world.by("ada"), at=world.now())
    world.api("ada")
    before = state()
    refused = rehome(world, split, "elsewhere")
    assert (refused.status, refused.slug, refused.json()["homes"]) == (409, "not-a-new-home", ["norfolk", "suffolk"])
    assert state() == before


def test_it_is_meant_for_one_version(world: World, split: Item) -> None:
    assert rehome(world, split, "norfolk", tag='"v99"').status == 412


def test_what_has_a_home_is_as_unknown_as_what_never_was(world: World) -> None:
    item = world.published()
    api = world.api("ada")
    for id in (item.pk, new_id()):
        assert api.get(f"{REHOMING}/{id}").status == 404
        path = f"/v1/workspace/items/{id}/re-home"
        assert api.post(path, {"organisation": "norfolk"}, if_match='"v1"').status == 404


@pytest.mark.parametrize("person", ["cora", "petra", "nora", "sadie"])
def test_nobody_else_may(world: World, split: Item, person: str) -> None:
    api = world.api(person)
    world.api("ada")
    before = state()
    answers = [
        api.get(REHOMING),
        api.get(f"{REHOMING}/{split.pk}"),
        rehome(world, split, "norfolk", by=person),
        api.post(SUCCESSIONS, body(world)),
    ]
    assert [answer.status for answer in answers] == [403] * 4
    assert state() == before
