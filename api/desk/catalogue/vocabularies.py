"""Topics, audiences and licences: words that all share. Nothing is removed here: published addresses and filters lean on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet

from api.desk.asking import Asked, DeskForm, Done
from api.desk.forms.fields import BlanksField, WordsField
from api.desk.forms.json_schema import blank_of
from api.desk.site import desk
from api.desk.things import Adding, Cell, Changing, Thing
from library.accounts.actors import Actor
from library.catalogue.actions import (
    add_audience,
    add_licence,
    add_topic,
    change_audience,
    change_licence,
    change_topic,
)
from library.catalogue.actions.vocabulary import KEEPERS
from library.catalogue.codes import ICD_10, ICD_11, SNOMED_CT
from library.catalogue.models import Audience, Licence, Topic
from library.ids import SLUG_PATTERN

CODES = blank_of(
    {
        "type": "object",
        "properties": {
            "codes": {
                "type": "array",
                "title": "Codes",
                "description": "Concepts of public code systems that mean the same, so that others can filter by them.",
                "items": {
                    "type": "object",
                    "noun": "Code",
                    "required": ["system", "code"],
                    "properties": {
                        "system": {"type": "string", "enum": [SNOMED_CT, ICD_10, ICD_11], "title": "Code system"},
                        "code": {"type": "string", "maxLength": 20, "minLength": 1, "title": "Code"},
                        "version": {
                            "type": "string",
                            "maxLength": 100,
                            "default": "",
                            "title": "Version of the system",
                        },
                        "display": {
                            "type": "string",
                            "maxLength": 200,
                            "default": "",
                            "title": "What it is called there",
                        },
                        "verified_at": {
                            "anyOf": [{"type": "string", "format": "date"}, {"type": "null"}],
                            "default": None,
                            "title": "Verified on",
                        },
                    },
                },
            }
        },
    }
)


class NameForm(DeskForm):
    """A word that is renamed. Its slug never changes."""

    name = forms.CharField(max_length=200)

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"name": about.thing.name} if about.thing else {}


class TopicForm(NameForm):
    synonyms = WordsField(help_text="Other words that readers search for. One a line.")
    codes = BlanksField(CODES, label="")

    def clean_codes(self) -> list[dict[str, Any]]:
        codes: list[dict[str, Any]] = self.cleaned_data["codes"]["codes"]
        return [{name: value for name, value in code.items() if value} for code in codes]

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        topic = about.thing
        return {"name": topic.name, "synonyms": topic.synonyms, "codes": {"codes": topic.codes}} if topic else {}


class NewWordForm(NameForm):
    slug = forms.RegexField(
        SLUG_PATTERN,
        max_length=100,
        help_text="In addresses and filters: lower-case letters, digits and hyphens. It never changes.",
    )


class NewTopicForm(TopicForm, NewWordForm):
    parent = forms.ModelChoiceField(
        Topic.objects.order_by("path"), required=False, empty_label="None: at the top", label="Below"
    )
    field_order = ("name", "slug", "parent")


class LicenceForm(NameForm):
    url = forms.URLField(label="Address", assume_scheme="https", max_length=200)

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"name": about.thing.name, "url": about.thing.url} if about.thing else {}


class NewLicenceForm(LicenceForm):
    spdx = forms.RegexField(
        r"^[A-Za-z0-9.+-]+$",
        max_length=60,
        label="SPDX identifier",
        help_text="Such as CC-BY-4.0. What it allows follows from it.",
    )
    field_order = ("spdx", "name", "url")


def save_topic(about: Asked) -> Done:
    return Done(
        "Saved. Lists and searches use it from now on.",
        change_topic(topic=about.thing, by=about.by, at=about.at, **about.data),
    )


def save_audience(about: Asked) -> Done:
    return Done("Saved.", change_audience(audience=about.thing, name=about.data["name"], by=about.by, at=about.at))


def save_licence(about: Asked) -> Done:
    return Done("Saved.", change_licence(licence=about.thing, by=about.by, at=about.at, **about.data))


@admin.register(Topic, site=desk)
class Topics(Thing):
    list_display = ("shown_name", "slug", "items_count", "shown_codes")
    search_fields = ("name", "slug", "synonyms")
    ordering = ("path",)
    for_all = True
    adding = Adding(
        lambda about: Done("Added.", add_topic(by=about.by, at=about.at, **about.data)), NewTopicForm, roles=KEEPERS
    )
    changing = Changing(save_topic, TopicForm, roles=KEEPERS)

    def visible(self, by: Actor) -> QuerySet[Topic]:
        return Topic.objects.annotate(items_count=Count("items")).select_related("parent")

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        topic = about.thing
        return [
            ("Slug", topic.slug),
            ("Below", topic.parent or "Nothing: it is at the top"),
            ("Items", topic.items_count),
        ]

    @admin.display(description="Name", ordering="path")
    def shown_name(self, topic: Topic) -> str:
        return f"{'— ' * (len(topic.path) - 1)}{topic.name}"

    @admin.display(description="Items", ordering="items_count")
    def items_count(self, topic: Any) -> int:
        return int(topic.items_count)

    @admin.display(description="Codes")
    def shown_codes(self, topic: Topic) -> str:
        return ", ".join(code["code"] for code in topic.codes)


@admin.register(Audience, site=desk)
class Audiences(Thing):
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    ordering = ("name",)
    for_all = True
    adding = Adding(
        lambda about: Done("Added.", add_audience(by=about.by, at=about.at, **about.data)), NewWordForm, roles=KEEPERS
    )
    changing = Changing(save_audience, NameForm, roles=KEEPERS)

    def visible(self, by: Actor) -> QuerySet[Audience]:
        return Audience.objects.all()

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        return [("Slug", about.thing.slug)]


@admin.register(Licence, site=desk)
class Licences(Thing):
    list_display = ("name", "spdx", "allows_adaptation", "share_alike", "non_commercial")
    search_fields = ("name", "spdx")
    ordering = ("spdx",)
    for_all = True
    adding = Adding(
        lambda about: Done("Added.", add_licence(by=about.by, at=about.at, **about.data)), NewLicenceForm, roles=KEEPERS
    )
    changing = Changing(save_licence, LicenceForm, roles=KEEPERS)

    def visible(self, by: Actor) -> QuerySet[Licence]:
        return Licence.objects.all()

    def title_of(self, thing: Any) -> str:
        return str(thing.name)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        licence = about.thing
        said = (
            ("May be adapted", licence.allows_adaptation),
            ("Share alike", licence.share_alike),
            ("Not for commercial use", licence.non_commercial),
        )
        return [("SPDX identifier", licence.spdx), *((words, "Yes" if so else "No") for words, so in said)]

    @admin.display(description="May be adapted", boolean=True)
    def allows_adaptation(self, licence: Licence) -> bool:
        return licence.allows_adaptation

    @admin.display(description="Share alike", boolean=True)
    def share_alike(self, licence: Licence) -> bool:
        return licence.share_alike

    @admin.display(description="Not commercial", boolean=True)
    def non_commercial(self, licence: Licence) -> bool:
        return licence.non_commercial
