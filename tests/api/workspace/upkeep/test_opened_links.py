"""Over HTTP: I opened an address that the watch can't look at, and readers arrive."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from library.upkeep.models import Arrival
from tests.client import Api
from tests.state import state
from tests.texts import CITATION
from tests.watching import Watch, answer
from tests.worlds import World

LINKS = "/v1/workspace/links"
NHS = str(CITATION["url"])


@pytest.fixture
def watch(world: World) -> Watch:
    watch = Watch(world)
    watch.at = timezone.now().replace(microsecond=0) - timedelta(days=26)
    world.published()
    watch.web.pages[NHS] = answer(403)
    watch.day(23)
    assert watch.address(NHS).state == "unreachable"
    return watch


@pytest.fixture
def path(watch: Watch) -> str:
    return f"{LINKS}/{watch.address(NHS).pk}/opened"


def test_it_is_said_once_and_nothing_waits(world: World, path: str) -> None:
    cora = world.api("cora")
    duties = ("/v1/workspace/duties", {"kind": "broken_link"})
    assert len(cora.get(*duties).json()["items"]) == 1
    said = cora.post(path)
    assert said.status == 200, said
    assert (said.json()["state"], said.json()["arrival"]["holds_until"][:2]) == ("unreachable", "20")
    assert cora.get(*duties).json()["items"] == []
    (row,) = cora.get(LINKS, {"state": "unreachable"}).json()["items"]
    assert row["arrival"] == said.json()["arrival"]
    assert row == said.json()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        *(("cora", 200), ("petra", 200), ("lila", 403), ("rosa", 403)),
        *(("hana", 404), ("nell", 404), ("nadia", 404), ("sadie", 404), ("ned", 403)),
    ],
)
def test_who_may_say_it(world: World, path: str, name: str, status: int) -> None:
    api = world.api(name)
    before = state()
    answered = api.post(path)
    assert answered.status == status, answered
    assert (state() == before) is (status != 200)


def test_anothers_is_404_with_the_answer_of_a_random_id(world: World, path: str) -> None:
    nell = world.api("nell")
    theirs, random = nell.post(path), nell.post(f"{LINKS}/{uuid4()}/opened")
    assert (theirs.status, random.status) == (404, 404)
    assert {**theirs.json(), "instance": ""} == {**random.json(), "instance": ""}


def test_keys_that_are_no_person_s_or_none_or_bad_are_refused(world: World, path: str) -> None:
    service = Api(world.cast.service_key("sun", "curator"))
    before = state()
    assert [service.post(path).status, Api().post(path).status] == [403, 401]
    assert Api("zzzzzzzz." + "a" * 32).post(path).status == 401
    assert state() == before
    assert not Arrival.objects.exists()


def test_what_the_watch_can_tell_is_a_conflict_that_says_how_it_stands(world: World, watch: Watch, path: str) -> None:
    watch.web.pages[NHS] = answer(404)
    watch.day(2)
    refused = world.api("cora").post(path)
    assert (refused.status, refused.json()["state"]) == (409, "broken")
    assert refused.json()["type"].endswith("/link-not-to-be-opened")
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("body", [{}, {"note": "fine"}, {"holds_until": "2099-01-01"}, [], "x"])
def test_nothing_else_is_taken(world: World, path: str, body: object) -> None:
    assert world.api("cora").post(path, body).status in {400, 422}
    assert not Arrival.objects.exists()


def test_it_costs_the_same_however_many_things_name_it(world: World, watch: Watch, path: str) -> None:
    counts, api = [], world.api("cora")
    api.post(path)  # the first writes a row, each further one changes it
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert api.post(path).status == 200
        counts.append(len(queries))
        world.published()
        watch.gather()
    assert counts[0] == counts[1]
