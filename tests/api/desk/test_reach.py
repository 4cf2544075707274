"""How far items reached, at the desk."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from library.catalogue.models import Item
from library.editions.review_status import uk_day
from library.syndication.spans import months_before
from tests.adaptations import Place
from tests.api.desk.sitting import address, sit_down
from tests.library.syndication.counting import count_reads
from tests.worlds import World

PAGE = "/desk/reach/"


@pytest.fixture
def item(world: World) -> Item:
    """Read twelve times in the month before this one."""
    item = world.published(title="Caring for <someone>")
    count_reads(item, 12, day=months_before(uk_day(world.clock).replace(day=1), 1))
    return item


def test_the_page_has_the_chart_and_its_numbers(item: Item, cora: Client) -> None:
    page = cora.get(PAGE).content.decode()
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="reach-chart"' in page
    assert "Read through the API, in all 12" in page
    assert "Caring for &lt;someone&gt;" in page
    assert "<style>" not in page.partition("<svg")[2].partition("</svg>")[0]


def test_the_page_of_an_item_has_its_own(item: Item, cora: Client) -> None:
    page = cora.get(address(item)).content.decode()
    assert "reach-chart" in page
    assert f"{PAGE}?item={item.pk}" in page


def test_so_has_the_page_of_an_adaptation(world: World) -> None:
    adaptation = Place(world).published()
    page = sit_down(world, "nell").get(address(adaptation)).content.decode()
    assert "reach-chart" in page
    assert f"{PAGE}?item={adaptation.item_id}" in page


def test_the_table_is_to_be_had_as_a_file(item: Item, cora: Client) -> None:
    answer = cora.get(PAGE, {"item": item.pk, "as": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert b"total,,,reads,12,false" in answer.content


def test_another_organisations_item_is_not_there(world: World, item: Item) -> None:
    hana = sit_down(world, "hana")
    assert [hana.get(PAGE, {"item": id}).status_code for id in (item.pk, uuid4(), "x")] == [404, 404, 404]
    assert "Caring for" not in hana.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"from": "2099-01"}, "Must not be after"),
        ({"to": "2099-01"}, "still to come"),
        ({"from": "soon"}, "Must be a month"),
    ],
)
def test_months_that_can_not_be_are_said_and_the_usual_year_is_shown(
    item: Item, cora: Client, query: dict[str, str], said: str
) -> None:
    page = cora.get(PAGE, query)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert "Read through the API, in all 12" in page.content.decode()


def test_days_are_shown_for_one_month(item: Item, cora: Client) -> None:
    page = cora.get(PAGE, {"by": "day"}).content.decode()
    assert "<td>1 " in page


def test_whoever_is_in_no_organisation_has_nothing_to_see(world: World, client: Client) -> None:
    assert client.get(PAGE).status_code == 302
