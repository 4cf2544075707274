"""Forms about how an item was made and received."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from api.desk.asking import Asked, DeskForm
from api.desk.forms.fields import Day
from library.coproduction.actions.contributions import FACTS
from library.coproduction.models import Contribution, PrincipleNote, Recognition
from library.coproduction.principles import SCHEMES
from library.editions.review_status import uk_day

UNTOLD = ("", "Not told")


def _address(label: str, longest: int) -> forms.URLField:
    return forms.URLField(required=False, label=label, assume_scheme="https", max_length=longest)


class ContributionForm(DeskForm):
    group = forms.CharField(
        max_length=200,
        help_text="A group, never a person by name: “adults with lived experience of an eating disorder”.",
    )
    people = forms.ChoiceField(
        choices=[UNTOLD, *Contribution.People.choices],
        required=False,
        label="They took part as",
        help_text="With this the statement can be said in other languages, too.",
    )
    count = forms.IntegerField(min_value=1, max_value=1_000_000, required=False, label="How many, if that is known")
    role = forms.CharField(max_length=200, label="What they did")
    stage = forms.ChoiceField(choices=Contribution.Stage.choices)
    approach = forms.ChoiceField(choices=Contribution.Approach.choices, help_text="How power was shared at this stage.")
    started_on = Day(required=False, label="From")
    ended_on = Day(required=False, label="Until")
    what_changed = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What is different because of them.",
    )
    evidence = forms.CharField(
        max_length=500, required=False, label="What shows it", help_text="Notes, a report, a change that was made."
    )
    evidence_url = _address("Where that is", 500)
    recompense = forms.CharField(
        max_length=200, required=False, help_text="How their time was recognised. Never an amount for one person."
    )
    recompense_type = forms.ChoiceField(
        choices=[UNTOLD, *Contribution.Recompense.choices], required=False, label="In what way"
    )
    recompense_policy = forms.CharField(max_length=200, required=False, label="The policy that it follows")
    recompense_policy_url = _address("Where the policy is", 500)
    recompense_amount = forms.CharField(max_length=200, required=False, label="Amounts or bands")
    benefits_advice = forms.NullBooleanField(
        required=False, label="Were they told what a payment does to their benefits?"
    )
    groups = (
        ("What came of it", ("what_changed", "evidence", "evidence_url")),
        (
            "How their time was recognised",
            ("recompense", "recompense_type", "recompense_policy", "recompense_policy_url"),
        ),
        ("Private: never shown to the public", ("recompense_amount", "benefits_advice")),
    )


class ContributionToCorrect(ContributionForm):
    versioned = True

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {name: getattr(about.thing, name) for name in ("group", "role", "stage", "approach", *FACTS)}


class StatusForm(DeskForm):
    """How an award stands."""

    status = forms.ChoiceField(choices=Recognition.Status.choices)
    detail = forms.CharField(max_length=300, required=False, help_text="Such as: one of six finalists.")
    as_of = Day(help_text="The day on which this is so.")
    result_expected = Day(
        required=False, help_text="If the result is still to come. Past that day it is shown as out of date."
    )
    url = _address("Address", 200)
    permission = forms.CharField(
        max_length=300,
        required=False,
        label="Who allowed us to name them, and when",
        help_text="Private. An endorsement needs it.",
    )

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        if isinstance(about.thing, Recognition):
            named = ("status", "detail", "as_of", "result_expected", "url", "permission")
            return {name: getattr(about.thing, name) for name in named}
        return {"as_of": uk_day(timezone.now())}


class StatusToChange(StatusForm):
    versioned = True


class RecognitionForm(StatusForm):
    award = forms.CharField(max_length=200)
    body = forms.CharField(max_length=200, label="Given by")
    category = forms.CharField(max_length=200, required=False)
    field_order = ("award", "body", "category")


class NoteText(DeskForm):
    """What is said of a principle."""

    note = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What shows it, and what is lacking. It is no score, and the public reads it.",
    )
    on = Day(help_text="The day on which this was so.")
    evidence_url = _address("Where that can be seen", 500)

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        if isinstance(about.thing, PrincipleNote):
            return {name: getattr(about.thing, name) for name in ("note", "on", "evidence_url")}
        return {"on": uk_day(timezone.now())}


class NoteToCorrect(NoteText):
    versioned = True


class NoteForm(NoteText):
    principle = forms.ChoiceField(
        choices=[
            (
                f"{scheme.name}, {scheme.source}",
                [(f"{scheme.slug}/{one.id}", f"{one.name}: {one.asks}") for one in scheme.principles],
            )
            for scheme in SCHEMES.values()
        ]
    )
    field_order = ("principle",)
