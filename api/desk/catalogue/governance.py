"""Forms about an item: its governance, and a new one."""

from __future__ import annotations

from typing import Any

from django import forms

from api.desk.asking import Asked, DeskForm
from api.desk.forms.json_schema import people_words
from library.catalogue.actions.items import Governance
from library.catalogue.formats import AccessibleFormat, FormatStatus, stated_formats
from library.catalogue.models import Audience, Item, Licence, Topic
from library.documents.vocabulary import Delivery, Kind, Medium
from library.ids import SLUG_PATTERN

FORMATS = [f"format_{name.value}" for name in AccessibleFormat]
_FORMAT_NAMES = {"pdf": "PDF", "bsl_video": "BSL video"}
_STATUSES = [(status.value, people_words(status.value)) for status in FormatStatus]


def _longest(name: str) -> int:
    field: Any = Item._meta.get_field(name)
    return int(field.max_length)


class GovernanceForm(DeskForm):
    """What is known about an item besides its text."""

    licence = forms.ChoiceField(help_text="Of the next edition. Editions that are out keep theirs.")
    rights_holder = forms.CharField(
        max_length=_longest("rights_holder"), help_text="Who holds the rights, as it stands in the attribution line."
    )
    funding = forms.CharField(max_length=_longest("funding"), help_text="Who paid for it. Write “None” if nobody did.")
    conflicts_of_interest = forms.CharField(
        max_length=_longest("conflicts_of_interest"), help_text="Write “None declared” if there are none."
    )
    is_health_content = forms.BooleanField(
        required=False,
        label="Health content",
        help_text="Then it needs a lived-experience and a clinical sign-off, and at least one source.",
    )
    review_cycle_months = forms.IntegerField(
        min_value=1,
        max_value=36,
        initial=36,
        label="Review cycle in months",
        help_text="The next review is due so long after the last one: at most 36.",
    )
    topics = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    audiences = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    versioned = True
    named = {"accessible_formats": FORMATS[0]}
    groups = (
        ("Rights and money", ("licence", "rights_holder", "funding", "conflicts_of_interest")),
        ("Review", ("is_health_content", "review_cycle_months")),
        ("What it is about, and for whom", ("topics", "audiences")),
        ("Accessible formats", tuple(name for pair in FORMATS for name in (pair, f"{pair}_note"))),
    )

    def prepare(self) -> None:
        choices: dict[str, Any] = {
            "licence": [
                (licence.spdx, f"{licence.name} ({licence.spdx})") for licence in Licence.objects.order_by("spdx")
            ],
            "topics": [
                (topic.slug, f"{'— ' * (len(topic.path) - 1)}{topic.name}") for topic in Topic.objects.order_by("path")
            ],
            "audiences": [(audience.slug, audience.name) for audience in Audience.objects.order_by("name")],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        for format in AccessibleFormat:
            words = _FORMAT_NAMES.get(format.value, people_words(format.value))
            self.fields[f"format_{format.value}"] = forms.ChoiceField(
                required=False, choices=_STATUSES, label=words, initial=FormatStatus.NOT_PLANNED
            )
            self.fields[f"format_{format.value}_note"] = forms.CharField(
                required=False, max_length=200, label=f"Note on {words}"
            )

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        item = about.thing
        plain = ("rights_holder", "funding", "conflicts_of_interest", "is_health_content", "review_cycle_months")
        return {
            **{name: getattr(item, name) for name in plain},
            "licence": item.licence.spdx,
            "topics": [topic.slug for topic in item.topics.all()],
            "audiences": [audience.slug for audience in item.audiences.all()],
            **_formats(item.accessible_formats),
        }


class NewItemForm(GovernanceForm):
    """A new item: what it is called, and what is known about it. Its text is written as a draft afterwards."""

    kind = forms.ChoiceField(
        choices=[(kind, Item.Kind(kind).label) for kind in Kind],
        widget=forms.RadioSelect,
        label="What kind of thing is it?",
    )
    medium = forms.ChoiceField(
        required=False,
        choices=[("", "Not a resource"), *((medium, people_words(medium)) for medium in Medium)],
        label="Medium, for a resource",
        help_text="What readers get: a leaflet, a film, a page.",
    )
    delivery = forms.ChoiceField(
        required=False,
        choices=[("", "Not a training"), *((way, people_words(way)) for way in Delivery)],
        label="How it is held, for a training",
    )
    title = forms.CharField(max_length=200, help_text="In plain words. It can still change.")
    language = forms.CharField(
        max_length=35, initial="en-GB", help_text="Language of the original, as a tag such as en-GB, cy or ar."
    )
    slug = forms.RegexField(
        SLUG_PATTERN,
        required=False,
        max_length=100,
        label="Address",
        help_text="Last part of its public address: lower-case letters, digits, hyphens. It never changes. Empty: made from the title.",
    )

    versioned = False
    field_order = ("kind", "title", "medium", "delivery", "language", "slug")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == Kind.RESOURCE and not cleaned.get("medium"):
            self.add_error("medium", "Say what readers get.")
        if cleaned.get("kind") == Kind.TRAINING and not cleaned.get("delivery"):
            self.add_error("delivery", "Say how it is held.")
        return cleaned

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        organisation = about.seat.organisation
        licence = Licence.objects.filter(spdx="CC-BY-4.0").values_list("spdx", flat=True).first()
        return {
            "rights_holder": organisation.name if organisation else "",
            "licence": licence,
            "is_health_content": True,
        }


def governance_of(data: Any) -> dict[str, Any]:
    """What the domain takes, from a form that is in order."""
    plain = (
        "licence",
        "rights_holder",
        "funding",
        "conflicts_of_interest",
        "is_health_content",
        "review_cycle_months",
        "topics",
        "audiences",
    )
    rows = [
        {
            "format": format.value,
            "status": data[f"format_{format.value}"] or FormatStatus.NOT_PLANNED.value,
            "note": data[f"format_{format.value}_note"],
        }
        for format in AccessibleFormat
    ]
    stated = [row for row in rows if row["note"] or row["status"] != FormatStatus.NOT_PLANNED]
    return {**{name: data[name] for name in plain}, "accessible_formats": stated}


def governance(data: Any) -> Governance:
    known = governance_of(data)
    return Governance(**{**known, "topics": tuple(known["topics"]), "audiences": tuple(known["audiences"])})


def starting_document(data: Any) -> dict[str, Any]:
    """The least that is a document of its kind: a title, and what its kind can't do without."""
    details = {Kind.RESOURCE: {"medium": data["medium"]}, Kind.TRAINING: {"delivery": data["delivery"]}}.get(
        data["kind"], {}
    )
    return {"kind": data["kind"], "title": data["title"], "language": data["language"], "details": details}


def _formats(stated: list[dict[str, str]]) -> dict[str, str]:
    known = {}
    for row in stated_formats(stated):
        known[f"format_{row['format']}"] = row["status"]
        known[f"format_{row['format']}_note"] = row["note"]
    return known
