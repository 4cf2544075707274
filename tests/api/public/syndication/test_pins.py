"""Pins: a partner may stay on an edition, but never at the expense of a reader's safety."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.catalogue.models import Item
from library.directory.models import ContactPoint
from library.leaflets.actions import republish_for_contact
from tests.client import Api
from tests.worlds import World

STAYS = "This page stays on edition 1. Edition 2 came out on"
WAS_TO_STAY = "This page was to stay on edition 1. You are reading the newest edition, because"


@pytest.fixture
def item(world: World) -> Item:
    return world.published(title="First")


def read(public: Api, item: Item, **query: object) -> str:
    page = public.get(f"/embed/resources/{item.slug}", query)
    assert page.status == 200, page
    return page.body.decode()


def test_a_pin_on_the_newest_edition_says_nothing(item: Item, public: Api) -> None:
    text = read(public, item, edition=1)
    assert "<h1>First</h1>" in text
    assert 'class="note"' not in text


@pytest.mark.parametrize("change_class", ["minor", "content"])
def test_a_pin_holds_against_what_is_only_better_and_says_that_there_is_more(
    world: World, item: Item, public: Api, change_class: str
) -> None:
    world.republished(item, change_class=change_class, title="Second")
    text = read(public, item, edition=1, scheme="dark")
    assert "<h1>First</h1>" in text
    assert STAYS in text
    assert f'href="http://127.0.0.1:8000/embed/resources/{item.slug}?scheme=dark"' in text
    assert "Second" not in text


def test_the_address_without_a_pin_shows_the_newest_without_a_word(world: World, item: Item, public: Api) -> None:
    world.republished(item, title="Second")
    text = read(public, item)
    assert "<h1>Second</h1>" in text
    assert 'class="note"' not in text


def safety(world: World, item: Item) -> None:
    world.republished(item, change_class="safety", scope="whole", title="Second")


def a_number_retired(world: World, item: Item) -> None:
    world.republished(item, title="Second")
    world.retire("samaritans")


def a_number_changed(world: World, item: Item) -> None:
    world.republished(item, title="Second")
    world.changed_contact("samaritans", value="116124")


def a_menu_changed(world: World, item: Item) -> None:
    world.republished(item, title="Second")
    world.changed_contact("samaritans", menu_path="select option 2")


def the_numbers_printed_anew(world: World, item: Item) -> None:
    world.republished(item, title="Second")
    world.changed_contact("samaritans", value="116124")
    contact = ContactPoint.objects.get(slug="samaritans")
    republish_for_contact(contact_point=contact, by=world.by("petra"), at=world.now())


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (safety, "the text has changed for the safety of readers"),
        (a_number_retired, "a telephone number or an address in it has changed"),
        (a_number_changed, "a telephone number or an address in it has changed"),
        (a_menu_changed, "a telephone number or an address in it has changed"),
        (the_numbers_printed_anew, "a telephone number or an address in it has changed"),
    ],
)
def test_a_pin_breaks_for_the_sake_of_readers_and_says_why(
    world: World, item: Item, public: Api, what: Callable[[World, Item], None], why: str
) -> None:
    read(public, item, edition=1)
    what(world, item)
    text = read(public, item, edition=1)
    assert "<h1>Second</h1>" in text
    assert f"{WAS_TO_STAY} {why}" in text


def test_it_breaks_also_when_a_later_edition_is_only_better(world: World, item: Item, public: Api) -> None:
    safety(world, item)
    world.republished(item, change_class="minor", title="Third")
    text = read(public, item, edition=1)
    assert "<h1>Third</h1>" in text
    assert WAS_TO_STAY in text


def test_a_pin_after_the_change_for_safety_holds(world: World, item: Item, public: Api) -> None:
    safety(world, item)
    world.republished(item, title="Third")
    assert "<h1>Second</h1>" in read(public, item, edition=2)


def test_a_change_of_what_no_reader_dials_breaks_nothing(world: World, item: Item, public: Api) -> None:
    world.republished(item, title="Second")
    world.changed_contact("samaritans", hours="Every day")
    assert "<h1>First</h1>" in read(public, item, edition=1)


def test_an_edition_that_never_was_is_404(item: Item, public: Api) -> None:
    refused = public.get(f"/embed/resources/{item.slug}", {"edition": 9})
    assert (refused.status, refused.slug, refused.json()["current_edition"]) == (404, "no-such-edition", 1)


def test_withdrawal_ends_every_pin(world: World, item: Item, public: Api) -> None:
    world.republished(item, title="Second")
    world.withdrawn(item)
    assert public.get(f"/embed/resources/{item.slug}", {"edition": 1}).status == 410


def test_a_redirect_ends_every_pin_and_says_so(world: World, item: Item, public: Api) -> None:
    world.redirected(item, successor=world.published(title="Successor"))
    text = read(public, item, edition=1)
    assert "<h1>Successor</h1>" in text
    assert "This took its place." in text


def test_a_warm_pin_takes_one_query(world: World, item: Item, public: Api) -> None:
    world.republished(item, title="Second")
    read(public, item, edition=1)
    with CaptureQueriesContext(connection) as captured:
        read(public, item, edition=1)
    assert len(captured) == 1


def test_a_pin_is_made_anew_when_a_further_edition_comes(world: World, item: Item, public: Api) -> None:
    world.republished(item, title="Second")
    read(public, item, edition=1)
    world.republished(item, title="Third")
    assert "Edition 3 came out on" in read(public, item, edition=1)
