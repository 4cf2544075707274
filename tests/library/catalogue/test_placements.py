"""Entries under their topics: kept by the database, whatever writes to entries."""

from __future__ import annotations

import pytest

from library.catalogue.actions import change_item
from library.catalogue.models import Entry, Item, Placement
from library.editions.actions import restore
from tests.client import Api
from tests.worlds import World

PARENT, CHILD, OTHER = "placed-above", "placed-below", "placed-elsewhere"


@pytest.fixture(autouse=True)
def _topics(world: World) -> None:
    world.add_topic(CHILD, "Placed below", parent=world.add_topic(PARENT, "Placed above"))
    world.add_topic(OTHER, "Placed elsewhere")


def published(world: World, *topics: str) -> Item:
    return world.published(world.draft(governance={"topics": topics}))


def placed() -> set[tuple[str, str]]:
    return set(Placement.objects.values_list("entry__slug", "topic"))


def wanted() -> set[tuple[str, str]]:
    live = Entry.objects.filter(state=Entry.State.LIVE)
    return {(entry.slug, topic) for entry in live for topic in entry.topics}


def test_an_entry_stands_under_its_topics_and_those_above(world: World) -> None:
    item = published(world, CHILD)
    assert placed() == {(item.slug, CHILD), (item.slug, PARENT)} == wanted()


def test_it_moves_with_its_topics(world: World) -> None:
    item = published(world, CHILD)
    item.refresh_from_db()
    change_item(
        item=item, changes={"topics": [OTHER]}, expected_version=item.version, by=world.by("petra"), at=world.now()
    )
    assert placed() == {(item.slug, OTHER)} == wanted()


def test_what_is_withdrawn_stands_nowhere_until_it_is_restored(world: World) -> None:
    item = world.withdrawn(published(world, OTHER))
    assert placed() == set() == wanted()
    restore(item=item, by=world.by("petra"), at=world.now())
    assert placed() == {(item.slug, OTHER)} == wanted()


def test_each_language_stands_there_once(world: World) -> None:
    item = published(world, OTHER)
    world.publish(world.approved(world.translation(item)))
    assert Placement.objects.count() == 2
    assert placed() == wanted()


def test_a_list_by_topic_holds_what_a_list_by_two_topics_does(world: World) -> None:
    """One topic is read from the placements, two from the entries: each list is the newest first, page by page."""
    public = Api()
    slugs = [published(world, topic).slug for topic in (CHILD, OTHER, PARENT, CHILD)]

    def listed(topic: str, **more: str) -> list[str]:
        found, query = [], {"topic": topic, "page_size": "1", **more}
        while True:
            page = public.get("/v1/catalogue", query).json()
            found += [card["slug"] for card in page["items"]]
            if page["next"] is None:
                return found
            query["page_token"] = page["next"].partition("page_token=")[2]

    assert listed(PARENT) == [slugs[3], slugs[2], slugs[0]] == listed(f"{PARENT},{CHILD}")
    assert listed(PARENT, audience="carers") == listed(f"{PARENT},{CHILD}", audience="carers")
    assert listed(CHILD) == [slugs[3], slugs[0]]
