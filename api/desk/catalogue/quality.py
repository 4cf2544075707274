"""The quality mark at the desk: evidence by criterion, and what promotes something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import NOTHING, link, thing_link
from api.desk.site import desk
from api.desk.things import Cell, Changing, Panel, Thing
from library.accounts.actors import Actor
from library.catalogue.actions import correct_evidence, give_evidence, mark_promotional, remove_evidence
from library.catalogue.actions.quality import KEEPERS
from library.catalogue.models import Item, QualityEvidence
from library.catalogue.queries import visible_evidence
from library.quality.pif_tick import CRITERIA, NAME

NAMES = {one.code: f"{one.number}. {one.name}" for one in CRITERIA}


class EvidenceText(DeskForm):
    statement = forms.CharField(
        required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}), label="What shows it"
    )
    url = forms.URLField(required=False, assume_scheme="https", max_length=500, label="Where it can be read")

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        known = isinstance(about.thing, QualityEvidence)
        return {name: getattr(about.thing, name) for name in ("statement", "url")} if known else {}


class EvidenceToCorrect(EvidenceText):
    versioned = True


class EvidenceForm(EvidenceText):
    criterion = forms.ChoiceField(
        choices=[(one.code, f"{one.number}. {one.name}: {one.asks}") for one in CRITERIA], widget=forms.RadioSelect
    )
    field_order = ("criterion",)


class RemoveForm(DeskForm):
    versioned = True


class PromotionForm(DeskForm):
    is_promotional = forms.BooleanField(required=False, label="It promotes something, such as an event or a service")

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {"is_promotional": about.thing.is_promotional}


def give(about: Asked) -> Done:
    give_evidence(item=about.thing, by=about.by, at=about.at, **about.data)
    return Done("Recorded. It is public with the item.", about.thing)


def mark(about: Asked) -> Done:
    return Done("Saved.", mark_promotional(item=about.thing, by=about.by, at=about.at, **about.data))


def correct(about: Asked) -> Done:
    facts = {name: about.data[name] for name in ("statement", "url")}
    row = correct_evidence(given=about.thing, expected_version=about.data["version"], by=about.by, at=about.at, **facts)
    return Done("Saved.", row.item)


def remove(about: Asked) -> Done:
    item = about.thing.item
    remove_evidence(given=about.thing, expected_version=about.data["version"], by=about.by, at=about.at)
    return Done("Removed.", item)


QUALITY_STEPS = (
    Step(
        "evidence",
        "Give evidence of quality",
        give,
        EvidenceForm,
        f"What shows that it meets a criterion of the {NAME}. A sentence, an address, or both; it is public with the item at once. "
        "What the library knows by itself need not be said.",
        "Record it",
        KEEPERS,
    ),
    Step(
        "promotional",
        "Say whether it promotes something",
        mark,
        PromotionForm,
        "The quality mark is for information: what promotes something never bears it.",
        "Save",
        KEEPERS,
    ),
)


def quality_panel(item: Item) -> Panel:
    """What its keepers say, and where nothing is said yet."""
    given = {row.criterion: row for row in QualityEvidence.objects.filter(item=item)}
    rows = [
        (
            thing_link(given[code], words) if code in given else words,
            given[code].statement or NOTHING if code in given else NOTHING,
            link(given[code].url, "Read it") if code in given and given[code].url else NOTHING,
        )
        for code, words in NAMES.items()
    ]
    lead = (
        "What you say. The public sees it together with what the library knows by itself: sign-offs, sources, who it was made with, and "
        "formats."
    )
    if item.is_promotional:
        lead += " It promotes something, so it never bears the mark."
    return Panel(f"Quality ({NAME})", ("Criterion", "What shows it", "Address"), rows, lead=lead)


@admin.register(QualityEvidence, site=desk)
class Evidences(Thing):
    called = ("piece of evidence", "evidence of quality")
    list_display = ("shown_criterion", "item", "statement")
    list_filter = ("criterion",)
    search_fields = ("statement", "item__slug")
    ordering = ("-created_at",)
    changing = Changing(correct, EvidenceToCorrect, roles=KEEPERS)
    steps = (Step("remove", "Remove", remove, RemoveForm, button="Remove it", roles=KEEPERS, danger=True),)

    def visible(self, by: Actor) -> QuerySet[QualityEvidence]:
        return visible_evidence(by)

    def title_of(self, thing: Any) -> str:
        return f"{NAMES[thing.criterion]}, {thing.item.slug}"

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        asked = next(one for one in CRITERIA if one.code == about.thing.criterion)
        return [("Item", thing_link(about.thing.item)), ("It asks", asked.asks)]

    @admin.display(description="Criterion", ordering="criterion")
    def shown_criterion(self, row: QualityEvidence) -> str:
        return NAMES[row.criterion]
