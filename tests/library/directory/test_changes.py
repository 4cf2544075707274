"""Two people change a contact point: one proposes, another confirms (domain.md CR-13)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from library.directory.actions import (
    ChangePending,
    ContactPointRetired,
    DirectoryNameTaken,
    NoChangePending,
    SecondPersonNeeded,
    confirm_change,
    discard_change,
    propose_change,
    retire_contact_point,
    verify_contact_point,
)
from library.directory.models import ContactChange, ContactPoint
from library.errors import Forbidden, Malformed, NotFound, PreconditionFailed
from library.history.models import Event
from library.ids import new_id
from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def line(world: World) -> ContactPoint:
    """One of Norfolk's own."""
    return world.contact("line", "111", by="nell", hours="Every day")


def propose(world: World, contact: ContactPoint, who: str = "nell", version: int = 1, **changes: Any) -> ContactChange:
    return propose_change(contact=contact, changes=changes, expected_version=version, by=world.by(who), at=world.now())


def confirm(world: World, change: ContactChange, who: str = "nadia", version: int = 2) -> ContactPoint:
    return confirm_change(
        contact=change.contact_point, change=change.pk, expected_version=version, by=world.by(who), at=world.now()
    )


def saved(contact: ContactPoint) -> ContactPoint:
    return ContactPoint.objects.get(pk=contact.pk)


def test_what_is_proposed_is_not_so_yet(world: World, line: ContactPoint) -> None:
    change = propose(world, line, value="999")
    assert (saved(line).value, change.state, change.changes) == ("111", "pending", {"value": "999"})
    assert Event.objects.latest("id").type == "contact_point.change_proposed"


def test_a_second_person_makes_it_so(world: World, line: ContactPoint) -> None:
    assert confirm(world, propose(world, line, value="999", menu_path="option 2")).version == 3
    event = Event.objects.latest("id")
    assert (saved(line).value, saved(line).menu_path) == ("999", "option 2")
    assert (event.type, event.organisation) == ("contact_point.changed", line.organisation_id)
    assert event.data["proposed_by"] == str(world.by("nell").id)


def test_whoever_proposed_it_can_t_confirm_it(world: World, line: ContactPoint) -> None:
    change = propose(world, line, value="999")
    with pytest.raises(SecondPersonNeeded):
        confirm(world, change, "nell")
    assert saved(line).value == "111"


def test_the_database_refuses_one_person_for_two(world: World, line: ContactPoint) -> None:
    change = propose(world, line, value="999")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactChange.objects.filter(pk=change.pk).update(
            state="confirmed", decided_by=change.proposed_by, decided_at=world.now()
        )


def test_a_service_key_is_no_person(world: World, line: ContactPoint) -> None:
    key = world.by("nell")
    machine = type(key)(id=new_id(), organisation_id=key.organisation_id, roles=key.roles, is_person=False)
    with pytest.raises(Forbidden):
        propose_change(contact=line, changes={"value": "999"}, expected_version=1, by=machine, at=world.now())


@pytest.mark.parametrize(("who", "refusal"), [("ned", Forbidden), ("sadie", NotFound), ("cora", NotFound)])
def test_who_does_not_keep_it_neither_proposes_nor_confirms(
    world: World, line: ContactPoint, who: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        propose(world, line, who, value="999")
    change = propose(world, line, value="999")
    with pytest.raises(refusal):
        confirm(world, change, who)
    assert saved(line).value == "111"


def test_another_steward_does_not_confirm_what_ours_proposed(world: World) -> None:
    contact = ContactPoint.objects.get(slug="samaritans")
    change = propose(world, contact, "cora", value="116124")
    with pytest.raises(NoChangePending):
        confirm(world, change, "hugo")
    assert confirm(world, change, "petra").value == "116124"


def test_one_change_waits_at_a_time(world: World, line: ContactPoint) -> None:
    propose(world, line, value="999")
    with pytest.raises(ChangePending):
        propose(world, line, "nadia", version=2, value="112")


def test_a_change_that_was_discarded_makes_room_for_another(world: World, line: ContactPoint) -> None:
    change = propose(world, line, value="999")
    discard_change(contact=line, change=change.pk, expected_version=2, by=world.by("nell"), at=world.now())
    with pytest.raises(NoChangePending):
        confirm(world, change, version=3)
    assert confirm(world, propose(world, line, version=3, value="112"), version=4).value == "112"


def test_nobody_confirms_what_they_have_not_seen(world: World, line: ContactPoint) -> None:
    change = propose(world, line, value="999")
    with pytest.raises(PreconditionFailed):
        confirm(world, change, version=1)
    with pytest.raises(NoChangePending):
        confirm_change(contact=line, change=new_id(), expected_version=2, by=world.by("nadia"), at=world.now())


def test_a_new_number_has_not_been_verified_by_anybody(world: World, line: ContactPoint) -> None:
    verify_contact_point(contact=line, verified_by="Us", on=world.clock.date(), by=world.by("nell"), at=world.now())
    changed = confirm(world, propose(world, line, version=2, value="999"), version=3)
    assert (changed.verified_at, changed.verified_by) == (None, "")


def test_new_hours_leave_the_verification(world: World, line: ContactPoint) -> None:
    verify_contact_point(contact=line, verified_by="Us", on=world.clock.date(), by=world.by("nell"), at=world.now())
    changed = confirm(world, propose(world, line, version=2, hours="Mondays"), version=3)
    assert (changed.hours, changed.verified_by) == ("Mondays", "Us")


def test_words_take_the_place_of_data_and_data_of_words(world: World, line: ContactPoint) -> None:
    schedule = {"weekly": [{"days": ["mo"], "opens": "09:00", "closes": "12:00"}]}
    first = confirm(world, propose(world, line, schedule=schedule))
    assert first.hours == "Monday, 9am to midday"
    second = confirm(world, propose(world, line, version=3, hours="Ask"), version=4)
    assert (second.hours, second.schedule) == ("Ask", None)


def test_a_day_comes_back_as_a_day(world: World, line: ContactPoint) -> None:
    day = world.clock.date() + timedelta(days=3)
    assert confirm(world, propose(world, line, valid_from=day)).valid_from == day


@pytest.mark.parametrize(
    "changes", [{"value": "111 option 2"}, {}, {"value": "111"}, {"slug": "other", "kind": "url"}, {"group": "line"}]
)
def test_what_changes_nothing_or_makes_no_sense_is_not_proposed(
    world: World, line: ContactPoint, changes: dict[str, Any]
) -> None:
    with pytest.raises((Malformed, DirectoryNameTaken)):
        propose(world, line, **changes)
    assert (saved(line).version, ContactChange.objects.count()) == (1, 0)


def test_retiring_discards_what_was_proposed(world: World, line: ContactPoint) -> None:
    change = propose(world, line, value="999")
    retire_contact_point(
        contact=line, valid_to=world.clock.date(), expected_version=2, by=world.by("nadia"), at=world.now()
    )
    change.refresh_from_db()
    assert change.state == "discarded"
    with pytest.raises(ContactPointRetired):
        confirm(world, change, version=3)
