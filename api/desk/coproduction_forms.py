"""Forms about how an item was made and received."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from api.desk.asking import Asked, DeskForm
from api.desk.forms.fields import Day
from library.coproduction.models import Contribution, Recognition
from library.editions.review_status import uk_day


class ContributionForm(DeskForm):
    group = forms.CharField(
        max_length=200,
        help_text="A group, never a person by name: “adults with lived experience of an eating disorder”.",
    )
    role = forms.CharField(max_length=200, label="What they did")
    stage = forms.ChoiceField(choices=Contribution.Stage.choices)
    approach = forms.ChoiceField(choices=Contribution.Approach.choices, help_text="How power was shared at this stage.")
    recompense = forms.CharField(
        max_length=200, required=False, help_text="How their time was recognised. Never an amount for one person."
    )
    what_changed = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What is different because of them.",
    )


class StatusForm(DeskForm):
    """How an award stands."""

    status = forms.ChoiceField(choices=Recognition.Status.choices)
    detail = forms.CharField(max_length=300, required=False, help_text="Such as: one of six finalists.")
    as_of = Day(help_text="The day on which this is so.")
    result_expected = Day(
        required=False, help_text="If the result is still to come. Past that day it is shown as out of date."
    )
    url = forms.URLField(required=False, label="Address", assume_scheme="https", max_length=200)

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        if isinstance(about.thing, Recognition):
            return {
                name: getattr(about.thing, name) for name in ("status", "detail", "as_of", "result_expected", "url")
            }
        return {"as_of": uk_day(timezone.now())}


class RecognitionForm(StatusForm):
    award = forms.CharField(max_length=200)
    body = forms.CharField(max_length=200, label="Given by")
    category = forms.CharField(max_length=200, required=False)
    field_order = ("award", "body", "category")
