"""Contact points are corrected, verified and retired, and each of it is in the history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from library.directory.actions import (
    ContactPointRetired,
    DirectoryNameTaken,
    add_contact_point,
    retire_contact_point,
    verify_contact_point,
)
from library.directory.models import ContactPoint
from library.directory.queries import contacts_to_verify
from library.editions.printed_contacts import editions_printing
from library.errors import Forbidden, Malformed, NotFound
from library.history.models import Event
from tests.worlds import World

TODAY = date(2026, 11, 23)


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def beat(world: World) -> ContactPoint:
    return add_contact_point(slug="beat", name="Beat", kind="e164", value="+448088010677", **by(world))


def by(world: World, name: str = "cora") -> dict[str, Any]:
    return {"by": world.by(name), "at": world.now()}


def test_a_slug_stands_for_one(world: World, beat: ContactPoint) -> None:
    with pytest.raises(DirectoryNameTaken):
        add_contact_point(slug="beat", name="Another", kind="short_voice", value="111", **by(world))


def test_a_retired_one_names_its_successor_in_the_feed_and_changes_no_more(world: World, beat: ContactPoint) -> None:
    other = ContactPoint.objects.get(slug="samaritans")
    retired = retire_contact_point(contact=beat, valid_to=TODAY, superseded_by=other, expected_version=1, **by(world))
    event = Event.objects.latest("id")
    assert (event.type, event.successor_slug, event.position is not None) == (
        "contact_point.retired",
        "samaritans",
        True,
    )
    with pytest.raises(ContactPointRetired):
        verify_contact_point(contact=retired, verified_by="Beat", on=world.clock.date(), **by(world))


def test_nothing_takes_its_own_place(world: World, beat: ContactPoint) -> None:
    with pytest.raises(Malformed):
        retire_contact_point(contact=beat, valid_to=TODAY, superseded_by=beat, expected_version=1, **by(world))


@pytest.mark.parametrize("name", ["lila", "rosa", "nell", "nadia", "nora"])
def test_who_does_not_keep_what_is_everybody_s(world: World, beat: ContactPoint, name: str) -> None:
    with pytest.raises(Forbidden):
        verify_contact_point(contact=beat, verified_by="Me", on=world.clock.date(), **by(world, name))
    with pytest.raises(Forbidden):
        retire_contact_point(contact=beat, valid_to=TODAY, expected_version=1, **by(world, name))


@pytest.mark.parametrize(
    ("name", "owner"), [("cora", None), ("petra", None), ("nell", "norfolk"), ("sadie", "suffolk")]
)
def test_a_steward_s_is_everybody_s_and_another_s_is_its_own(world: World, name: str, owner: str | None) -> None:
    added = add_contact_point(slug="line", name="Line", kind="short_voice", value="111", **by(world, name))
    assert added.organisation == (world.cast.organisations[owner] if owner else None)


def test_another_organisation_s_does_not_exist(world: World) -> None:
    theirs = add_contact_point(slug="line", name="Line", kind="short_voice", value="111", **by(world, "nell"))
    for name in ("sadie", "cora"):
        with pytest.raises(NotFound):
            retire_contact_point(contact=theirs, valid_to=TODAY, expected_version=1, **by(world, name))


def test_a_day_to_come_verifies_nothing(world: World, beat: ContactPoint) -> None:
    with pytest.raises(Malformed):
        verify_contact_point(contact=beat, verified_by="Beat", on=world.clock.date() + timedelta(days=1), **by(world))


def test_a_slug_is_no_group_and_a_group_no_slug(world: World, beat: ContactPoint) -> None:
    how = {"name": "Another", "kind": "short_voice", "value": "111", **by(world)}
    add_contact_point(slug="of-a-group", group="lines", **how)
    with pytest.raises(DirectoryNameTaken):
        add_contact_point(slug="lines", **how)
    for slug, group in (("other", "beat"), ("same", "same")):
        with pytest.raises(DirectoryNameTaken):
            add_contact_point(slug=slug, group=group, **how)


def test_hours_that_are_data_are_put_into_words(world: World) -> None:
    evenings = {"weekly": [{"days": ["mo", "tu"], "opens": "18:00", "closes": "01:00"}]}
    contact = world.contact("evenings", schedule=evenings)
    assert contact.hours == "Monday and Tuesday, 6pm to 1am"


@pytest.mark.parametrize(
    "facts",
    [
        {"schedule": {"weekly": [{"days": ["xx"], "opens": "18:00", "closes": "01:00"}]}},
        {"schedule": {"timezone": "Europe/Ely"}},
        {"non_voice": ["none", "relay"]},
        {"non_voice": ["smoke"]},
        {"cost": "dear"},
    ],
)
def test_what_makes_no_sense_is_refused(world: World, facts: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        world.contact("line", **facts)
    assert not ContactPoint.objects.filter(slug="line").exists()


@pytest.mark.parametrize(
    # An interval of 90 days.
    ("days_ago", "due"),
    [(None, True), (0, False), (89, False), (90, True), (400, True)],
)
def test_what_is_to_be_verified(world: World, beat: ContactPoint, days_ago: int | None, due: bool) -> None:
    if days_ago is not None:
        verify_contact_point(
            contact=beat, verified_by="Beat", on=world.clock.date() - timedelta(days=days_ago), **by(world)
        )
    assert (beat in contacts_to_verify(world.clock.date())) is due


def test_what_is_retired_is_not_to_be_verified(world: World, beat: ContactPoint) -> None:
    retire_contact_point(contact=beat, valid_to=TODAY - timedelta(days=1), expected_version=1, **by(world))
    assert beat not in contacts_to_verify(TODAY)


def test_editions_that_print_it_are_found_and_whether_as_it_is_now(world: World) -> None:
    samaritans = ContactPoint.objects.get(slug="samaritans")
    item = world.published()
    assert [(printed.edition.item, printed.as_now) for printed in editions_printing(samaritans)] == [(item, True)]
    changed = world.changed_contact("samaritans", menu_path="choose “talk”")
    assert [printed.as_now for printed in editions_printing(changed)] == [False]


def test_what_is_not_out_any_more_does_not_print_it(world: World) -> None:
    samaritans = ContactPoint.objects.get(slug="samaritans")
    world.withdrawn()
    assert editions_printing(samaritans) == []
