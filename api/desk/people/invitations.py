"""Invitations: who was asked to become a member, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.utils import timezone

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import badge, moment, thing_link
from api.desk.forms.json_schema import people_words
from api.desk.people.members import RolesForm
from api.desk.site import desk
from api.desk.things import Adding, Cell, Thing
from library.accounts.actions import invite, revoke_invitation
from library.accounts.actors import Actor
from library.accounts.granting import ADMINISTRATION
from library.accounts.models import Invitation, Organisation
from library.accounts.roles import STEWARD_ROLES, Role
from library.accounts.waiting import visible_invitations

ADMINISTRATORS = tuple(sorted(ADMINISTRATION))


class NewInvitationForm(RolesForm):
    organisation = forms.ModelChoiceField(Organisation.objects.none())
    name = forms.CharField(max_length=150)
    email = forms.EmailField(label="E-mail address", max_length=100)
    opens_desk = forms.BooleanField(
        required=False, label="They may use the desk", help_text="They choose a password when they accept."
    )
    versioned = False
    field_order = ("organisation", "name", "email", "roles", "review_kinds", "opens_desk")

    def prepare(self) -> None:
        seat = self.about.seat
        organisation: Any = self.fields["organisation"]
        everybody = seat.may(Role.STEWARD_ADMIN)
        rows = Organisation.objects.order_by("name")
        organisation.queryset = rows if everybody else rows.filter(pk=seat.actor.home)
        organisation.initial = seat.actor.organisation_id
        organisation.empty_label = None if not everybody else organisation.empty_label
        if not everybody:
            roles: Any = self.fields["roles"]
            roles.choices = [(role, people_words(role)) for role in Role if role not in STEWARD_ROLES]
            del self.fields["review_kinds"]

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:  # noqa: ARG003
        return {}


def send(about: Asked) -> Done:
    return Done("Sent. The link in the mail holds for 14 days.", invite(by=about.by, at=about.at, **about.data))


def take_back(about: Asked) -> Done:
    return Done(
        "Taken back. The link works no more.", revoke_invitation(invitation=about.thing, by=about.by, at=about.at)
    )


def _is_open(invitation: Any) -> bool:
    return invitation.accepted_at is None and invitation.revoked_at is None


@admin.register(Invitation, site=desk)
class Invitations(Thing):
    list_display = ("shown_name", "organisation", "shown_roles", "shown_state", "shown_when")
    list_filter = (("organisation", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("name", "email")
    viewers = ADMINISTRATORS
    adding = Adding(
        send,
        NewInvitationForm,
        roles=ADMINISTRATORS,
        lead="They get a mail with a personal link. An earlier invitation of the same person ends.",
        button="Invite",
    )
    steps = (
        Step(
            "take-back",
            "Take it back",
            take_back,
            DeskForm,
            "The link in the mail stops working.",
            "Take it back",
            ADMINISTRATORS,
            _is_open,
            danger=True,
        ),
    )

    def visible(self, by: Actor) -> QuerySet[Invitation]:
        return visible_invitations(by)

    def title_of(self, thing: Any) -> str:
        return f"{thing.name or 'Somebody'} to {thing.organisation}"

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        invitation = about.thing
        member = thing_link(invitation.membership) if invitation.membership else "Not yet"
        return [
            ("State", self.shown_state(invitation)),
            ("Organisation", invitation.organisation),
            ("E-mail", invitation.email or "Deleted"),
            ("Will be", self.shown_roles(invitation)),
            ("Desk", "May choose a password" if invitation.opens_desk else "No"),
            ("Invited", moment(invitation.invited_at)),
            ("Holds until", moment(invitation.expires_at)),
            ("Member", member),
        ]

    @admin.display(description="Name")
    def shown_name(self, invitation: Invitation) -> str:
        return invitation.name or "Deleted"

    @admin.display(description="Roles")
    def shown_roles(self, invitation: Invitation) -> str:
        return ", ".join(people_words(role) for role in invitation.roles)

    @admin.display(description="State")
    def shown_state(self, invitation: Invitation) -> Cell:
        if invitation.accepted_at:
            return badge("live", "Accepted")
        if invitation.revoked_at:
            return badge("ended", "Taken back")
        return badge("in_review", "Open") if invitation.expires_at > timezone.now() else badge("ended", "Expired")

    @admin.display(description="Invited", ordering="invited_at")
    def shown_when(self, invitation: Invitation) -> str:
        return moment(invitation.invited_at)
