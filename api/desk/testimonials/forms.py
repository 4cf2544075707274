"""Forms about what people told us, and what they agreed to."""

from __future__ import annotations

from datetime import UTC, datetime, time
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils import timezone

from api.desk.asking import Asked, DeskForm
from api.desk.forms.fields import Day, Moment, WordsField
from library.accounts.models import Organisation
from library.catalogue.models import Item
from library.coproduction import limits
from library.coproduction.models import Consent, ConsentWording, Testimonial
from library.coproduction.testimonials import name_of, visible_testimonials, visible_wordings
from library.editions.review_status import UK


def _words() -> forms.CharField:
    return forms.CharField(
        max_length=limits.WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="As they are to be shown. Leave out names of others, and what could tell who they are.",
    )


def _yes(label: str, help_text: str = "") -> forms.BooleanField:
    """A box that may stay open: the domain says what is lacking, all of it at once."""
    return forms.BooleanField(required=False, label=label, help_text=help_text)


def _language() -> forms.CharField:
    return forms.CharField(max_length=35, initial="en-GB", help_text="Its code, such as en-GB or cy.")


class TestimonialForm(DeskForm):
    words = _words()
    language = _language()
    given_as = forms.ChoiceField(choices=Testimonial.Media.choices)
    items = forms.ModelMultipleChoiceField(
        Item.objects.none(), required=False, label="For which items", widget=forms.CheckboxSelectMultiple
    )
    same_as = forms.ModelChoiceField(
        Testimonial.objects.none(),
        required=False,
        empty_label="Somebody new",
        label="Who gave it",
        help_text="Choose a testimonial of the same person, if there is one: looking that up is noted. Else say below who it is.",
    )
    name = forms.CharField(max_length=limits.IDENTITY["name"], required=False)
    email = forms.EmailField(
        max_length=limits.IDENTITY["email"],
        required=False,
        label="Email address",
        help_text="A personal link can be sent there.",
    )
    phone = forms.CharField(max_length=limits.IDENTITY["phone"], required=False)
    guardian_name = forms.CharField(
        max_length=limits.IDENTITY["guardian_name"], required=False, label="Guardian's name"
    )
    guardian_contact = forms.CharField(
        max_length=limits.IDENTITY["guardian_contact"], required=False, label="How to reach the guardian"
    )
    groups = (
        (
            "Who it is: kept apart, never shown, each reading noted",
            ("same_as", *limits.IDENTITY),
        ),
    )
    named = MappingProxyType({f"identity/{name}": name for name in limits.IDENTITY})

    def prepare(self) -> None:
        fields: Any = self.fields
        fields["items"].queryset = Item.objects.filter(owner=self.about.by.organisation_id).order_by("slug")
        fields["items"].label_from_instance = lambda item: f"{item.get_kind_display()}: {item.slug}"
        fields["same_as"].queryset = visible_testimonials(self.about.by).filter(withdrawn_at__isnull=True)
        fields["same_as"].label_from_instance = name_of

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("same_as")) == bool(told.get("name")):
            self.add_error("name", "Give a name, or choose a testimonial of the same person: one of the two.")
        return told


class ChangeWordsForm(DeskForm):
    words = _words()
    versioned = True

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"words": about.thing.words}


class ApprovalForm(DeskForm):
    seen = forms.BooleanField(label="They have seen the words above as they stand there, and approved them.")
    versioned = True


class ConsentForm(DeskForm):
    controllers = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Who may show it",
        widget=forms.CheckboxSelectMultiple,
        help_text="Only those that the person was told by name.",
    )
    channels = forms.MultipleChoiceField(
        choices=Consent.Channel.choices, label="Where", widget=forms.CheckboxSelectMultiple
    )
    purposes = WordsField(label="What for", help_text="In the words that the person was told, one purpose a line.")
    attribution = forms.ChoiceField(choices=Consent.Attribution.choices, label="Named by")
    shown_name = forms.CharField(
        max_length=limits.SHOWN_NAME,
        required=False,
        label="The name to show",
        help_text="Empty for “no name”, and only then.",
    )
    wording = forms.ModelChoiceField(
        ConsentWording.objects.none(),
        label="The wording that they were shown",
        empty_label="Choose one",
    )
    how = forms.ChoiceField(choices=Consent.How.choices, label="How it was given")
    given_at = Moment(label="When it was given")
    expires_at = Day(required=False, label="Until", help_text="Empty for two years. Five at the longest.")
    replaces = forms.ModelChoiceField(
        Consent.objects.none(),
        required=False,
        empty_label="None: it is a further one",
        label="Takes the place of",
        help_text="What it replaces ends now. Choose it when somebody agrees anew, or to less than before.",
    )
    special_category = _yes("They agreed explicitly that words about their health are shown.")
    saw_final_words = _yes("They saw the final words.")
    told_may_withdraw = _yes("They know that they may take them back at any time, without a reason.")
    support_during = _yes("Support was offered while they told it.")
    support_after = _yes("Support afterwards was offered.")
    guardian_needed = _yes("A guardian has to agree, too.")
    guardian_agreed = _yes("The guardian has agreed.")
    groups = (
        ("How they are named", ("attribution", "shown_name")),
        ("How it was agreed", ("wording", "how", "given_at", "expires_at", "replaces")),
        (
            "What is on record about it",
            (
                "special_category",
                "saw_final_words",
                "told_may_withdraw",
                "support_during",
                "support_after",
                "guardian_needed",
                "guardian_agreed",
            ),
        ),
    )
    versioned = True

    def prepare(self) -> None:
        fields: Any = self.fields
        fields["controllers"].queryset = Organisation.objects.order_by("name")
        wordings = visible_wordings(self.about.by).filter(language=self.about.thing.language)
        fields["wording"].queryset = wordings
        fields["wording"].label_from_instance = lambda row: f"Version {row.version}, {row.language}: {row.text[:80]}"
        fields["replaces"].queryset = self.about.thing.consents.filter(
            replaced_at__isnull=True, withdrawn_at__isnull=True
        ).order_by("given_at")
        fields["replaces"].label_from_instance = lambda row: (
            f"The one of {row.given_at:%Y-%m-%d}, until {row.expires_at:%Y-%m-%d}"
        )

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"controllers": [about.by.organisation_id], "given_at": timezone.now().astimezone(UK)}

    def clean_expires_at(self) -> datetime | None:
        on = self.cleaned_data["expires_at"]
        return datetime.combine(on, time(), tzinfo=UTC) if on else None


class WordingForm(DeskForm):
    text = forms.CharField(
        max_length=limits.WORDS,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Who may show it, where, what for, for how long, that they may take it back at any time without a reason, and how.",
    )
    language = _language()


class LinkForm(DeskForm):
    how = forms.ChoiceField(
        choices=[("mail", "By mail, to the address on record"), ("paper", "On paper: it is shown once, to print")],
        widget=forms.RadioSelect,
        initial="mail",
        label="How they get it",
    )
