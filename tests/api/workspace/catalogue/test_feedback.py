"""Feedback in the workspace: who reads it, who deals with it, and that nobody else can tell it from nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.catalogue.models import Feedback, Item
from library.ids import new_id
from tests.adaptations import Place
from tests.client import Api, Response
from tests.readers import WORDS, settled, taken, wrote
from tests.state import state
from tests.worlds import World

PATH = "/v1/workspace/feedback"
DEALS = {"ada", "cora", "petra"}
STEPS = {"take": {}, "settle": {"outcome": "changed"}, "reopen": None}


def step(world: World, feedback: Feedback, name: str, body: Any, *, by: str = "cora", etag: str = "") -> Response:
    etag = etag or f'"v{feedback.version}"'
    return world.api(by).post(f"{PATH}/{feedback.pk}/{name}", body, if_match=etag)


def test_it_is_listed_newest_first_with_its_words(world: World) -> None:
    older, newer = wrote(world), wrote(world, about="wrong")
    rows = world.api("cora").get(PATH).json()["items"]
    assert [row["id"] for row in rows] == [str(newer.pk), str(older.pk)]
    assert (rows[0]["text"], rows[0]["item"]["slug"], rows[0]["status"]) == (WORDS, newer.item.slug, "new")


def test_filters(world: World) -> None:
    new, open_, done = wrote(world, about="wrong"), taken(world), settled(world)
    api = world.api("cora")

    def found(**query: Any) -> list[str]:
        return [row["id"] for row in api.get(PATH, query).json()["items"]]

    assert found(status="new") == [str(new.pk)]
    assert found(status="open") == [str(open_.pk)]
    assert found(status="settled", about="unclear") == [str(done.pk)]
    assert found(about="wrong") == [str(new.pk)]
    assert found(item=str(done.item_id)) == [str(done.pk)]
    assert api.get(PATH, {"status": "lost"}).status == 400


def test_pages_hold_every_one_once(world: World) -> None:
    item = world.published()
    all_ = {str(wrote(world, item).pk) for _ in range(5)}
    api, path, seen = world.api("cora"), f"{PATH}?page_size=2", []
    while path:
        page = api.get(path).json()
        seen += [row["id"] for row in page["items"]]
        path = (page["next"] or "").partition("8000")[2] or (page["next"] or "").partition("testserver")[2]
    assert (set(seen), len(seen)) == (all_, 5)


@pytest.mark.parametrize("name", ["ada", "cora", "petra", "lila", "clive", "rosa"])
def test_who_deals_with_it_reads_it_and_nobody_else(world: World, name: str) -> None:
    feedback = wrote(world)
    for path in (PATH, f"{PATH}/{feedback.pk}"):
        answer = world.api(name).get(path)
        assert answer.status == (200 if name in DEALS else 403), name
        assert (WORDS in answer.body.decode()) == (name in DEALS)


@pytest.mark.parametrize("name", ["nora", "nell", "nadia"])
def test_a_place_deals_with_what_is_about_its_own(world: World, name: str) -> None:
    here = Place(world)
    ours, theirs = wrote(world, here.published().item), wrote(world, here.template)
    assert [row["id"] for row in world.api(name).get(PATH).json()["items"]] == [str(ours.pk)]
    assert step(world, ours, "take", {}, by=name).status == 200
    assert world.api(name).get(f"{PATH}/{theirs.pk}").status == 404


@pytest.mark.parametrize("name", ["nell", "sadie", "hana", "hope"])
def test_what_is_others_is_as_unknown_as_what_is_nobody_s(world: World, name: str) -> None:
    theirs, done = wrote(world), settled(world)
    api, before = world.api(name), state()
    assert api.get(PATH).json() == {"items": [], "next": None}
    for step_name, body in STEPS.items():
        subject = done if step_name == "reopen" else theirs
        for method, tail, sent in (("GET", "", None), ("POST", f"/{step_name}", body)):
            answers = [
                api.request(
                    method, f"{PATH}/{id}{tail}", body=sent, headers={"if_match": '"v1"', "x_request_id": "same"}
                )
                for id in (subject.pk, new_id())
            ]
            assert [answer.status for answer in answers] == [404, 404], (method, tail)
            assert answers[0].body == answers[1].body
    assert state() == before


def test_a_bad_key_and_none_are_refused(world: World) -> None:
    feedback = wrote(world)
    before = state()
    for api in (Api(), Api("zzzzzzzz." + "a" * 32)):
        assert api.get(f"{PATH}/{feedback.pk}").status == 401
        assert api.post(f"{PATH}/{feedback.pk}/take", {}, if_match='"v1"').status == 401
    assert state() == before


@pytest.mark.parametrize("name", list(STEPS))
def test_a_read_only_key_changes_nothing(world: World, name: str) -> None:
    feedback = settled(world) if name == "reopen" else wrote(world)
    world.api("rosa")
    before = state()
    refused = step(world, feedback, name, STEPS[name], by="rosa")
    assert (refused.status, refused.slug) == (403, "not-allowed")
    assert state() == before


def test_a_service_key_settles_and_does_not_look_after_anything(world: World) -> None:
    feedback, service = wrote(world), Api(world.cast.service_key("sun", "curator"))
    path = f"{PATH}/{feedback.pk}"
    assert service.post(f"{path}/take", {}, if_match='"v1"').status == 403
    assert service.post(f"{path}/settle", {"outcome": "not_ours"}, if_match='"v1"').status == 200


def test_it_is_given_to_a_colleague_and_handed_on(world: World) -> None:
    feedback = taken(world)
    to = world.cast.members["petra"].pk
    answer = step(world, feedback, "take", {"to": str(to)})
    assert answer.json()["assigned_to"] == {"member": str(to), "name": "Petra Example"}


def test_who_looked_after_it_is_not_named_to_those_who_have_the_item_now(world: World) -> None:
    here = Place(world)
    feedback = taken(world, wrote(world, here.published().item), by="nell")
    assert world.api("nell").get(f"{PATH}/{feedback.pk}").json()["assigned_to"]["name"] == "Nell Example"
    Item.objects.filter(pk=feedback.item_id).update(owner=world.cast.organisations["suffolk"])
    found = world.api("sadie").get(f"{PATH}/{feedback.pk}")
    assert (found.status, found.json()["assigned_to"]) == (200, None)


@pytest.mark.parametrize("name", ["lila", "nell"])
def test_it_is_given_to_nobody_else(world: World, name: str) -> None:
    feedback = wrote(world)
    world.api("cora")
    before = state()
    refused = step(world, feedback, "take", {"to": str(world.cast.members[name].pk)})
    assert (refused.status, refused.pointers) == (400, ["/to"])
    assert state() == before


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"outcome": "no_change"}, ["/note"]),
        ({"outcome": "passed_on", "note": " "}, ["/note"]),
        ({"outcome": "ignored"}, ["/outcome"]),
        ({"outcome": "changed", "note": "x" * 501}, ["/note"]),
        ({"outcome": "changed", "note": "bell\u0007"}, ["/note"]),
        ({"outcome": "changed", "text": "other"}, ["/text"]),
        ({}, ["/outcome"]),
    ],
)
def test_what_does_not_settle_it(world: World, body: dict[str, str], pointers: list[str]) -> None:
    feedback = wrote(world)
    world.api("cora")
    before = state()
    refused = step(world, feedback, "settle", body)
    assert (refused.status, refused.pointers) == (400, pointers)
    assert state() == before


def test_the_later_of_two_is_told(world: World) -> None:
    feedback = wrote(world)
    assert step(world, feedback, "take", {}).status == 200
    late = step(world, feedback, "settle", {"outcome": "changed"}, by="petra")
    assert (late.status, late.slug) == (412, "edit-conflict")
    assert world.api("petra").post(f"{PATH}/{feedback.pk}/take", {}).status == 428


def test_what_was_settled_too_soon_is_open_again(world: World) -> None:
    feedback = settled(world)
    again = step(world, feedback, "reopen", None, by="petra").json()
    assert (again["status"], again["outcome"], again["settled_at"]) == ("open", None, None)
    assert (again["assigned_to"]["name"], again["note"]) == ("Petra Example", feedback.note)


def test_a_step_that_does_not_fit_says_what_does(world: World) -> None:
    refused = step(world, settled(world), "settle", {"outcome": "changed"})
    assert (refused.status, refused.slug, refused.json()["next_steps"]) == (409, "wrong-feedback-status", ["reopen"])


def test_a_list_costs_the_same_however_long(world: World) -> None:
    api, counts = world.api("cora"), []
    for _ in range(2):
        taken(world)
        wrote(world)
        with CaptureQueriesContext(connection) as queries:
            api.get(PATH)
        counts.append(len(queries))
    assert counts == [2, 2]
