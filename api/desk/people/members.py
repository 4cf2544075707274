"""Members: who does what in an organisation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import badge, moment, thing_link
from api.desk.forms.json_schema import people_words
from api.desk.site import desk
from api.desk.things import Adding, Cell, Changing, Panel, Thing
from library.accounts.actions import add_member, add_person, change_member, end_membership
from library.accounts.actors import Actor
from library.accounts.granting import ADMINISTRATION
from library.accounts.models import Membership, Organisation, User
from library.accounts.queries import visible_members
from library.accounts.roles import ReviewKind, Role, roles_open_to

ADMINISTRATORS = tuple(sorted(ADMINISTRATION))


class RolesForm(DeskForm):
    roles = forms.MultipleChoiceField(
        choices=[(role, people_words(role)) for role in Role], widget=forms.CheckboxSelectMultiple
    )
    review_kinds = forms.MultipleChoiceField(
        choices=[(kind, people_words(kind)) for kind in ReviewKind],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="What a reviewer can judge",
        help_text="For reviewers only.",
    )
    versioned = True

    def prepare(self) -> None:
        open_roles = roles_open_to(self.about.thing.organisation.kind)
        field: Any = self.fields["roles"]
        field.choices = [(role, people_words(role)) for role in Role if role in open_roles]

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"roles": about.thing.roles, "review_kinds": about.thing.review_kinds}


class NewMemberForm(RolesForm):
    """Somebody new by name and address, or, for a steward administrator, an account that there is."""

    organisation = forms.ModelChoiceField(Organisation.objects.none())
    user = forms.ModelChoiceField(
        User.objects.none(), required=False, label="Account", empty_label="A new one, made from name and address"
    )
    name = forms.CharField(max_length=200, required=False, help_text="For a new account.")
    email = forms.EmailField(required=False, label="E-mail address", help_text="For a new account.")
    versioned = False
    field_order = ("organisation", "user", "name", "email", "roles", "review_kinds")

    def prepare(self) -> None:
        seat = self.about.seat
        everybody = seat.may(Role.STEWARD_ADMIN)
        organisation: Any = self.fields["organisation"]
        own = Organisation.objects.filter(pk=seat.actor.home)
        organisation.queryset = Organisation.objects.order_by("name") if everybody else own
        organisation.initial = seat.actor.organisation_id
        user: Any = self.fields["user"]
        if everybody:
            user.queryset = User.objects.order_by("username")
        else:
            del self.fields["user"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("user"):
            for name in ("name", "email"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "This is needed for a new account.")
        return cleaned

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:  # noqa: ARG003
        return {}


def add(about: Asked) -> Done:
    data = dict(about.data)
    user, name, email = data.pop("user", None), data.pop("name"), data.pop("email")
    if user is not None:
        return Done("Added.", add_member(user=user, by=about.by, at=about.at, **data))
    member = add_person(name=name, email=email, by=about.by, at=about.at, **data)
    return Done("Added. To sign in at the desk they need its door opened and a password: see their account.", member)


def change(about: Asked) -> Done:
    data = about.data
    member = change_member(
        membership=about.thing,
        roles=data["roles"],
        review_kinds=data["review_kinds"],
        expected_version=data["version"],
        by=about.by,
        at=about.at,
    )
    return Done("Saved. It holds from their next click on, and for their keys.", member)


class EndForm(DeskForm):
    versioned = True


def end(about: Asked) -> Done:
    member = end_membership(membership=about.thing, expected_version=about.data["version"], by=about.by, at=about.at)
    return Done("Ended. Their keys are revoked.", member)


def _lasts(membership: Any) -> bool:
    return membership.ended_at is None


class Lasting(admin.SimpleListFilter):
    title = "membership"
    parameter_name = "lasting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("now", "Now"), ("ended", "Ended")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> QuerySet[Membership]:
        return queryset.filter(ended_at__isnull=self.value() == "now") if self.value() in {"now", "ended"} else queryset


@admin.register(Membership, site=desk)
class Members(Thing):
    called = ("member", "members")
    list_display = ("shown_name", "organisation", "shown_roles", "shown_kinds", "shown_state")
    list_filter = (Lasting, ("organisation", admin.RelatedOnlyFieldListFilter))
    search_fields = ("user__username", "user__first_name", "user__last_name", "user__email")
    viewers = ADMINISTRATORS
    adding = Adding(add, NewMemberForm, roles=ADMINISTRATORS)
    changing = Changing(change, RolesForm, roles=ADMINISTRATORS, when=_lasts)
    steps = (
        Step(
            "end",
            "End this membership",
            end,
            EndForm,
            "They can do nothing more for this organisation, and their keys are revoked. It stays as a record.",
            "End it",
            ADMINISTRATORS,
            _lasts,
            danger=True,
        ),
    )

    def visible(self, by: Actor) -> QuerySet[Membership]:
        return visible_members(by)

    def title_of(self, thing: Any) -> str:
        return f"{_name(thing.user)} at {thing.organisation}"

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        member = about.thing
        account = (
            thing_link(member.user, member.user.username)
            if about.seat.may(Role.STEWARD_ADMIN)
            else member.user.username
        )
        return [
            ("Organisation", member.organisation),
            ("Account", account),
            ("Since", moment(member.started_at)),
            ("Ended", moment(member.ended_at)),
        ]

    def panels(self, about: Asked) -> Sequence[Panel]:
        keys = about.thing.keys.order_by("-created")
        rows = [
            (
                key.name,
                key.prefix,
                ", ".join(key.roles),
                badge("withdrawn", "Revoked") if key.revoked else badge("live", "Valid"),
            )
            for key in keys
        ]
        return [Panel("Their keys", ("Name", "Begins with", "Roles", ""), rows)]

    @admin.display(description="Name", ordering="user__last_name")
    def shown_name(self, membership: Membership) -> str:
        return _name(membership.user)

    @admin.display(description="Roles")
    def shown_roles(self, membership: Membership) -> str:
        return ", ".join(people_words(role) for role in membership.roles)

    @admin.display(description="Reviews")
    def shown_kinds(self, membership: Membership) -> str:
        return ", ".join(people_words(kind) for kind in membership.review_kinds)

    @admin.display(description="State")
    def shown_state(self, membership: Membership) -> Cell:
        return badge("live", "Now") if membership.ended_at is None else badge("ended", "Ended")


def _name(user: User) -> str:
    return user.get_full_name() or user.username
