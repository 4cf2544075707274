"""Contact points are corrected, verified and retired, and each of it is in the history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from library.directory.actions import (
    ContactPointRetired,
    DirectoryNameTaken,
    add_contact_point,
    change_contact_point,
    retire_contact_point,
    verify_contact_point,
)
from library.directory.models import ContactPoint
from library.directory.queries import contacts_to_verify
from library.editions.printed_contacts import editions_printing
from library.errors import Forbidden, Malformed, PreconditionFailed
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


def test_hours_are_changed_and_a_verification_stays(world: World, beat: ContactPoint) -> None:
    verified = verify_contact_point(contact=beat, verified_by="Beat", on=TODAY, **by(world))
    changes = {"hours": "Every day, 3pm to 8pm"}
    changed = change_contact_point(contact=verified, changes=changes, expected_version=2, **by(world))
    assert (changed.hours, changed.verified_at, changed.version) == ("Every day, 3pm to 8pm", TODAY, 3)
    assert Event.objects.latest("id").type == "contact_point.changed"


def test_a_new_number_has_not_been_verified_by_anybody(world: World, beat: ContactPoint) -> None:
    verified = verify_contact_point(contact=beat, verified_by="Beat", on=TODAY, **by(world))
    changed = change_contact_point(
        contact=verified, changes={"value": "+443456341414"}, expected_version=2, **by(world)
    )
    assert (changed.verified_at, changed.verified_by) == (None, "")


def test_a_number_that_is_none_is_refused(world: World, beat: ContactPoint) -> None:
    with pytest.raises(Malformed):
        change_contact_point(contact=beat, changes={"value": "111 option 2"}, expected_version=1, **by(world))
    beat.refresh_from_db()
    assert beat.value == "+448088010677"


def test_slug_and_kind_do_not_change(world: World, beat: ContactPoint) -> None:
    changed = change_contact_point(
        contact=beat, changes={"slug": "other", "kind": "url"}, expected_version=1, **by(world)
    )
    assert (changed.slug, changed.kind) == ("beat", "e164")


def test_who_read_an_older_version_changes_nothing(world: World, beat: ContactPoint) -> None:
    with pytest.raises(PreconditionFailed):
        change_contact_point(contact=beat, changes={"hours": "Never"}, expected_version=7, **by(world))


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
        change_contact_point(contact=retired, changes={"hours": "Never"}, expected_version=2, **by(world))


def test_nothing_takes_its_own_place(world: World, beat: ContactPoint) -> None:
    with pytest.raises(Malformed):
        retire_contact_point(contact=beat, valid_to=TODAY, superseded_by=beat, expected_version=1, **by(world))


def test_a_publisher_does_not_keep_the_directory(world: World, beat: ContactPoint) -> None:
    with pytest.raises(Forbidden):
        change_contact_point(contact=beat, changes={"hours": "x"}, expected_version=1, **by(world, "petra"))
    with pytest.raises(Forbidden):
        retire_contact_point(contact=beat, valid_to=TODAY, expected_version=1, **by(world, "petra"))


@pytest.mark.parametrize(
    # An interval of 90 days.
    ("days_ago", "due"),
    [(None, True), (0, False), (89, False), (90, True), (400, True)],
)
def test_what_is_to_be_verified(world: World, beat: ContactPoint, days_ago: int | None, due: bool) -> None:
    if days_ago is not None:
        verify_contact_point(contact=beat, verified_by="Beat", on=TODAY - timedelta(days=days_ago), **by(world))
    assert (beat in contacts_to_verify(TODAY)) is due


def test_what_is_retired_is_not_to_be_verified(world: World, beat: ContactPoint) -> None:
    retire_contact_point(contact=beat, valid_to=TODAY - timedelta(days=1), expected_version=1, **by(world))
    assert beat not in contacts_to_verify(TODAY)


def test_editions_that_print_it_are_found_and_whether_as_it_is_now(world: World) -> None:
    samaritans = ContactPoint.objects.get(slug="samaritans")
    item = world.published()
    assert [(printed.edition.item, printed.as_now) for printed in editions_printing(samaritans)] == [(item, True)]
    changes = {"menu_path": "choose “talk”"}
    changed = change_contact_point(contact=samaritans, changes=changes, expected_version=1, **by(world))
    assert [printed.as_now for printed in editions_printing(changed)] == [False]


def test_what_is_not_out_any_more_does_not_print_it(world: World) -> None:
    samaritans = ContactPoint.objects.get(slug="samaritans")
    world.withdrawn()
    assert editions_printing(samaritans) == []
