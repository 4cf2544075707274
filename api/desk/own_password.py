"""Changing one's own password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation, update_session_auth_hash

from api.desk.asking import Asked, DeskForm, Done
from library.accounts.actions import set_password


def check_new(password: str, repeated: str | None, user: Any) -> None:
    """Raise `ValidationError` unless both are the same and the settings' validators take it."""
    if repeated is not None and password != repeated:
        raise forms.ValidationError("The two are not the same.")
    password_validation.validate_password(password, user)


class OwnPassword(DeskForm):
    """Asks for the present one first: an unattended screen is not enough."""

    present_password = forms.CharField(
        label="Your present password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new_password = forms.CharField(
        label="New password",
        strip=False,
        help_text="At least 12 characters: three or four words that do not belong together are easy to keep in mind.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label="New password, again", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean_present_password(self) -> str:
        given: str = self.cleaned_data["present_password"]
        if not self.about.thing.check_password(given):
            raise forms.ValidationError("This is not your present password.")
        return given

    def clean_repeated(self) -> str:
        repeated: str = self.cleaned_data["repeated"]
        check_new(self.cleaned_data.get("new_password", ""), repeated, self.about.thing)
        return repeated

    @staticmethod
    def change(about: Asked) -> Done:
        user = set_password(user=about.thing, password=about.data["new_password"], by=about.by, at=about.at)
        update_session_auth_hash(about.request, user)
        return Done("")
