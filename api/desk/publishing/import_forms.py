"""Forms about files that are brought in: as an item, into a draft, and what has to be said about them afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from api.desk.asking import Asked, DeskForm
from api.desk.catalogue.governance import NewItemForm
from api.desk.refusals import where_words
from library.documents.errors import InvalidDocument
from library.documents.vocabulary import BodyShown, Kind
from library.editions.review_status import uk_day
from library.publishing.contact_offers import Offer, contact_offers
from library.publishing.imported_texts import waiting
from library.publishing.models import Import
from library.publishing.moves import parsed_document

ACCEPTED = ".docx,.odt,.html,.htm,.md,.markdown,.txt"


class FileField(forms.FileField):
    def __init__(self) -> None:
        super().__init__(
            widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
            help_text="A Word document (.docx), an OpenDocument text (.odt), a web page or Markdown, up to 20 MB. It is not kept.",
        )


class ContactsField(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(
            required=False,
            label="Put in contact points at once",
            help_text="In place of numbers that belong to one contact point only. Without this they are offered on the draft's page.",
        )


class ImportForm(NewItemForm):
    """A file, and what is known about the new item besides its text."""

    file = FileField()
    contacts = ContactsField()
    field_order: Any = ("file", "kind", "medium", "delivery", "contacts", "title", "language", "slug")
    named = {**NewItemForm.named, "details": "kind"}

    def prepare(self) -> None:
        super().prepare()
        for name, words in (
            ("title", "Empty: what the file says."),
            ("language", "A tag such as en-GB. Empty: what the file says."),
        ):
            self.fields[name].required, self.fields[name].help_text = False, words
        self.fields["language"].initial = ""
        medium: Any = self.fields["medium"]
        medium.choices = [("", "Leaflet, or not a resource"), *list(medium.choices)[1:]]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == Kind.RESOURCE and "medium" in self.errors:
            del self.errors["medium"]  # a file that says no more is a leaflet
            cleaned["medium"] = ""
        return cleaned


class ImportIntoForm(DeskForm):
    """A file whose text is to take the place of a draft's."""

    file = FileField()
    contacts = ContactsField()
    versioned = True


BODIES = [
    ("", "Not said yet"),
    (BodyShown.NONE.value, "No body"),
    (BodyShown.NEUTRAL.value, "Somebody as they are"),
    (BodyShown.LOW_WEIGHT.value, "A body at a low weight"),
    (BodyShown.BEFORE_AFTER.value, "A body as it changed"),
]


class DescribeForm(DeskForm):
    """For each picture that waits: what it shows, or that it shows nothing. What is left empty goes on waiting."""

    versioned = True

    def prepare(self) -> None:
        for picture in waiting_in(self.about.thing):
            address = reverse("admin:catalogue_asset_content", args=[picture["asset"]])
            self.fields[picture["key"]] = forms.CharField(
                required=False,
                max_length=300,
                label=f"What {picture['key']} shows",
                help_text=format_html('<img class="d-picture" src="{}" alt="{}">', address, picture["key"]),
            )
            self.fields[f"nothing_{picture['key']}"] = forms.BooleanField(
                required=False, label=f"{picture['key']} is only decoration and says nothing"
            )
            self.fields[f"body_{picture['key']}"] = forms.ChoiceField(
                required=False,
                choices=BODIES,
                label=f"Whether {picture['key']} shows a body",
                help_text="In a text about eating disorders it has to be said before it is published.",
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        words: dict[str, str | None] = {}
        for picture in waiting_in(self.about.thing):
            key = picture["key"]
            if cleaned.get(f"nothing_{key}"):
                if cleaned.get(key):
                    self.add_error(key, "Either it says nothing, or you say what it shows.")
                words[key] = None
            elif cleaned.get(key):
                words[key] = cleaned[key]
        if not words and not self.errors:
            self.add_error(None, "Say what at least one picture shows, or that it says nothing.")
        bodies = {key: body for key in words if (body := cleaned.get(f"body_{key}"))}
        return {"version": cleaned.get("version"), "words": words, "bodies": bodies}


class ContactsForm(DeskForm):
    """Which numbers become contact points. A choice is named by its place in the text and its slug."""

    contacts = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label="Put in")
    versioned = True

    def prepare(self) -> None:
        field: Any = self.fields["contacts"]
        field.choices = [
            (choice, f"{offer.shown} in “{_heading(self.about.thing, offer)}”: {name}")
            for choice, (offer, _, name) in choices_of(self.about).items()
        ]

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"contacts": [choice for choice, (offer, _, _) in choices_of(about).items() if offer.only]}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [choices_of(self.about)[choice] for choice in cleaned.get("contacts", [])]
        if len({(offer.pointer, offer.span) for offer, _, _ in chosen}) < len(chosen):
            self.add_error("contacts", "A number can become one contact point only: choose one of them.")
        return {"version": cleaned.get("version"), "chosen": [(offer, slug) for offer, slug, _ in chosen]}


def choices_of(about: Asked) -> dict[str, tuple[Offer, str, str]]:
    """Each contact point that is offered for a draft: offer, slug and name."""
    return {
        f"{offer.span[0]}:{offer.span[1]}:{offer.pointer}:{slug}": (offer, slug, name)
        for offer in offers_of(about.thing, about.at)
        for slug, name in offer.contacts
    }


def _heading(draft: Any, offer: Offer) -> str:
    """Of the section that a number stands in; for a training's booking, that."""
    _, part, number, *_ = [*offer.pointer.split("/"), ""]
    return str(draft.document["sections"][int(number)]["heading"]) if part == "sections" else where_words(offer.pointer)


def offers_of(draft: Any, at: Any) -> list[Offer]:
    """For a draft as it stands; none for a text that later rules do not take any more."""
    try:
        return contact_offers(parsed_document(draft), uk_day(at))
    except InvalidDocument:
        return []


def report_of(draft: Any) -> Import | None:
    return Import.objects.filter(draft=draft).first()


def waiting_in(draft: Any) -> list[dict[str, str]]:
    """Pictures of its file that the draft waits to have described."""
    report = report_of(draft)
    return waiting(report.pictures, draft.document) if report else []
