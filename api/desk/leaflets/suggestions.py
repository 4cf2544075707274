"""Suggestions: better texts, offered to the authors of a template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import badge, moment
from api.desk.changes import words_between
from api.desk.site import desk
from api.desk.things import Cell, Thing
from library.accounts.actors import Actor
from library.accounts.roles import Role
from library.documents.model import LeafletDocument
from library.leaflets.actions import accept_suggestion, decline_suggestion
from library.leaflets.models import Suggestion
from library.leaflets.queries import visible_suggestions
from library.leaflets.recipe import section_of
from library.leaflets.templates import history_in

TONES = {"open": "busy", "accepted": "good", "declined": "plain"}


class AcceptForm(DeskForm):
    group = forms.CharField(
        max_length=200, required=False, label="Credit", help_text="Whose it is; left out: their organisation's name."
    )
    answer = forms.CharField(max_length=500, required=False, help_text="A word to whoever suggested it.")
    versioned = True


class DeclineForm(DeskForm):
    answer = forms.CharField(max_length=500, help_text="Why, for whoever suggested it.")
    versioned = True


def accept(about: Asked) -> Done:
    data = about.data
    draft = accept_suggestion(
        suggestion=about.thing,
        group=data["group"] or None,
        answer=data["answer"],
        expected_version=data["version"],
        by=about.by,
        at=about.at,
    )
    return Done("It is in the draft, which goes through its reviews as ever.", draft)


def decline(about: Asked) -> Done:
    found = decline_suggestion(
        suggestion=about.thing,
        answer=about.data["answer"],
        expected_version=about.data["version"],
        by=about.by,
        at=about.at,
    )
    return Done("Declined.", found)


def _is_open(suggestion: Any) -> bool:
    return bool(suggestion.state == Suggestion.State.OPEN)


@admin.register(Suggestion, site=desk)
class Suggestions(Thing):
    list_display = ("section", "shown_template", "shown_from", "shown_state", "shown_when")
    list_filter = ("state",)
    search_fields = ("section", "template__slug")
    ordering = ("-suggested_at",)
    steps = (
        Step(
            "accept",
            "Accept",
            accept,
            AcceptForm,
            "The text goes into the draft of the template.",
            "Accept it",
            (Role.CURATOR,),
            _is_open,
            main=True,
        ),
        Step(
            "decline",
            "Decline",
            decline,
            DeclineForm,
            "The text stays as it is.",
            "Decline it",
            (Role.CURATOR,),
            _is_open,
        ),
    )

    def visible(self, by: Actor) -> QuerySet[Suggestion]:
        return visible_suggestions(by)

    def title_of(self, thing: Any) -> str:
        return f"{thing.section}, for {thing.template.slug}"

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        one = about.thing
        return [
            ("State", badge(one.state, one.get_state_display(), TONES[one.state])),
            ("From", str(one.adaptation.item.owner)),
            ("Why", one.reason),
            ("The change", format_html('<div class="d-words">{}</div>', words_between(_present(one), one.text))),
            ("Improves on", f"Edition {one.base_edition} of the template"),
            ("Answer", one.answer),
            ("Suggested", moment(one.suggested_at)),
        ]

    @admin.display(description="Template", ordering="template__slug")
    def shown_template(self, one: Suggestion) -> str:
        return one.template.slug

    @admin.display(description="From")
    def shown_from(self, one: Suggestion) -> str:
        return str(one.adaptation.item.owner)

    @admin.display(description="State", ordering="state")
    def shown_state(self, one: Suggestion) -> SafeString:
        return badge(one.state, one.get_state_display(), TONES[one.state])

    @admin.display(description="Suggested", ordering="suggested_at")
    def shown_when(self, one: Suggestion) -> str:
        return moment(one.suggested_at)


def _present(one: Suggestion) -> str:
    """The section as it was in the edition that the text improves on."""
    template: LeafletDocument = history_in(one.template_id, one.language).documents[one.base_edition]
    section = section_of(template, one.section)
    return section.body if section else ""
