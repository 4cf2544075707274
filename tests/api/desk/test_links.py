"""What was seen at addresses: on the start page, on the pages of what names them, and while a text is written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from playwright.sync_api import Browser

from library.catalogue.models import Item
from library.directory.models import ContactPoint
from tests.api.desk.browser import somebody
from tests.api.desk.sitting import PASSWORD, address, let_in, sit_down
from tests.texts import CITATION
from tests.watching import Watch, answer, page, verified
from tests.worlds import World

NHS = str(CITATION["url"])
SOURCE = "https://www.samaritans.org/how-we-can-help/"


def seen(world: World) -> Item:
    """An item whose source is gone; and the Samaritans' number is gone from their page."""
    item = world.published(title="Help for carers")
    watch = Watch(world)
    verified(world, "samaritans", SOURCE, watch.at - timedelta(days=1))
    watch.web.pages = {NHS: answer(404), SOURCE: page("<p>Welcome")}
    watch.day(2)
    return item


@pytest.fixture
def item(world: World) -> Item:
    return seen(world)


def test_it_waits_on_the_start_page_and_its_own_page_says_what_was_seen(cora: Client, item: Item) -> None:
    start = cora.get("/desk/").content.decode()
    assert "Links to look at" in start
    assert "Numbers that are gone from their source" in start
    shown = cora.get(address(item)).content.decode()
    assert NHS in shown
    assert "it is not there any more (404)" in shown


def test_the_page_of_a_contact_point_says_whether_its_number_was_found(world: World, cora: Client, item: Item) -> None:
    contact = ContactPoint.objects.get(slug="samaritans")
    before = cora.get(address(contact)).content.decode()
    assert "Number not found" in before
    assert f"Its number was looked for on {SOURCE}" in before
    verified(world, "samaritans", SOURCE, timezone.now())
    after = cora.get(address(contact)).content.decode()
    assert "Number not found" not in after
    assert "Its number was looked for" not in after
    assert "It has not been found there since" in after
    assert "gone from their source" not in cora.get("/desk/").content.decode()


def test_whoever_writes_a_text_is_told_of_a_link_in_it(world: World, cora: Client, item: Item) -> None:
    draft = world.edited(item)
    told = cora.get(address(draft)).content.decode()
    assert "This address was looked at. It is broken" in told
    assert 'data-pointer="/citations/0/url"' in told


def test_nobody_else_hears_of_it(world: World, item: Item) -> None:
    assert "Links to look at" not in sit_down(world, "nell").get("/desk/").content.decode()


def test_it_costs_the_same_however_many_links_there_are(world: World, cora: Client) -> None:
    counts = []
    for number in (1, 6):
        citations = [{**CITATION, "id": f"s{one}", "url": f"https://s{number}{one}.org.uk/"} for one in range(number)]
        item = world.published(world.draft(citations=citations))
        Watch(world).gather()
        cora.get(address(item))
        with CaptureQueriesContext(connection) as queries:
            cora.get(address(item))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1360, 390])
def test_nothing_stands_in_the_way(transactional_db: None, live_server: Any, browser: Browser, width: int) -> None:
    world = World()
    item = seen(world)
    contact = ContactPoint.objects.get(slug="samaritans")
    draft = world.edited(item)
    pages = {"start": "/desk/", "item": address(item), "contact": address(contact), "draft": address(draft)}
    let_in(world, "cora")
    with somebody(browser, str(live_server.url)) as person:
        person.sign_in("cora", PASSWORD)
        person.page.set_viewport_size({"width": width, "height": 900})
        for name, where in pages.items():
            person.go(where)
            person.look(f"links-{name}-{width}")
            assert (name, person.barriers()) == (name, [])
            assert person.page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways"
        assert (person.foreign, person.broken) == ([], [])


def test_somebody_opens_what_the_watch_can_not_look_at_and_says_so(world: World, cora: Client) -> None:
    item = world.published(title="Help for carers")
    watch = Watch(world)
    watch.at = timezone.now() - timedelta(days=25)
    watch.web.pages = {NHS: answer(403)}
    watch.day(24)
    there = address(item, "opened")
    assert there in cora.get(address(item)).content.decode()
    row = watch.address(NHS)
    refused = cora.post(there, {"addresses": [str(uuid4())]})
    assert "addresses" in refused.context["form"].errors
    assert "Links to look at" in cora.get("/desk/").content.decode()
    assert cora.post(there, {"addresses": [str(row.pk)]})["Location"] == address(item)
    assert "A person opened it on" in cora.get(address(item)).content.decode()
    assert "Links to look at" not in cora.get("/desk/").content.decode()
    assert sit_down(world, "lila").post(there, {"addresses": [str(row.pk)]}).status_code == 302
    assert sit_down(world, "hana").get(there).status_code == 404
