"""Requests for access: organisations that ask to join, for the steward to decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import NOTHING, badge, day, link, moment, thing_link
from api.desk.forms.fields import WordsField
from api.desk.forms.json_schema import people_words
from api.desk.site import desk
from api.desk.things import Cell, Panel, Thing
from library.accounts.actions import accept_request, decline_request
from library.accounts.actions.joining import NewOrganisation
from library.accounts.actors import Actor
from library.accounts.models import AccessRequest, Organisation
from library.accounts.roles import STEWARD_ROLES, Role
from library.accounts.waiting import known_by_ods, visible_requests
from library.ids import SLUG_PATTERN

ADMINISTRATORS = (Role.STEWARD_ADMIN,)
ROLES = [(role, people_words(role)) for role in Role if role not in STEWARD_ROLES]
TONES = {"received": "busy", "accepted": "good", "declined": "plain"}


class InvitedForm(DeskForm):
    """What the person who asked will be able to do."""

    roles = forms.MultipleChoiceField(
        choices=ROLES, initial=["admin", "editor"], widget=forms.CheckboxSelectMultiple, label="They will be"
    )
    opens_desk = forms.BooleanField(
        required=False,
        initial=True,
        label="They may use the desk",
        help_text="They choose a password when they accept.",
    )
    versioned = True


class AcceptNewForm(InvitedForm):
    kind = forms.ChoiceField(choices=Organisation.Kind.choices, initial="health_authority")
    name = forms.CharField(max_length=200, label="Name of the organisation")
    code = forms.RegexField(
        SLUG_PATTERN, max_length=100, required=False, help_text="Our own code for it; left empty: made from the name."
    )
    districts = WordsField(upper=True, help_text="Outward postcode districts or areas, such as CB1 or NR, one a line.")
    website = forms.URLField(required=False, assume_scheme="https", max_length=200)
    field_order = ("name", "kind", "code", "districts", "website", "roles", "opens_desk")

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"name": about.thing.organisation_name}


class AcceptKnownForm(InvitedForm):
    organisation = forms.ModelChoiceField(Organisation.objects.order_by("name"))
    field_order = ("organisation", "roles", "opens_desk")

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        code = known_by_ods([about.thing.ods_code]).get(about.thing.ods_code)
        return {"organisation": code.organisation.pk} if code else {}


class DeclineForm(DeskForm):
    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="The person reads it.")
    versioned = True


def accept_new(about: Asked) -> Done:
    data = about.data
    new = NewOrganisation(data["kind"], data["name"], data["code"], tuple(data["districts"]), data["website"])
    return _accepted(about, new=new)


def accept_known(about: Asked) -> Done:
    return _accepted(about, organisation=about.data["organisation"])


def decline(about: Asked) -> Done:
    data = about.data
    found = decline_request(
        request=about.thing, reason=data["reason"], expected_version=data["version"], by=about.by, at=about.at
    )
    return Done("Declined. They are told by mail, and their details are deleted in 30 days.", found)


def waits(request: Any) -> bool:
    return bool(request.state == AccessRequest.State.RECEIVED)


@admin.register(AccessRequest, site=desk)
class AccessRequests(Thing):
    called = ("request for access", "requests for access")
    list_display = ("organisation_name", "reference", "shown_ods_code", "shown_state", "shown_received")
    list_filter = ("state", "nation")
    search_fields = ("organisation_name", "reference", "ods_code")
    viewers = ADMINISTRATORS
    steps = (
        Step(
            "accept-new",
            "Accept as a new organisation",
            accept_new,
            AcceptNewForm,
            "Makes the organisation and invites the person by mail. The link in it holds for 14 days.",
            "Accept and invite",
            ADMINISTRATORS,
            waits,
            main=True,
        ),
        Step(
            "accept-known",
            "Accept for an organisation that is here",
            accept_known,
            AcceptKnownForm,
            "Invites the person by mail to the organisation that you choose. The link in it holds for 14 days.",
            "Accept and invite",
            ADMINISTRATORS,
            waits,
        ),
        Step(
            "decline",
            "Decline",
            decline,
            DeclineForm,
            "The person gets a mail with your reason.",
            "Decline it",
            ADMINISTRATORS,
            waits,
            danger=True,
        ),
    )

    def visible(self, by: Actor) -> QuerySet[AccessRequest]:
        return visible_requests(by) if by.has_role(Role.STEWARD_ADMIN) else AccessRequest.objects.none()

    def title_of(self, thing: Any) -> str:
        return f"{thing.organisation_name} ({thing.reference})"

    def notices(self, about: Asked) -> Sequence[str]:
        code = known_by_ods([about.thing.ods_code]).get(about.thing.ods_code)
        if code is None or not waits(about.thing):
            return ()
        over = (
            f" It ended on {day(code.organisation.ended_on)}: see who took over." if code.organisation.ended_on else ""
        )
        return (f"{code.value} stands here for {code.organisation} already.{over}",)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        asked = about.thing
        contact = link(f"mailto:{asked.email}", asked.email) if asked.email else "Deleted"
        return [
            ("State", badge(asked.state, asked.get_state_display(), TONES[asked.state])),
            ("Received", moment(asked.received_at)),
            ("ODS code", asked.ods_code or "None given"),
            ("Nation", asked.get_nation_display()),
            ("Areas", ", ".join(asked.areas) or "None given"),
            ("Who asks", asked.contact_name or "Deleted"),
            ("E-mail", contact),
            ("Decided", moment(asked.decided_at)),
        ]

    def panels(self, about: Asked) -> Sequence[Panel]:
        asked = about.thing
        code = known_by_ods([asked.ods_code]).get(asked.ods_code)
        heirs = [step.successor for step in code.organisation.successions.all()] if code else []
        here = [(thing_link(code.organisation), "Stands for the code")] if code else []
        here += [(thing_link(heir), "Took over from it") for heir in heirs]
        invited = [
            (thing_link(one, one.name or "Deleted"), one.organisation, moment(one.invited_at))
            for one in asked.invitations.select_related("organisation").order_by("id")
        ]
        said = [(paragraph,) for paragraph in asked.message.splitlines() if paragraph.strip()]
        return [
            Panel("What they write", ("",), said, nothing="Nothing." if not asked.forgotten_at else "Deleted."),
            Panel("Who is here already", ("Organisation", ""), here, nothing="Nobody under this code."),
            Panel("Invitations", ("Who", "To", "When"), invited),
        ]

    @admin.display(description="ODS code", ordering="ods_code")
    def shown_ods_code(self, asked: AccessRequest) -> str:
        return asked.ods_code or NOTHING

    @admin.display(description="State", ordering="state")
    def shown_state(self, request: AccessRequest) -> Cell:
        return badge(request.state, request.get_state_display(), TONES[request.state])

    @admin.display(description="Received", ordering="received_at")
    def shown_received(self, request: AccessRequest) -> str:
        return moment(request.received_at)


def _accepted(about: Asked, **to: Any) -> Done:
    data = about.data
    found, invitation = accept_request(
        request=about.thing,
        roles=data["roles"],
        opens_desk=data["opens_desk"],
        expected_version=data["version"],
        by=about.by,
        at=about.at,
        **to,
    )
    return Done(f"Accepted. {invitation.name} gets an invitation by mail.", found)
