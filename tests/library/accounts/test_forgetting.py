"""Personal data has its time."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from library.accounts import actions, tasks
from library.accounts.actions.invitations import HOLDS
from library.accounts.forgetting import AFTER_A_DECISION, AFTER_AN_INVITATION, UNSENT, forget_people
from library.accounts.models import AccessRequest, Invitation, Letter, PersonalLink
from tests.worlds import World

MOMENT = timedelta(seconds=1)


def declined(world: World) -> AccessRequest:
    return actions.decline_request(
        request=world.asked_for_access(), reason="No.", expected_version=1, by=world.by("ada"), at=world.now()
    )


def test_who_asked_is_forgotten_some_time_after_the_decision(world: World) -> None:
    request = declined(world)
    over = world.clock + AFTER_A_DECISION
    forget_people(at=over - MOMENT)
    assert AccessRequest.objects.get().email
    forget_people(at=over)
    request.refresh_from_db()
    assert (request.contact_name, request.email, request.message, request.reason) == ("", "", "", "")
    assert (request.state, request.reference != "", request.forgotten_at) == ("declined", True, over)


def test_a_request_that_waits_is_kept(world: World) -> None:
    world.asked_for_access()
    forget_people(at=world.clock + 10 * AFTER_A_DECISION)
    assert AccessRequest.objects.get().email == "robin@nhs.example"


def test_who_was_invited_is_forgotten_when_the_invitation_is_over(world: World) -> None:
    invitation = world.invited()
    over = invitation.expires_at + AFTER_AN_INVITATION
    forget_people(at=over - MOMENT)
    assert Invitation.objects.get().email
    forget_people(at=over)
    invitation.refresh_from_db()
    assert (invitation.name, invitation.email, invitation.roles) == ("", "", ["editor"])
    assert PersonalLink.objects.count() == 0


def test_a_member_is_kept_when_the_invitation_is_forgotten(world: World) -> None:
    joined = actions.accept_invitation(invitation=world.invited().pk, at=timezone.now())
    forget_people(at=timezone.now() + HOLDS + AFTER_AN_INVITATION)
    joined.membership.user.refresh_from_db()
    assert joined.membership.user.email == "sam@nhs.example"


def test_two_forgotten_invitations_are_no_conflict(world: World) -> None:
    world.invited()
    world.invited(email="kim@nhs.example")
    assert forget_people(at=timezone.now() + HOLDS + AFTER_AN_INVITATION) >= 2


def test_a_letter_that_never_went_out_is_thrown_away(world: World) -> None:
    world.asked_for_access()
    assert Letter.objects.count() == 1
    forget_people(at=world.clock + UNSENT)
    assert Letter.objects.count() == 0


def test_the_hourly_task_does_it(world: World) -> None:
    declined(world)
    tasks.forget(int((world.clock + AFTER_A_DECISION + timedelta(hours=1)).timestamp()))
    assert AccessRequest.objects.get().email == ""
