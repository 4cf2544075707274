"""Whether one is reminded by letter."""

from __future__ import annotations

from typing import Any

from django import forms

from api.desk.asking import Asked, DeskForm, Done
from library.upkeep.actions import choose_letters
from library.upkeep.queries import wants_letters


class OwnLetters(DeskForm):
    letters = forms.BooleanField(
        required=False,
        label="Remind me by letter",
        help_text="One letter a day at most, when something new needs you. What waits stands on your start page in any case.",
    )

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"letters": wants_letters(about.by)}

    @staticmethod
    def choose(about: Asked) -> Done:
        choose_letters(wanted=about.data["letters"], by=about.by, at=about.at)
        return Done("")
