"""The forms of contact points, and the hours of services, which are asked for in the same way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from api.desk.asking import Asked, DeskForm
from api.desk.forms.fields import BlanksField, Day, WordsField
from api.desk.forms.json_schema import blank_of
from library.accounts.models import Organisation
from library.directory.costs import Cost
from library.directory.hours import Hours
from library.directory.hours_words import DAY_NAMES
from library.directory.models import ContactPoint
from library.directory.queries import pending_change, visible_contact_points
from library.editions.review_status import uk_day
from library.ids import SLUG_PATTERN

HOURS = blank_of(Hours.model_json_schema(), options={"days": tuple(DAY_NAMES.items())})
SCOPE = ("nations", "districts")
OPENING = ("hours", "schedule")
REACHING = ("non_voice", "cost")
UPKEEP = ("verify_interval_days", "valid_from")


IN_WORDS = "“Every day, 6pm to 1am”. Left as it is, it is made of the data, if there are any."


def one_source_of_hours(data: dict[str, Any], words: str) -> dict[str, Any]:
    """Hours without a day are none; and where there are hours as data, the words are made of them."""
    schedule = data.get("schedule") or {}
    data["schedule"] = schedule if schedule.get("weekly") or schedule.get("exceptions") else None
    if data["schedule"]:
        data.pop(words, None)
    return data


class ContactForm(DeskForm):
    name = forms.CharField(max_length=200, help_text="As readers know it.")
    purpose = forms.ChoiceField(
        choices=ContactPoint.Purpose.choices, help_text="Its place in the help that readers are given."
    )
    value = forms.CharField(
        max_length=300,
        label="Number or address",
        help_text="The number alone, or an address with https://. A new one has yet to be verified.",
    )
    menu_path = forms.CharField(
        max_length=200,
        required=False,
        label="What to choose",
        help_text="After dialling: “select the mental health option”.",
    )
    group = forms.RegexField(
        SLUG_PATTERN,
        max_length=100,
        required=False,
        help_text="Contact points that do the same for different places share it. A text that names it prints the one for its place.",
    )
    nations = forms.MultipleChoiceField(
        choices=Organisation.Nation.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None means all of the United Kingdom.",
    )
    districts = WordsField(
        upper=True,
        help_text="Postcode areas or districts that it serves, such as CB or NR1, one a line. None means everywhere.",
    )
    hours = forms.CharField(max_length=200, required=False, label="In words", help_text=IN_WORDS)
    schedule = BlanksField(HOURS, label="As data")
    non_voice = forms.MultipleChoiceField(
        choices=ContactPoint.NonVoice.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Without speaking",
        help_text="How to reach it. None of them means that nobody has said yet.",
    )
    cost = forms.ChoiceField(
        choices=[("", "As the number tells"), *((cost.value, cost.value.title()) for cost in Cost)],
        required=False,
        help_text="For the caller.",
    )
    verify_interval_days = forms.IntegerField(min_value=1, max_value=730, initial=90, label="Verify every so many days")
    valid_from = Day(required=False, help_text="If it does not hold yet.")
    versioned = True
    groups = (("Whom it is for", SCOPE), ("When it is open", OPENING), ("How", REACHING), ("Upkeep", UPKEEP))

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        names = ("name", "purpose", "value", "menu_path", "group", *SCOPE, *OPENING, *REACHING, *UPKEEP)
        return {name: getattr(about.thing, name) for name in names} if about.thing else {}

    def clean(self) -> dict[str, Any]:
        return one_source_of_hours(super().clean() or self.cleaned_data, "hours")

    def clean_districts(self) -> list[str]:
        districts: list[str] = self.cleaned_data["districts"]
        if any(not (district.isalnum() and len(district) <= 4) for district in districts):
            raise forms.ValidationError("Each is at most four letters and digits, such as CB or NR1.")
        return districts


class NewContactForm(ContactForm):
    slug = forms.RegexField(
        SLUG_PATTERN, max_length=100, help_text="Texts name it by this: {{contact:samaritans}}. It never changes."
    )
    kind = forms.ChoiceField(choices=ContactPoint.Kind.choices)
    versioned = False
    field_order = ("name", "slug", "kind", "value")


class VerifyForm(DeskForm):
    on = Day(label="Checked on")
    verified_by = forms.CharField(
        max_length=200,
        label="By whom, or how",
        help_text="Shown in public: a role or body, or how it was checked. Never a person's name.",
    )
    source_url = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        label="Where you looked",
        help_text="The page, if it was one.",
    )

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        organisation = about.seat.organisation
        return {"on": uk_day(timezone.now()), "verified_by": organisation.name if organisation else ""}

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > uk_day(timezone.now()):
            raise forms.ValidationError("That day has not come yet.")
        return on


class RetireForm(DeskForm):
    valid_to = Day(label="Last day of use")
    superseded_by = forms.ModelChoiceField(
        ContactPoint.objects.none(), required=False, empty_label="None", label="What takes its place"
    )
    versioned = True

    def prepare(self) -> None:
        field: Any = self.fields["superseded_by"]
        field.queryset = (
            visible_contact_points(self.about.by)
            .filter(valid_to__isnull=True)
            .exclude(pk=self.about.thing.pk)
            .order_by("name")
        )

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:  # noqa: ARG003
        return {"valid_to": uk_day(timezone.now())}


class DecideForm(DeskForm):
    """The proposal that was looked at."""

    change = forms.UUIDField(widget=forms.HiddenInput)
    versioned = True

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        proposed = pending_change(about.thing, by=about.by)
        return {"change": proposed.pk} if proposed else {}
