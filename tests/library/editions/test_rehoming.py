"""Items of bodies that have ended move when a person says so, along the succession, and stay where readers find them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from library.catalogue.models import Entry, Item
from library.editions.actions import rehome
from library.editions.actions.rehoming import HomeNotOpen
from library.editions.entries import rewrite_stale_entries
from library.editions.homeless import homeless_items, with_homes
from library.editions.prints import owners_of_files
from library.errors import Forbidden, PreconditionFailed
from library.history.models import Event
from tests.client import Api
from tests.state import state
from tests.worlds import World


def move(world: World, item: Item, to: str, **how: Any) -> Item:
    item = Item.objects.get(pk=item.pk)
    usual = {"expected_version": item.version, "by": world.by("ada"), "at": world.now()}
    return rehome(item=item, to=world.cast.organisations[to], **{**usual, **how})


@pytest.fixture
def orphan(world: World) -> Item:
    """An item of the SUN Network, which has ended; the Coast took over."""
    item = world.published(title="Orphan")
    world.succeeded("sun", by="coast")
    return item


def test_nothing_moves_by_itself(world: World, orphan: Item) -> None:
    assert Item.objects.get(pk=orphan.pk).owner.code == "sun"
    assert Entry.objects.get(item=orphan).publisher == "sun"


def test_what_waits_is_listed_with_its_possible_homes(world: World, orphan: Item) -> None:
    (found,) = with_homes(list(homeless_items(by=world.by("ada"), at=world.now())), at=world.now())
    assert (found.item, found.title, [home.code for home in found.homes]) == (orphan, "Orphan", ["coast"])


def test_before_the_day_nothing_waits(world: World) -> None:
    world.published()
    world.succeeded("sun", by="coast", on=world.clock.date() + timedelta(days=3))
    assert list(homeless_items(by=world.by("ada"), at=world.now())) == []


def test_at_its_new_home_it_has_its_old_address_and_a_new_publisher(world: World, orphan: Item) -> None:
    move(world, orphan, "coast")
    rewrite_stale_entries(at=world.now())
    shown = Api().get(f"/v1/resources/{orphan.slug}")
    assert (shown.status, shown.json()["publisher"]) == (200, {"code": "coast", "name": "Coast"})
    listed = Api().get("/v1/resources", {"publisher": "coast"}).json()["items"]
    assert [card["slug"] for card in listed] == [orphan.slug]


def test_those_who_mirror_learn_of_it(world: World, orphan: Item) -> None:
    move(world, orphan, "coast")
    moved, updated = Event.objects.filter(subject=orphan.pk).order_by("-id")[:2][::-1]
    assert (moved.type, moved.data) == ("item.rehomed", {"before": "sun", "after": "coast"})
    assert (updated.type, updated.edition, updated.change_class) == ("item.updated", 1, "minor")
    assert updated.position is not None


def test_the_new_home_sees_its_drafts_and_may_print_its_files(world: World, orphan: Item) -> None:
    moved = move(world, orphan, "coast")
    assert owners_of_files(moved) == {world.cast.organisations[code].pk for code in ("sun", "coast")}


@pytest.mark.parametrize("to", ["norfolk", "sun"])
def test_it_moves_to_a_successor_only(world: World, orphan: Item, to: str) -> None:
    held = state()
    with pytest.raises(HomeNotOpen) as refusal:
        move(world, orphan, to)
    assert refusal.value.members == {"homes": ["coast"]}
    assert state() == held


def test_an_item_whose_owner_is_still_there_stays(world: World) -> None:
    item = world.published()
    world.succeeded("sun", by="coast", predecessors_end=False)
    with pytest.raises(HomeNotOpen):
        move(world, item, "coast")


@pytest.mark.parametrize("name", ["cora", "petra", "nora"])
def test_it_is_the_steward_administrator_s_to_do(world: World, orphan: Item, name: str) -> None:
    with pytest.raises(Forbidden):
        move(world, orphan, "coast", by=world.by(name))


def test_it_is_meant_for_one_version(world: World, orphan: Item) -> None:
    with pytest.raises(PreconditionFailed):
        move(world, orphan, "coast", expected_version=99)


def test_an_unpublished_item_moves_without_a_word_to_the_public(world: World) -> None:
    draft = world.draft()
    world.succeeded("sun", by="coast")
    position = Event.objects.filter(position__isnull=False).count()
    move(world, draft.item, "coast")
    assert Event.objects.filter(position__isnull=False).count() == position
