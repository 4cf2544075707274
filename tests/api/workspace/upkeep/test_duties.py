"""Duties over HTTP: for the caller's organisation and roles."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.adaptations import Place
from tests.client import Api
from tests.readers import taken, wrote
from tests.state import state
from tests.worlds import World

PATH = "/v1/workspace/duties"


def listed(api: Api, **query: Any) -> list[dict[str, Any]]:
    return list(api.get(PATH, {"page_size": 100, **query}).json()["items"])


def test_each_says_whose_it_is_until_when_and_to_whom_it_goes(world: World) -> None:
    feedback = taken(world, wrote(world, at=timezone.now()), to="petra")
    (row,) = listed(world.api("cora"), kind="feedback")
    assert row["subject"]["id"] == str(feedback.pk)
    assert row["subject"]["url"].endswith(f"/desk/catalogue/feedback/{feedback.pk}/change/")
    assert row["owner"]["person"] == {"member": str(world.cast.members["petra"].pk), "name": "Petra Example"}
    assert (row["status"], row["due_on"], row["escalated_to"]) == ("due", feedback.due_on.isoformat(), [])
    assert row["escalates_on"] > row["due_on"]
    assert (row["mine"], listed(world.api("petra"), kind="feedback")[0]["mine"]) == (False, True)


def test_filters(world: World) -> None:
    wrote(world, about="upsetting")
    taken(world, wrote(world, at=timezone.now()), to="petra")
    api = world.api("cora")
    assert {row["kind"] for row in listed(api, kind="upsetting_feedback")} == {"upsetting_feedback"}
    by_status = [listed(api, status=status) for status in ("due", "overdue", "escalated")]
    assert sum(map(len, by_status)) == len(listed(api))
    mine, theirs = listed(api, mine=True), listed(api, mine=False)
    assert all(row["mine"] for row in mine)
    assert {row["kind"] for row in theirs} == {"feedback"}
    assert len(mine) + len(theirs) == len(listed(api))


@pytest.mark.parametrize(
    "query",
    [{"kind": "laundry"}, {"status": "late"}, {"mine": "yes"}, {"organisation": "norfolk"}, {"page_token": "abc"}],
)
def test_what_can_not_be_asked(world: World, query: dict[str, str]) -> None:
    assert world.api("cora").get(PATH, query).status == 400


def test_the_earliest_comes_first_and_pages_hold_each_once(world: World) -> None:
    for _ in range(3):
        wrote(world)
    api, whole = world.api("cora"), listed(world.api("cora"))
    seen: list[Any] = []
    page = api.get(PATH, {"page_size": 2}).json()
    while True:
        seen += page["items"]
        if page["next"] is None:
            break
        page = api.get(PATH + "?" + page["next"].partition("?")[2]).json()
    assert seen == whole
    assert [row["due_on"] for row in seen] == sorted(row["due_on"] for row in seen)


def test_a_page_token_holds_for_its_own_filters(world: World) -> None:
    token = world.api("cora").get(PATH, {"page_size": 1}).json()["next"].partition("page_token=")[2]
    assert world.api("cora").get(PATH, {"page_size": 1, "mine": True, "page_token": token}).status == 400


@pytest.mark.parametrize("name", ["rosa", "ned"])
def test_who_only_reads_has_no_duties(world: World, name: str) -> None:
    Place(world)
    wrote(world)
    assert world.api(name).get(PATH).json() == {"items": [], "next": None}


@pytest.mark.parametrize("name", ["sadie", "hana", "nell"])
def test_nobody_reads_of_others(world: World, name: str) -> None:
    feedback = wrote(world, about="upsetting")
    assert str(feedback.pk) not in world.api(name).get(PATH).body.decode()


def test_none_and_bad_keys_are_refused_and_nothing_is_written(world: World) -> None:
    world.api("cora")
    before = state()
    assert [Api().get(PATH).status, Api("zzzzzzzz." + "a" * 32).get(PATH).status] == [401, 401]
    assert world.api("cora").get(PATH).headers["Cache-Control"] == "no-store"
    assert world.api("cora").post(PATH, {}).status == 405
    assert state() == before


def test_it_costs_the_same_however_much_there_is(world: World) -> None:
    counts, api = [], world.api("cora")
    for _ in range(2):
        wrote(world, about="upsetting")
        world.in_review()
        with CaptureQueriesContext(connection) as queries:
            api.get(PATH)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
