"""Organisations that ask to join."""

from __future__ import annotations

import re
from typing import Any

import pytest

from library.accounts import actions
from library.accounts.actions.joining import AlreadyDecided, NewOrganisation
from library.accounts.actions.organisations import CodeTaken
from library.accounts.models import AccessRequest, Invitation, Organisation
from library.accounts.waiting import known_by_ods
from library.errors import Forbidden, Malformed, PreconditionFailed
from library.history.models import Event
from tests.post import deliver
from tests.state import state
from tests.worlds import World

NEW = NewOrganisation("health_authority")


def accept(world: World, request: AccessRequest, **how: Any) -> tuple[AccessRequest, Invitation]:
    to = {"new": NEW} if "organisation" not in how and "new" not in how else {}
    usual = {"roles": ["admin", "editor"], "expected_version": 1, "by": world.by("ada"), "at": world.now()}
    return actions.accept_request(request=request, **{**usual, **to, **how})


def test_a_request_has_a_reference_that_can_be_read_out(world: World) -> None:
    references = {world.asked_for_access(message=f"{number}").reference for number in range(30)}
    assert len(references) == 30
    assert all(re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}", found) for found in references)


def test_the_steward_s_administrators_are_told_without_personal_data(world: World) -> None:
    request = world.asked_for_access()
    (message,) = deliver()
    assert message.to == ["ada@sun.example"]
    assert request.reference in message.body
    assert "Robin" not in message.body
    assert request.email not in message.body


def test_the_same_request_sent_twice_is_one(world: World) -> None:
    first = world.asked_for_access()
    deliver()
    again = world.asked_for_access(ods_code="s1y5d", email="ROBIN@nhs.example")
    assert (again.pk, AccessRequest.objects.count()) == (first.pk, 1)
    assert deliver() == []


@pytest.mark.parametrize("changed", [{"email": "kim@nhs.example"}, {"message": "Other."}, {"ods_code": "QRL"}])
def test_another_request_is_another(world: World, changed: dict[str, str]) -> None:
    world.asked_for_access()
    world.asked_for_access(**changed)
    assert AccessRequest.objects.count() == 2


def test_after_a_refusal_one_may_ask_again(world: World) -> None:
    declined(world)
    assert world.asked_for_access().state == "received"


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"ods_code": "S1"}, "/ods_code"),
        ({"ods_code": "S1-Y5"}, "/ods_code"),
        ({"areas": ["E54000065", "East of England"]}, "/areas/1"),
        ({"areas": ["E99000001"]}, "/areas/0"),
    ],
)
def test_codes_that_can_be_none_are_refused(world: World, said: dict[str, Any], place: str) -> None:
    with pytest.raises(Malformed) as refusal:
        world.asked_for_access(**said)
    assert [fault.pointer for fault in refusal.value.errors] == [place]


def test_accepting_makes_the_organisation_with_its_dated_code(world: World) -> None:
    request, invitation = accept(world, world.asked_for_access())
    organisation = Organisation.objects.get(code="nhs-central-east-icb")
    assert (request.organisation, invitation.organisation) == (organisation, organisation)
    code = organisation.codes.get()
    assert (code.scheme, code.value, code.valid_from) == ("ods", "S1Y5D", world.clock.date())


def test_accepting_invites_whoever_asked(world: World) -> None:
    deliver()
    _, invitation = accept(world, world.asked_for_access())
    assert (invitation.email, invitation.roles) == ("robin@nhs.example", ["admin", "editor"])


def test_it_may_be_one_that_is_here(world: World) -> None:
    request, invitation = accept(world, world.asked_for_access(), organisation=world.cast.organisations["norfolk"])
    assert request.organisation == invitation.organisation == world.cast.organisations["norfolk"]
    assert [code.value for code in invitation.organisation.codes.all()] == ["S1Y5D"]


def known(world: World) -> None:
    actions.add_code(
        organisation=world.cast.organisations["suffolk"],
        scheme="ods",
        value="S1Y5D",
        by=world.by("ada"),
        at=world.now(),
    )


def test_the_steward_learns_whom_a_code_stands_for(world: World) -> None:
    known(world)
    assert known_by_ods(["S1Y5D", "", "XXX"])["S1Y5D"].organisation.code == "suffolk"


@pytest.mark.parametrize("to", ["new", "norfolk"])
def test_a_code_goes_on_to_mean_one_body(world: World, to: str) -> None:
    known(world)
    request = world.asked_for_access()
    how = {"new": NEW} if to == "new" else {"organisation": world.cast.organisations[to]}
    before = state()
    with pytest.raises(CodeTaken):
        accept(world, request, **how)
    assert state() == before


def test_whom_the_code_stands_for_takes_it_as_it_is(world: World) -> None:
    known(world)
    request, _ = accept(world, world.asked_for_access(), organisation=world.cast.organisations["suffolk"])
    assert request.organisation is not None
    assert request.organisation.codes.count() == 1


@pytest.mark.parametrize("both", [True, False])
def test_it_is_accepted_as_one_thing(world: World, both: bool) -> None:
    how = {"organisation": world.cast.organisations["norfolk"] if both else None, "new": NEW if both else None}
    with pytest.raises(Malformed):
        accept(world, world.asked_for_access(), **how)


def declined(world: World) -> AccessRequest:
    return actions.decline_request(
        request=world.asked_for_access(), reason="Not yet.", expected_version=1, by=world.by("ada"), at=world.now()
    )


def test_declining_says_why_by_mail(world: World) -> None:
    declined(world)
    _, message = deliver()
    assert message.to == ["robin@nhs.example"]
    assert "Not yet." in message.body


@pytest.mark.parametrize("name", ["cora", "nora", "sadie"])
def test_others_do_not_decide(world: World, name: str) -> None:
    request = world.asked_for_access()
    before = state()
    with pytest.raises(Forbidden):
        accept(world, request, by=world.by(name))
    with pytest.raises(Forbidden):
        actions.decline_request(request=request, reason="x", expected_version=1, by=world.by(name), at=world.now())
    assert state() == before


def test_it_is_decided_once(world: World) -> None:
    request = declined(world)
    with pytest.raises(AlreadyDecided):
        accept(world, request, expected_version=2)


def test_a_decision_is_meant_for_one_version(world: World) -> None:
    with pytest.raises(PreconditionFailed):
        accept(world, world.asked_for_access(), expected_version=7)


def test_history_holds_no_personal_data(world: World) -> None:
    accept(world, world.asked_for_access())
    events = Event.objects.filter(type__startswith="access_request")
    assert [event.type for event in events.order_by("id")] == ["access_request.received", "access_request.accepted"]
    assert not any("robin" in str(vars(event)).lower() for event in Event.objects.all())
