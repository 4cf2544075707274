"""The watched addresses over HTTP: for those whose things name them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.client import Api
from tests.state import state
from tests.texts import CITATION
from tests.watching import Watch, answer
from tests.worlds import World

PATH = "/v1/workspace/links"
NHS = str(CITATION["url"])
BEAT = "https://www.beateatingdisorders.org.uk/"


@pytest.fixture
def watch(world: World) -> Watch:
    watch = Watch(world)
    world.published()
    watch.web.pages[NHS] = answer(404)
    watch.day(2)
    return watch


def listed(api: Api, **query: Any) -> dict[str, dict[str, Any]]:
    return {row["url"]: row for row in api.get(PATH, query).json()["items"]}


def test_each_says_how_it_stands_and_who_names_it(world: World, watch: Watch) -> None:
    found = listed(world.api("cora"))
    assert set(found) == {NHS, BEAT}
    gone = found[NHS]
    assert (gone["state"], gone["status"], gone["problem"], gone["failed_days"]) == ("broken", 404, "gone", 2)
    assert gone["detail"].startswith("It is broken: ")
    (namer,) = gone["named_by"]
    assert (namer["kind"], namer["language"], namer["written"]) == ("item", "en-GB", NHS)
    assert f"/desk/catalogue/item/{namer['id']}/change/" in namer["url"]
    assert [one["kind"] for one in found[BEAT]["named_by"]] == ["contact_point"]
    (duty,) = world.api("cora").get("/v1/workspace/duties", {"kind": "broken_link"}).json()["items"]
    assert duty["subject"]["url"] == namer["url"]


def test_only_in_a_state(world: World, watch: Watch) -> None:
    assert set(listed(world.api("cora"), state="broken")) == {NHS}
    assert set(listed(world.api("cora"), state="well")) == {BEAT}
    assert listed(world.api("cora"), state="moved") == {}


def test_pages_hold_each_once(world: World, watch: Watch) -> None:
    first = world.api("cora").get(PATH, {"page_size": 1}).json()
    second = world.api("cora").get(PATH + "?" + first["next"].partition("?")[2]).json()
    assert {row["url"] for row in [*first["items"], *second["items"]]} == {NHS, BEAT}
    assert second["next"] is None


@pytest.mark.parametrize("query", [{"state": "sad"}, {"url": NHS}, {"page_token": "abc"}, {"page_size": 0}])
def test_what_can_not_be_asked(world: World, query: dict[str, Any]) -> None:
    assert world.api("cora").get(PATH, query).status == 400


# Every member of the organisation reads it; another steward sees what is everybody's, and another place nothing.
@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("cora", {NHS, BEAT}),
        ("petra", {NHS, BEAT}),
        ("rosa", {NHS, BEAT}),
        ("hana", {BEAT}),
        ("nell", set()),
        ("ned", set()),
        ("sadie", set()),
    ],
)
def test_who_reads_what(world: World, watch: Watch, name: str, seen: set[str]) -> None:
    assert set(listed(world.api(name))) == seen


def test_none_and_bad_keys_are_refused_and_nothing_is_written(world: World, watch: Watch) -> None:
    world.api("cora")
    before = state()
    assert [Api().get(PATH).status, Api("zzzzzzzz." + "a" * 32).get(PATH).status] == [401, 401]
    assert world.api("cora").get(PATH).headers["Cache-Control"] == "no-store"
    assert world.api("cora").post(PATH, {}).status == 405
    assert state() == before


def test_it_costs_the_same_however_much_there_is(world: World, watch: Watch) -> None:
    counts, api = [], world.api("cora")
    for number in range(2):
        citations = [{**CITATION, "id": f"s{one}", "url": f"https://s{number}{one}.org.uk/"} for one in range(5)]
        world.published(world.draft(citations=citations))
        watch.gather()
        with CaptureQueriesContext(connection) as queries:
            api.get(PATH)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10
