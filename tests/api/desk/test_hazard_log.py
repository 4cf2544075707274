"""The hazard log at the desk: for administrators, who have no key there."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.upkeep.hazards import HAZARDS
from tests.api.desk.sitting import sit_down
from tests.worlds import World

PAGE = "/desk/hazard-log/"


def text_of(page: bytes) -> str:
    return page.decode().replace("&#x27;", "'")


def test_it_says_what_stands_against_each_hazard_and_when_that_acted(world: World) -> None:
    world.withdrawn(reason="unsafe")
    text = text_of(sit_down(world, "ada").get(PAGE).content)
    for hazard in HAZARDS:
        assert f"{hazard.code}: {hazard.title}" in text
        assert hazard.residual in text
        for control in hazard.controls:
            assert control.says in text
            assert control.test in text
    assert "Texts that were withdrawn as unsafe, each language counted: 1, last on " in text
    assert "clinical safety officer" in text


@pytest.mark.parametrize(
    ("person", "status"), [("ada", 200), ("nora", 200), ("cora", 403), ("petra", 403), ("lila", 403), ("nell", 403)]
)
def test_administrators_are_led_to_it_and_nobody_else(world: World, person: str, status: int) -> None:
    client = sit_down(world, person)
    assert client.get(PAGE).status_code == status
    assert (PAGE in client.get("/desk/").content.decode()) is (status == 200)


def test_it_takes_as_many_queries_however_much_has_happened(world: World) -> None:
    client = sit_down(world, "ada")
    client.get(PAGE)
    counts = []
    for number in (1, 3):
        for one in range(number):
            world.withdrawn(slug=f"text-{number}-{one}")
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20
