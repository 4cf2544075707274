"""API keys: issued and shown once, and revoked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.template.response import TemplateResponse
from django.utils import timezone

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import badge, moment
from api.desk.forms.fields import Day
from api.desk.forms.json_schema import people_words
from api.desk.site import desk
from api.desk.things import Adding, Cell, Thing
from library.accounts.actions import issue_key, issue_service_key, revoke_key
from library.accounts.actions.keys import MAX_NAME
from library.accounts.actors import Actor
from library.accounts.granting import ADMINISTRATION, SERVICE_ROLES
from library.accounts.models import ApiKey, Organisation
from library.accounts.queries import visible_keys
from library.accounts.roles import Role, roles_open_to

MINE, SERVICE = "mine", "service"
USUAL_LIFE = timedelta(days=365)


class KeyForm(DeskForm):
    whose = forms.ChoiceField(
        choices=[
            (MINE, "Mine: it acts as I do"),
            (SERVICE, "A service's: it acts for the organisation, and never reviews, approves or publishes"),
        ],
        widget=forms.RadioSelect,
        initial=MINE,
        label="Whose key?",
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), required=False, help_text="For a service.")
    name = forms.CharField(max_length=MAX_NAME, help_text="What it is for, so that you know it again.")
    roles = forms.MultipleChoiceField(
        choices=[(role, people_words(role)) for role in Role],
        widget=forms.CheckboxSelectMultiple,
        help_text="As few as it needs.",
    )
    expires_on = Day(required=False, label="Holds until")
    named = {"expires_at": "expires_on"}

    def prepare(self) -> None:
        seat = self.about.seat
        roles: Any = self.fields["roles"]
        organisation: Any = self.fields["organisation"]
        own = Organisation.objects.filter(pk=seat.actor.home)
        organisation.queryset = Organisation.objects.order_by("name") if seat.may(Role.STEWARD_ADMIN) else own
        organisation.initial = seat.actor.organisation_id
        possible = set(seat.actor.roles)
        if seat.may(*ADMINISTRATION):
            possible |= SERVICE_ROLES & roles_open_to(seat.organisation.kind if seat.organisation else "")
        else:
            del self.fields["organisation"]
            whose: Any = self.fields["whose"]
            whose.choices = whose.choices[:1]
        roles.choices = [(role, people_words(role)) for role in Role if role in possible]

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:  # noqa: ARG003
        return {"expires_on": (timezone.now() + USUAL_LIFE).date()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("whose") == SERVICE and not cleaned.get("organisation"):
            self.add_error("organisation", "Say for which organisation.")
        return cleaned


def issue(about: Asked) -> Done:
    data = about.data
    facts: dict[str, Any] = {
        "name": data["name"],
        "roles": data["roles"],
        "expires_at": _end_of(data["expires_on"]),
        "by": about.by,
        "at": about.at,
    }
    if data["whose"] == SERVICE:
        key, text = issue_service_key(organisation=data["organisation"], **facts)
    elif about.seat.membership is not None:
        key, text = issue_key(membership=about.seat.membership, **facts)
    else:
        raise AssertionError("only members reach this form")
    context = {**desk.each_context(about.request), "title": "Your new key", "key": key, "text": text}
    return Done("", page=TemplateResponse(about.request, "desk/new_key.html", context))


def revoke(about: Asked) -> Done:
    return Done(
        "Revoked. From the next request on it does not work.", revoke_key(key=about.thing, by=about.by, at=about.at)
    )


def _end_of(day: Any) -> datetime | None:
    return datetime.combine(day, time(23, 59, 59), tzinfo=UTC) if day else None


@admin.register(ApiKey, site=desk)
class Keys(Thing):
    list_display = ("name", "prefix", "shown_owner", "shown_roles", "shown_state", "expiry_date")
    list_filter = ("revoked",)
    search_fields = ("name", "prefix")
    ordering = ("-created",)
    id_field = "public_id"  # the primary key of the library that keeps keys holds their hash
    adding = Adding(
        issue,
        KeyForm,
        roles=tuple(Role),
        lead="You see the key once, on the next page. Only its hash is kept.",
        button="Issue the key",
    )
    steps = (
        Step(
            "revoke",
            "Revoke",
            revoke,
            lead="Whatever uses this key stops working at once. It can't be undone: issue another.",
            button="Revoke it",
            when=lambda key: not key.revoked,
            danger=True,
        ),
    )

    def visible(self, by: Actor) -> QuerySet[ApiKey]:
        return visible_keys(by)

    def title_of(self, thing: Any) -> str:
        return str(thing.name)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        key = about.thing
        return [
            ("Begins with", key.prefix),
            ("Belongs to", self.shown_owner(key)),
            ("Roles", self.shown_roles(key)),
            ("State", self.shown_state(key)),
            ("Issued", moment(key.created)),
            ("Holds until", moment(key.expiry_date)),
            ("Revoked", moment(key.revoked_at)),
        ]

    @admin.display(description="Belongs to")
    def shown_owner(self, key: ApiKey) -> str:
        if key.membership is not None:
            return f"{key.membership.user.get_full_name() or key.membership.user.username} at {key.membership.organisation}"
        return f"{key.organisation} (service)"

    @admin.display(description="Roles")
    def shown_roles(self, key: ApiKey) -> str:
        return ", ".join(people_words(role) for role in key.roles)

    @admin.display(description="State")
    def shown_state(self, key: ApiKey) -> Cell:
        if key.revoked:
            return badge("withdrawn", "Revoked")
        over = key.expiry_date is not None and key.expiry_date <= timezone.now()
        return badge("over", "Expired", "warn") if over else badge("live", "Valid")
