"""Taking an item back, undoing that, sending readers elsewhere: every standing, every step, every role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from library.accounts.roles import Role
from library.catalogue.models import Entry, Item
from library.editions.actions import redirect, restore, withdraw
from library.errors import LibraryError, Malformed, PreconditionFailed
from library.history.models import Event
from tests.worlds import World

GRID = """
             unpublished   published   withdrawn   redirected
withdraw     .             withdrawn   .           .
redirect     .             redirected  redirected  .
restore      .             .           published   published
"""
HEADER, *ROWS = [line.split() for line in GRID.strip().splitlines()]
LANDS_IN = {(standing, row[0]): cell for row in ROWS for standing, cell in zip(HEADER, row[1:], strict=True)}
MAY = {Role.PUBLISHER, Role.APPROVER}
SITUATIONS: dict[str, Callable[[World], Item]] = {
    "unpublished": lambda world: world.draft().item,
    "published": lambda world: world.published(),
    "withdrawn": lambda world: world.withdrawn(),
    "redirected": lambda world: world.redirected(),
}
PAST = {"withdraw": "item.withdrawn", "redirect": "item.redirected", "restore": "item.restored"}


def take(step: str, item: Item, successor: Item | None, by: Any, at: Any, **more: Any) -> Item:
    if step == "withdraw":
        return withdraw(item=item, reason="unsafe", explanation="Not safe.", successor=successor, by=by, at=at, **more)
    if step == "redirect":
        assert successor is not None
        return redirect(item=item, successor=successor, by=by, at=at, **more)
    return restore(item=item, by=by, at=at, **more)


@pytest.mark.parametrize("standing", HEADER)
def test_every_step_by_every_role_from_every_standing(standing: str, world: World) -> None:
    item, successor = SITUATIONS[standing](world), world.published()
    assert item.standing == standing
    for row in ROWS:
        for role in Role:
            kinds = ["clinical"] if role is Role.REVIEWER else []
            by = world.join(f"{row[0]}-{role}", "sun", [role.value], kinds)
            assert _outcome(world, row[0], item, successor, by) == _expected(standing, row[0], role), (row[0], role)


def _expected(standing: str, step: str, role: Role) -> str:
    if role not in MAY:
        return "not-allowed"
    return "wrong-standing" if LANDS_IN[standing, step] == "." else LANDS_IN[standing, step]


def _outcome(world: World, step: str, item: Item, successor: Item, by: Any) -> str:
    with transaction.atomic():
        try:
            after = take(step, item, successor, by, world.now()).standing
        except LibraryError as refusal:
            assert Item.objects.get(pk=item.pk).standing == item.standing
            return refusal.slug
        transaction.set_rollback(True)
    return str(after)


@pytest.mark.parametrize("step", PAST)
def test_an_item_of_another_publisher_is_not_there(step: str, world: World) -> None:
    item, successor = world.published(), world.published()
    with pytest.raises(LibraryError) as refused:
        take(step, item, successor, world.by("hugo"), world.now())
    assert refused.value.slug == "not-found"


@pytest.mark.parametrize("step", PAST)
def test_a_step_of_an_old_version_is_refused(step: str, world: World) -> None:
    item = world.withdrawn() if step == "restore" else world.published()
    successor = world.published()
    with pytest.raises(PreconditionFailed):
        take(step, item, successor, world.by("petra"), world.now(), expected_version=item.version - 1)
    take(step, item, successor, world.by("petra"), world.now(), expected_version=Item.objects.get(pk=item.pk).version)


@pytest.mark.parametrize("step", ["withdraw", "redirect"])
@pytest.mark.parametrize("situation", ["itself", "unpublished", "withdrawn", "redirected"])
def test_a_successor_must_be_there_to_read(step: str, situation: str, world: World) -> None:
    item = world.published()
    successor = item if situation == "itself" else SITUATIONS[situation](world)
    with pytest.raises(Malformed) as refused:
        take(step, item, successor, world.by("petra"), world.now())
    assert [fault.pointer for fault in refused.value.errors] == ["/successor"]
    assert Item.objects.get(pk=item.pk).standing == "published"


@pytest.mark.parametrize("step", ["withdraw", "redirect"])
def test_nothing_of_it_is_left_to_read_in_any_language(step: str, world: World) -> None:
    item = world.published()
    world.publish(world.approved(world.translation(item)))
    successor = world.published()
    take(step, item, successor, world.by("petra"), world.now())
    entries = Entry.objects.filter(item=item)
    assert {(entry.state, bytes(entry.card), bytes(entry.document), entry.text, entry.etag) for entry in entries} == {
        (f"{PAST[step].partition('.')[2]}", b"", b"", "", "")
    }
    assert set(entries.values_list("search", "search_head")) == {("", "")}


@pytest.mark.parametrize("step", ["withdraw", "redirect"])
def test_it_comes_back_as_it_was_in_every_language(step: str, world: World) -> None:
    item = world.published()
    world.publish(world.approved(world.translation(item)))
    world.republished(item, summary="The second.")
    before = _readable(item)
    take(step, item, world.published(), world.by("petra"), world.now())
    take("restore", item, None, world.by("petra"), world.now())
    assert _readable(item) == before
    item.refresh_from_db()
    assert (item.standing, item.withdrawn_at, item.withdrawal_reason, item.successor) == ("published", None, "", None)


def _readable(item: Item) -> set[tuple[Any, ...]]:
    columns = ("language", "state", "edition", "title", "text", "search", "published_at", "modified_at", "etag")
    return set(Entry.objects.filter(item=item).values_list(*columns))


@pytest.mark.parametrize("step", PAST)
def test_each_language_has_its_event_in_the_feed(step: str, world: World) -> None:
    item = world.published()
    world.publish(world.approved(world.translation(item)))
    if step == "restore":
        world.withdrawn(item)
    take(step, item, world.published(), world.by("petra"), world.now())
    events = Event.objects.filter(type=PAST[step]).order_by("position")
    assert [event.subject_language for event in events] == ["en-GB", "cy"]
    assert {event.reason for event in events} == {"unsafe" if step == "withdraw" else ""}


def test_the_explanation_is_not_in_the_feed(world: World) -> None:
    item = world.published()
    withdraw(item=item, reason="other", explanation="canary-reason", by=world.by("petra"), at=world.now())
    assert "canary-reason" not in str(list(Event.objects.values()))


def test_the_feed_names_the_successor(world: World) -> None:
    item, successor = world.published(), world.published()
    world.withdrawn(item, successor=successor)
    event = Event.objects.get(type="item.withdrawn")
    assert (event.successor_kind, event.successor_slug) == (successor.kind, successor.slug)
