"""Invitations: sent by mail, accepted once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from library.accounts import actions
from library.accounts.actions import invitations
from library.accounts.actions.invitations import HOLDS, InvitationOver, asks_for_password
from library.accounts.actions.people import AlreadyAMember, NameTaken
from library.accounts.granting import RoleNotYours
from library.accounts.models import Invitation, Membership, User
from library.accounts.queries import caller_for_key
from library.errors import Forbidden, Malformed, NotFound
from library.history.models import Event
from tests.post import deliver
from tests.worlds import World


def accept(invitation: Invitation, **how: Any) -> Any:
    return actions.accept_invitation(invitation=invitation.pk, **{"at": timezone.now(), **how})


def test_the_mail_says_who_for_what_and_until_when(world: World) -> None:
    invitation = world.invited()
    (message,) = deliver()
    assert message.to == ["sam@nhs.example"]
    assert "Norfolk and Waveney" in message.subject
    assert "Hello Sam Okafor" in message.body
    until = timezone.localtime(invitation.expires_at)
    assert f"holds until {until.day} {until:%B %Y}" in message.body


def test_accepting_makes_a_member_with_a_key_that_works(world: World) -> None:
    joined = accept(world.invited(roles=["editor", "approver"]))
    caller = caller_for_key(joined.key, at=timezone.now())
    assert caller is not None
    assert caller.actor.organisation_id == world.cast.organisations["norfolk"].pk
    assert caller.actor.roles == {"editor", "approver"}


def test_the_person_has_the_name_and_address_of_the_invitation(world: World) -> None:
    user = accept(world.invited()).membership.user
    assert (user.get_full_name(), user.email) == ("Sam Okafor", "sam@nhs.example")
    assert (user.is_staff, user.has_usable_password()) == (False, False)


def test_it_is_accepted_once(world: World) -> None:
    invitation = world.invited()
    accept(invitation)
    with pytest.raises(NotFound):
        accept(invitation)
    assert Membership.objects.filter(user__email="sam@nhs.example").count() == 1


@pytest.mark.parametrize("after", [HOLDS, HOLDS + timedelta(days=1)])
def test_it_expires(world: World, after: timedelta) -> None:
    with pytest.raises(NotFound):
        accept(world.invited(), at=timezone.now() + after)


def test_a_new_invitation_ends_the_one_before(world: World) -> None:
    first, second = world.invited(), world.invited(email="SAM@nhs.example ")
    with pytest.raises(NotFound):
        accept(first)
    assert len(deliver()) == 1
    accept(second)


def test_one_that_is_taken_back_is_over(world: World) -> None:
    invitation = world.invited()
    actions.revoke_invitation(invitation=invitation, by=world.by("nora"), at=timezone.now())
    with pytest.raises(NotFound):
        accept(invitation)
    assert deliver() == []


def test_one_that_was_accepted_is_not_taken_back(world: World) -> None:
    invitation = world.invited()
    accept(invitation)
    with pytest.raises(InvitationOver):
        actions.revoke_invitation(invitation=invitation, by=world.by("nora"), at=timezone.now())


@pytest.mark.parametrize(
    ("by", "how", "refusal"),
    [
        ("nora", {}, None),
        ("nell", {}, Forbidden),
        ("sadie", {}, NotFound),
        ("cora", {}, NotFound),
        ("nora", {"roles": ["curator"]}, Malformed),
        ("nora", {"roles": []}, Malformed),
        ("nora", {"opens_desk": True}, None),
        ("nell", {"opens_desk": True}, Forbidden),
        ("ada", {"opens_desk": True}, None),
        ("ada", {"roles": ["curator"]}, Malformed),
    ],
)
def test_who_may_invite_whom_to_what(world: World, by: str, how: dict[str, Any], refusal: Any) -> None:
    if refusal is None:
        world.invited(by=by, **how)
        return
    before = Event.objects.count()
    with pytest.raises(refusal):
        world.invited(by=by, **how)
    assert (Event.objects.count(), Invitation.objects.count()) == (before, 0)


def test_roles_of_the_steward_are_the_steward_administrator_s_to_give(world: World) -> None:
    world.join("adam", "sun", ["admin"])
    with pytest.raises(RoleNotYours):
        world.invited("sun", by="adam", roles=["curator"])
    world.invited("sun", by="ada", roles=["curator"])


def test_a_member_is_not_invited_again(world: World) -> None:
    with pytest.raises(AlreadyAMember):
        world.invited(email="nell@norfolk.example")


def test_nobody_learns_that_somebody_works_elsewhere(world: World) -> None:
    joined = accept(world.invited(email="sadie@suffolk.example"))
    assert joined.membership.user_id != world.cast.members["sadie"].user_id


def test_who_was_a_member_before_is_the_same_person(world: World) -> None:
    nell = world.cast.members["nell"]
    actions.end_membership(membership=nell, expected_version=1, by=world.by("nora"), at=timezone.now())
    assert accept(world.invited(email="nell@norfolk.example")).membership.user_id == nell.user_id


def test_who_was_shut_out_does_not_come_back_by_an_invitation(world: World) -> None:
    nell = world.cast.members["nell"]
    actions.end_membership(membership=nell, expected_version=1, by=world.by("nora"), at=timezone.now())
    actions.change_user(
        user=nell.user,
        name="Nell",
        email=nell.user.email,
        is_staff=False,
        is_active=False,
        by=world.by("ada"),
        at=world.now(),
    )
    with pytest.raises(NotFound):
        accept(world.invited(email="nell@norfolk.example"))


def test_who_was_added_by_hand_meanwhile_keeps_those_roles(world: World) -> None:
    invitation = world.invited(roles=["editor", "admin"])
    actions.add_person(
        organisation=world.cast.organisations["norfolk"],
        email="sam@nhs.example",
        name="Sam",
        roles=["reader"],
        by=world.by("nora"),
        at=timezone.now(),
    )
    joined = accept(invitation)
    assert joined.membership.roles == ["reader"]
    assert caller_for_key(joined.key, at=timezone.now()).actor.roles == {"reader"}  # type: ignore[union-attr]


def test_a_password_opens_the_desk_where_the_invitation_says_so(world: World) -> None:
    joined = accept(world.invited(opens_desk=True), password="correct horse battery")
    user = User.objects.get(username=joined.username)
    assert (user.username, user.is_staff) == ("sam@nhs.example", True)
    assert user.check_password("correct horse battery")


def test_without_a_password_the_desk_stays_shut(world: World) -> None:
    joined = accept(world.invited(opens_desk=True))
    assert (joined.username, joined.membership.user.is_staff) == (None, False)


def test_a_password_opens_nothing_where_the_invitation_does_not_say_so(world: World) -> None:
    joined = accept(world.invited(), password="correct horse battery")
    assert (joined.membership.user.is_staff, joined.membership.user.has_usable_password()) == (False, False)


PASSWORD = "correct horse battery"


def back_in_norfolk(world: World, name: str, **how: Any) -> tuple[User, Any]:
    """Somebody who once belonged to Norfolk is invited there again, with a way into the desk, and chooses a password."""
    norfolk, user = world.cast.organisations["norfolk"], world.cast.members[name].user
    membership = user.memberships.filter(organisation=norfolk).first() or actions.add_member(
        user=user, organisation=norfolk, roles=["reader"], by=world.by("ada"), at=timezone.now()
    )
    actions.end_membership(
        membership=membership, expected_version=membership.version, by=world.by("ada"), at=timezone.now()
    )
    joined = accept(world.invited(email=user.email, opens_desk=True, by="nora", **how), password=PASSWORD)
    return User.objects.get(pk=user.pk), joined


def test_who_belongs_to_nobody_else_and_has_no_password_gets_one(world: World) -> None:
    user, joined = back_in_norfolk(world, "nell")
    assert (user.is_staff, user.check_password(PASSWORD)) == (True, True)
    assert (joined.username, joined.desk_waits) == (user.username, False)


def test_an_organisation_opens_no_account_that_belongs_elsewhere_too(world: World) -> None:
    user, joined = back_in_norfolk(world, "cora")
    assert (user.is_staff, user.has_usable_password()) == (False, False)
    assert (joined.username, joined.desk_waits) == (None, True)


def test_nor_does_it_change_a_password(world: World) -> None:
    nell = world.cast.members["nell"].user
    actions.set_password(user=nell, password="a password of her own", by=world.by("ada"), at=world.now())
    user, joined = back_in_norfolk(world, "nell")
    assert user.check_password("a password of her own")
    assert (user.is_staff, joined.username, joined.desk_waits) == (False, None, True)


def test_whoever_invited_and_the_steward_hear_that_the_desk_waits(world: World) -> None:
    back_in_norfolk(world, "cora")
    told = {message.to[0]: message.body for message in deliver() if "did not open the desk" in message.subject}
    assert set(told) == {world.cast.members[name].user.email for name in ("nora", "ada")}
    assert all("an invitation changes nobody's password" in body for body in told.values())


def test_no_password_is_asked_for_where_it_would_open_nothing(world: World) -> None:
    assert asks_for_password(world.invited(opens_desk=True))
    actions.set_password(user=world.cast.members["nell"].user, password=PASSWORD, by=world.by("ada"), at=world.now())
    nell = world.cast.members["nell"]
    actions.end_membership(membership=nell, expected_version=1, by=world.by("nora"), at=timezone.now())
    assert not asks_for_password(world.invited(email=nell.user.email, opens_desk=True))


@pytest.mark.parametrize("is_taken", [False, True])
def test_a_user_name_does_not_tell_an_organisation_whether_somebody_has_it(world: World, is_taken: bool) -> None:
    if is_taken:
        actions.create_user(username="sam@nhs.example", by=world.by("ada"), at=world.now())
    joined = accept(world.invited(by="nora", opens_desk=True), password=PASSWORD)
    assert joined.username == f"sam@nhs.example#{world.cast.organisations['norfolk'].pk.hex}"


@pytest.mark.parametrize("refusal", [NameTaken(), IntegrityError("accounts_user_username_key")])
def test_a_short_name_that_somebody_has_becomes_a_long_one(
    world: World, monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    made = invitations.create_user

    def taken_meanwhile(*, username: str, **facts: Any) -> User:
        if "#" not in username:
            raise refusal
        return made(username=username, **facts)

    monkeypatch.setattr(invitations, "create_user", taken_meanwhile)
    joined = accept(world.invited(opens_desk=True), password=PASSWORD)
    assert joined.username.startswith("sam@nhs.example#")


@pytest.mark.parametrize("password", ["short", "password1234", "sam@nhs.example"])
def test_a_weak_password_is_refused_and_the_invitation_stays(world: World, password: str) -> None:
    invitation = world.invited(opens_desk=True)
    with pytest.raises(Malformed) as refusal:
        accept(invitation, password=password)
    assert {fault.pointer for fault in refusal.value.errors} == {"/answers/password"}
    assert not User.objects.filter(email="sam@nhs.example").exists()
    accept(invitation)


def test_the_record_says_who_came_by_which_invitation(world: World) -> None:
    invitation = world.invited()
    joined = accept(invitation)
    invitation.refresh_from_db()
    assert invitation.membership == joined.membership
    event = Event.objects.get(type="invitation.accepted")
    assert (event.subject, event.actor) == (invitation.pk, joined.membership.user_id)
