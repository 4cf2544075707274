"""The hazard log over HTTP: for administrators, as data and as a page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.client import Api
from tests.worlds import World

PATH = "/v1/workspace/hazard-log"
EVERYBODY = ["ada", "nora", "nadia", "cora", "petra", "lila", "nell", "ned", "rosa", "hana"]
ADMINISTRATORS = {"ada", "nora"}


def test_each_hazard_says_what_stands_against_it_and_when_that_acted(world: World) -> None:
    world.withdrawn(reason="unsafe")
    log = world.api("ada").get(PATH).json()
    found = {hazard["code"]: hazard for hazard in log["hazards"]}
    acted = {figure["name"]: figure for figure in found["H-7"]["acted"]}
    assert acted["withdrawals-unsafe"]["number"] == 1
    assert acted["withdrawals-unsafe"]["last"] is not None
    assert (acted["safety-editions"]["number"], acted["safety-editions"]["last"]) == (0, None)
    assert {control["requirement"] for control in found["H-1"]["controls"]} == {"CR-2", "CR-3"}
    assert "clinical safety officer" in log["scope"]


def test_what_no_record_gives_to_a_control_is_of_the_whole_log(world: World) -> None:
    world.withdrawn(reason="out_of_date")
    log = world.api("ada").get(PATH).json()
    happened = {figure["name"]: figure["number"] for figure in log["happened"]}
    assert happened == {"schedules-refused": 0, "withdrawals": 1}
    assert not [figure for hazard in log["hazards"] for figure in hazard["acted"] if figure["number"]]


def test_the_page_says_the_same(world: World) -> None:
    world.withdrawn(reason="unsafe")
    api = world.api("ada")
    log, page = api.get(PATH).json(), api.get(PATH, accept="text/html")
    text = page.body.decode().replace("&#x27;", "'")
    assert "style-src 'sha256-" in page.headers["Content-Security-Policy"]
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    for hazard in log["hazards"]:
        assert f"{hazard['code']}: {hazard['title']}" in text
        for control in hazard["controls"]:
            assert control["says"] in text
    assert "Texts that were withdrawn as unsafe, each language counted: 1, last on " in text
    assert text.count("Texts that were withdrawn, for whatever reason, each language counted: 1, last on ") == 1


@pytest.mark.parametrize("person", EVERYBODY)
def test_administrators_get_it_and_nobody_else(world: World, person: str) -> None:
    assert world.api(person).get(PATH).status == (200 if person in ADMINISTRATORS else 403)


@pytest.mark.parametrize("key", [None, "nonsense", "cpl_00000000.nonsense"])
def test_no_key_or_a_bad_one_gets_nothing(world: World, key: str | None) -> None:
    assert Api(key).get(PATH).status == 401


def test_it_names_nobody_and_is_kept_by_nobody(world: World) -> None:
    world.withdrawn(reason="unsafe")
    answer = world.api("ada").get(PATH)
    assert "no-store" in answer.headers["Cache-Control"]
    assert not [name for name in ("Example", "SUN Network", "@") if name in answer.body.decode()]


def test_it_takes_as_many_queries_however_much_has_happened(world: World) -> None:
    api = world.api("ada")
    api.get(PATH)
    counts = []
    for number in (1, 3):
        for one in range(number):
            world.withdrawn(slug=f"text-{number}-{one}")
        with CaptureQueriesContext(connection) as queries:
            api.get(PATH)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14
