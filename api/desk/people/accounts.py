"""Accounts: how people sign in. Kept by the steward's administrators, since people belong to no single organisation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import moment, thing_link
from api.desk.own_password import check_new
from api.desk.site import desk
from api.desk.things import Adding, Cell, Changing, Panel, Thing
from library.accounts.actions import change_user, create_user, set_password
from library.accounts.actors import Actor
from library.accounts.models import User
from library.accounts.queries import memberships_of
from library.accounts.roles import Role

ADMINISTRATORS = (Role.STEWARD_ADMIN,)


class AccountForm(DeskForm):
    name = forms.CharField(max_length=200)
    email = forms.EmailField(required=False, label="E-mail address")
    is_staff = forms.BooleanField(
        required=False,
        label="May come to the desk",
        help_text="Opens the door. What they may do there hangs on their memberships.",
    )
    is_active = forms.BooleanField(
        required=False, label="Active", help_text="Without it they can't sign in, and their keys do not work."
    )

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        user = about.thing
        return {
            "name": user.get_full_name(),
            "email": user.email,
            "is_staff": user.is_staff,
            "is_active": user.is_active,
        }


class NewAccountForm(DeskForm):
    username = forms.RegexField(
        r"^[\w.@+-]+$", max_length=150, label="User name", help_text="Letters, digits and @ . + - _"
    )
    name = forms.CharField(max_length=200)
    email = forms.EmailField(required=False, label="E-mail address")
    is_staff = forms.BooleanField(required=False, initial=True, label="May come to the desk")


class PasswordForm(DeskForm):
    new_password = forms.CharField(
        strip=False,
        label="New password",
        help_text="At least 12 characters.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        strip=False, label="New password, again", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean_repeated(self) -> str:
        repeated: str = self.cleaned_data["repeated"]
        check_new(self.cleaned_data.get("new_password", ""), repeated, self.about.thing)
        return repeated


def add(about: Asked) -> Done:
    return Done(
        "Added. Give them a password, and roles as a member.", create_user(by=about.by, at=about.at, **about.data)
    )


def change(about: Asked) -> Done:
    return Done("Saved.", change_user(user=about.thing, by=about.by, at=about.at, **about.data))


def give_password(about: Asked) -> Done:
    user = set_password(user=about.thing, password=about.data["new_password"], by=about.by, at=about.at)
    return Done("The new password holds. Tell it to them over a safe way, and ask them to change it.", user)


@admin.register(User, site=desk)
class Accounts(Thing):
    called = ("account", "accounts")
    list_display = ("username", "get_full_name", "email", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)
    viewers = ADMINISTRATORS
    adding = Adding(add, NewAccountForm, roles=ADMINISTRATORS)
    changing = Changing(change, AccountForm, roles=ADMINISTRATORS)
    steps = (
        Step("password-for", "Set a password", give_password, PasswordForm, button="Set it", roles=ADMINISTRATORS),
    )

    def visible(self, by: Actor) -> QuerySet[User]:
        return User.objects.all() if by.has_role(*ADMINISTRATORS) else User.objects.none()

    def title_of(self, thing: Any) -> str:
        return thing.get_full_name() or str(thing.username)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        user = about.thing
        return [
            ("User name", user.username),
            ("Since", moment(user.date_joined)),
            ("Last signed in", moment(user.last_login)),
        ]

    def panels(self, about: Asked) -> Sequence[Panel]:
        rows = [(thing_link(one, one.organisation), ", ".join(one.roles)) for one in memberships_of(about.thing)]
        return [Panel("Member of", ("Organisation", "Roles"), rows, "Nothing: they can't do anything yet.")]
