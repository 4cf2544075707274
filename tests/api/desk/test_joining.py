"""Who comes in and who takes over, at the desk."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from library.accounts import actions
from library.accounts.actors import SYSTEM
from library.accounts.models import AccessRequest, Invitation, Organisation
from library.catalogue.models import Item
from tests.api.desk.sitting import address, sit_down
from tests.cast import START
from tests.post import deliver
from tests.worlds import World

ROLES = {"roles": ["admin", "editor"], "version": "1"}


def take(client: Client, thing: Any, step: str, data: dict[str, Any]) -> Any:
    return client.post(address(thing, step), data, follow=True)


def test_a_request_is_accepted_as_a_new_organisation(world: World, ada: Client) -> None:
    request = world.asked_for_access()
    deliver()
    new = {"name": "Central East", "kind": "health_authority", "districts": "cb\npe", **ROLES}
    page = take(ada, request, "accept-new", new)
    assert "Robin Example gets an invitation" in page.content.decode()
    organisation = Organisation.objects.get(code="central-east")
    assert organisation.districts == ["CB", "PE"]
    assert [message.to for message in deliver()] == [["robin@nhs.example"]]


def test_a_code_that_is_known_is_named_and_chosen_beforehand(world: World, ada: Client) -> None:
    norfolk = world.cast.organisations["norfolk"]
    actions.add_code(organisation=norfolk, scheme="ods", value="S1Y5D", by=SYSTEM, at=START)
    request = world.asked_for_access()
    assert "S1Y5D stands here for Norfolk and Waveney already" in ada.get(address(request)).content.decode()
    form = ada.get(address(request, "accept-known")).context["form"]
    assert form.initial["organisation"] == norfolk.pk


def test_it_is_accepted_for_an_organisation_that_is_here(world: World, ada: Client) -> None:
    request = world.asked_for_access()
    take(ada, request, "accept-known", {"organisation": str(world.cast.organisations["norfolk"].pk), **ROLES})
    assert Invitation.objects.get().organisation.code == "norfolk"


def test_declining_asks_for_a_reason(world: World, ada: Client) -> None:
    request = world.asked_for_access()
    take(ada, request, "decline", {"reason": "", "version": "1"})
    assert AccessRequest.objects.get().state == "received"
    take(ada, request, "decline", {"reason": "Not yet.", "version": "1"})
    assert AccessRequest.objects.get().state == "declined"


def test_what_was_decided_offers_no_step(world: World, ada: Client) -> None:
    request = world.asked_for_access()
    take(ada, request, "decline", {"reason": "Not yet.", "version": "1"})
    assert ada.get(address(request)).context["steps"] == []


def test_an_administrator_invites_and_takes_back(world: World) -> None:
    nora = sit_down(world, "nora")
    norfolk = world.cast.organisations["norfolk"]
    form = {"organisation": str(norfolk.pk), "name": "Sam", "email": "sam@nhs.example", "roles": ["editor"]}
    nora.post(reverse("admin:accounts_invitation_add"), form)
    invitation = Invitation.objects.get()
    assert invitation.opens_desk is False
    take(nora, invitation, "take-back", {})
    invitation.refresh_from_db()
    assert invitation.revoked_at is not None


def test_an_administrator_opens_the_desk_to_colleagues_and_offers_no_role_of_the_steward(world: World) -> None:
    nora = sit_down(world, "nora")
    form = nora.get(reverse("admin:accounts_invitation_add")).context["form"]
    assert {role for role, _ in form.fields["roles"].choices} == {"editor", "approver", "admin", "reader"}
    sent = {"organisation": str(world.cast.organisations["norfolk"].pk), "name": "Sam", "email": "sam@nhs.example"}
    nora.post(reverse("admin:accounts_invitation_add"), {**sent, "roles": ["approver"], "opens_desk": "on"})
    assert Invitation.objects.get().opens_desk is True


def test_an_administrator_invites_to_no_other_organisation(world: World) -> None:
    nora = sit_down(world, "nora")
    suffolk = world.cast.organisations["suffolk"]
    form = {"organisation": str(suffolk.pk), "name": "Sam", "email": "sam@nhs.example", "roles": ["editor"]}
    nora.post(reverse("admin:accounts_invitation_add"), {**form, "opens_desk": "on"})
    assert Invitation.objects.count() == 0


def test_a_succession_is_recorded_and_an_item_moved(world: World, ada: Client) -> None:
    item = world.published(title="Orphan")
    sun, norfolk = (world.cast.organisations[code] for code in ("sun", "norfolk"))
    day = world.clock.date().isoformat()
    form = {"successors": [str(norfolk.pk)], "on": day, "type": "merger", "predecessors_end": "on"}
    take(ada, sun, "succession", form)
    assert "Waiting for a new home" in ada.get(address(sun)).content.decode()
    take(ada, sun, "re-home", {"item": str(item.pk), "to": str(norfolk.pk)})
    assert Item.objects.get(pk=item.pk).owner == norfolk
