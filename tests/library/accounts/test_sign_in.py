"""Who keeps accounts, and that nobody shuts themselves out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from library.accounts.actions import add_code, change_user, end_code, set_password
from library.accounts.models import User
from library.accounts.queries import actor_name, memberships_of
from library.errors import Forbidden, Malformed
from library.history.models import Event
from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World()


def change(world: World, who: str, by: str, **changes: Any) -> User:
    user = world.cast.members[who].user
    facts = {"name": "Nell Example", "email": "nell@example.org", "is_staff": True, "is_active": True, **changes}
    return change_user(user=user, **facts, by=world.by(by), at=world.now())


def test_a_steward_administrator_opens_the_door(world: World) -> None:
    user = change(world, "nell", "ada", name="Nell Anne Example")
    assert (user.is_staff, user.first_name, user.last_name) == (True, "Nell Anne", "Example")
    assert Event.objects.latest("id").type == "user.changed"


def test_an_administrator_of_an_organisation_does_not(world: World) -> None:
    with pytest.raises(Forbidden):
        change(world, "nell", "nora")


@pytest.mark.parametrize("member", ["is_active", "is_staff"])
def test_nobody_shuts_themselves_out(world: World, member: str) -> None:
    change(world, "ada", "ada")
    with pytest.raises(Malformed) as refused:
        change(world, "ada", "ada", **{member: False})
    assert [fault.pointer for fault in refused.value.errors] == [f"/{member}"]


def test_who_is_shut_out_has_no_membership_to_act_by(world: World) -> None:
    user = change(world, "nell", "ada", is_active=False)
    assert list(memberships_of(user)) == []


def test_ones_own_password_is_ones_own_to_set_and_a_colleagues_is_not(world: World) -> None:
    mine, theirs = world.cast.members["nell"].user, world.cast.members["ned"].user
    set_password(user=mine, password="four plain words here", by=world.by("nell"), at=world.now())
    assert mine.check_password("four plain words here")
    with pytest.raises(Forbidden):
        set_password(user=theirs, password="four plain words here", by=world.by("nell"), at=world.now())


def test_an_official_code_ends_on_a_day(world: World) -> None:
    how: dict[str, Any] = {"by": world.by("ada"), "at": world.now()}
    code = add_code(
        organisation=world.cast.organisations["norfolk"], scheme="ods", value="26A", valid_from=date(2020, 4, 1), **how
    )
    with pytest.raises(Malformed):
        end_code(code=code, valid_to=date(2020, 3, 31), **how)
    assert end_code(code=code, valid_to=date(2026, 3, 31), **how).valid_to == date(2026, 3, 31)


def test_an_event_says_what_its_actor_is_called(world: World) -> None:
    change(world, "nell", "ada")
    events = Event.objects.annotate(by=actor_name("actor")).order_by("-id")
    assert (events[0].by, events.filter(actor__isnull=True)[0].by) == ("Ada Example", None)
