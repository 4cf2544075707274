"""How far an organisation's items reached, for its people and nobody else."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.catalogue.actions import change_organisation
from library.catalogue.models import Item
from library.ids import new_id
from tests.adaptations import AREAS, Place
from tests.cast import PEOPLE
from tests.client import Api, Response
from tests.library.syndication.counting import count_reads
from tests.worlds import World

PATH = "/v1/workspace/reach"
NOW = datetime(2027, 3, 15, 12, tzinfo=UTC)
FEBRUARY, MARCH = date(2027, 2, 3), date(2027, 3, 3)
FIGURES = ("reads", "downloads", "embeds", "oembed", "from_paper")


@pytest.fixture
def item(world: World) -> Item:
    return world.published(kind="leaflet", title="Caring for someone")


@pytest.fixture(autouse=True)
def in_march() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(in_march: Any, db: None) -> World:
    return World()


def exact(count: int) -> dict[str, Any]:
    return {"count": count, "suppressed": False}


def reach(api: Api, **query: Any) -> Any:
    answer = api.get(PATH, query)
    assert answer.status == 200, answer
    return answer.json()


def table(answer: Response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))


def test_an_owner_sees_reads_by_month(world: World, item: Item) -> None:
    count_reads(item, 12, day=FEBRUARY), count_reads(item, 7, day=date(2026, 12, 31))
    found = reach(world.api("cora"))
    assert found["totals"]["reads"] == exact(19)
    assert (found["first_month"], found["last_month"], len(found["periods"])) == ("2026-04", "2027-03", 12)
    counts = {row["start"]: row["figures"]["reads"]["count"] for row in found["periods"]}
    assert {month: count for month, count in counts.items() if count} == {"2026-12-01": 7, "2027-02-01": 12}


def test_files_websites_and_partners_are_told_apart(world: World, item: Item) -> None:
    count_reads(item, 8, day=FEBRUARY, channel="rendition", format="a4.pdf")
    count_reads(item, 6, day=FEBRUARY, channel="rendition", format="short-address")
    count_reads(item, 9, day=FEBRUARY, channel="embed", format="page", host="example.org")
    count_reads(item, 3, day=FEBRUARY, channel="embed", format="page", host="few.org")
    count_reads(item, 5, day=FEBRUARY, partner=world.cast.organisations["norfolk"].pk)
    found = reach(world.api("cora"))
    assert found["formats"] == [{"format": "a4.pdf", "downloads": exact(8)}]
    assert [(row["host"], row["embeds"]) for row in found["websites"]] == [("example.org", exact(9))]
    assert [(row["code"], row["figures"]["reads"]) for row in found["partners"]] == [("norfolk", exact(5))]
    assert found["totals"]["from_paper"] == exact(6)
    assert found["totals"]["embeds"] == {"count": 9, "suppressed": True}


def test_one_item_is_shown_alone(world: World, item: Item) -> None:
    count_reads(item, 12, day=FEBRUARY), count_reads(world.published(), 30, day=FEBRUARY)
    found = reach(world.api("cora"), item=item.pk)
    assert (found["item"], found["totals"]["reads"], found["items"]) == (str(item.pk), exact(12), [])
    both = reach(world.api("cora"))
    assert [row["figures"]["reads"]["count"] for row in both["items"]] == [30, 12]


def test_a_withdrawn_item_is_still_shown_to_its_owner(world: World, item: Item) -> None:
    count_reads(item, 12, day=FEBRUARY)
    world.withdrawn(item)
    assert reach(world.api("cora"))["items"][0]["title"] == "Caring for someone"


def test_days_are_shown_for_a_month(world: World, item: Item) -> None:
    count_reads(item, 12, day=FEBRUARY)
    found = reach(world.api("cora"), **{"by": "day", "from": "2027-02", "to": "2027-02"})
    assert len(found["periods"]) == 28
    assert found["periods"][2] == {
        "start": "2027-02-03",
        "figures": {**dict.fromkeys(FIGURES, exact(0)), "reads": {"count": 10, "suppressed": True}},
    }
    assert found["periods"][3]["figures"]["reads"] == {"count": None, "suppressed": True}


def test_the_answer_says_what_it_is(world: World) -> None:
    found = reach(world.api("cora"))
    assert "lower bound" in found["lower_bound"]
    assert found["threshold"] == 5
    assert found["adoption"] is None


def test_whoever_made_a_template_their_own_is_counted_with_how_far_it_reached(world: World) -> None:
    here = Place(world)
    adaptation = here.published()
    count_reads(adaptation.item, 11, day=FEBRUARY)
    found = reach(world.api("cora"), item=here.template.pk)
    assert found["adoption"]["organisations"] == [
        {
            "code": "norfolk",
            "name": "Norfolk and Waveney",
            "adaptations": {"count": 1, "current": 1, "behind": 0, "behind_safety": 0, "upstream_withdrawn": 0},
        }
    ]
    (area,) = found["adoption"]["areas"]
    assert (area["area"], area["figures"]["reads"]) == (AREAS["norfolk"], exact(11))
    assert found["totals"]["reads"] == exact(0)


def test_one_that_is_behind_is_counted_as_such(world: World) -> None:
    here = Place(world)
    here.published()
    here.edition(signs="New signs.")
    adopted = reach(world.api("cora"))["adoption"]["adaptations"]
    assert (adopted["count"], adopted["current"], adopted["behind"]) == (1, 0, 1)


def test_an_adapter_sees_its_own_version_and_not_the_template(world: World) -> None:
    here = Place(world)
    adaptation = here.published()
    count_reads(adaptation.item, 11, day=FEBRUARY), count_reads(here.template, 50, day=FEBRUARY)
    found = reach(world.api("ned"))
    assert found["totals"]["reads"] == exact(11)
    assert [row["slug"] for row in found["items"]] == [adaptation.item.slug]
    assert reach(world.api("ned"), item=adaptation.pk)["item"] == str(adaptation.item_id)


@pytest.mark.parametrize("person", [name for name in PEOPLE if PEOPLE[name][0] != "sun"])
def test_another_organisations_item_is_as_unknown_as_nobodys(world: World, item: Item, person: str) -> None:
    count_reads(item, 40, day=FEBRUARY)
    api = world.api(person)
    theirs, nobodys = (api.get(PATH, {"item": id}, x_request_id="same") for id in (item.pk, new_id()))
    assert (theirs.status, theirs.body) == (404, nobodys.body)
    assert reach(api)["totals"]["reads"] == exact(0)


@pytest.mark.parametrize("person", PEOPLE)
def test_every_member_may_look(world: World, person: str) -> None:
    for accept in ("application/json", "text/csv", "image/svg+xml"):
        assert world.api(person).get(PATH, accept=accept).status == 200


def test_without_a_key_it_is_closed(public: Api) -> None:
    assert public.get(PATH).status == 401


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"from": "2027-02", "to": "2027-01"}, "?from"),
        ({"to": "2027-04"}, "?to"),
        ({"from": "2027-02-01"}, "?from"),
        ({"from": "1990-01"}, "?from"),
        ({"by": "week"}, "?by"),
        ({"by": "day", "from": "2026-01", "to": "2026-01"}, "?from"),
        ({"item": "caring"}, "?item"),
        ({"host": "example.org"}, "?host"),
    ],
)
def test_what_can_not_be_answered_is_refused(world: World, query: dict[str, str], pointer: str) -> None:
    answer = world.api("cora").get(PATH, query)
    assert (answer.status, answer.pointers) == (400, [pointer])


def test_the_table_has_a_line_for_each_number(world: World, item: Item) -> None:
    count_reads(item, 12, day=FEBRUARY), count_reads(item, 2, day=FEBRUARY, channel="rendition", format="a4.pdf")
    answer = world.api("cora").get(PATH, accept="text/csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    header, *lines = table(answer)
    assert header == ["part", "name", "period", "measure", "count", "suppressed"]
    assert ["period", "", "2027-02", "reads", "12", "false"] in lines
    assert ["total", "", "", "downloads", "", "true"] in lines


@pytest.mark.parametrize("sign", "=+-@")
def test_no_cell_is_a_formula(world: World, sign: str) -> None:
    norfolk = world.cast.organisations["norfolk"]
    how = {"nation": norfolk.nation, "districts": norfolk.districts, "by": world.by("ada"), "at": world.now()}
    change_organisation(organisation=norfolk, name=f"{sign}cmd()", **how)
    count_reads(world.published(), 9, day=FEBRUARY, partner=norfolk.pk)
    cells = [cell for line in table(world.api("cora").get(PATH, accept="text/csv")) for cell in line]
    assert f"'{sign}cmd()" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_the_chart_is_an_image_that_can_do_nothing(world: World, item: Item) -> None:
    count_reads(item, 12, day=FEBRUARY)
    answer = world.api("cora").get(PATH, {"item": item.pk}, accept="image/svg+xml")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Feb 2027 12" in "".join(ElementTree.fromstring(answer.body).itertext())  # noqa: S314 - our own


def test_it_takes_the_same_queries_however_many_items_there_are(world: World) -> None:
    api, taken = world.api("cora"), []
    for made in (1, 4):
        for _ in range(made):
            count_reads(world.published(), 9, day=FEBRUARY)
        with CaptureQueriesContext(connection) as captured:
            reach(api)
        taken.append(len(captured))
    assert taken[0] == taken[1]
