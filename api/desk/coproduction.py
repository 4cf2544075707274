"""Who made an item together, and how it was received. Recorded from the item's page; corrected here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from api.desk.asking import Asked, Done, Step
from api.desk.cells import day, thing_link
from api.desk.coproduction_forms import StatusForm
from api.desk.site import desk
from api.desk.things import Cell, Changing, Thing
from library.accounts.actors import Actor
from library.accounts.roles import Role
from library.coproduction.actions import change_recognition, remove_contribution, remove_recognition
from library.coproduction.models import Contribution, Recognition

MISTAKE = "Only for what was recorded by mistake. What the public is told changes at once."


def drop_contribution(about: Asked) -> Done:
    item = about.thing.item
    remove_contribution(contribution=about.thing, by=about.by, at=about.at)
    return Done("Removed.", item)


def drop_recognition(about: Asked) -> Done:
    item = about.thing.item
    remove_recognition(recognition=about.thing, by=about.by, at=about.at)
    return Done("Removed.", item)


def restate(about: Asked) -> Done:
    changed = change_recognition(recognition=about.thing, by=about.by, at=about.at, **about.data)
    return Done("Saved. The public sees it from now on.", changed.item)


@admin.register(Contribution, site=desk)
class Contributions(Thing):
    list_display = ("group", "item", "stage", "approach")
    list_filter = ("stage", "approach")
    search_fields = ("group", "role", "item__slug")
    list_select_related = ("item",)
    ordering = ("-created_at",)
    steps = (
        Step(
            "remove", "Remove", drop_contribution, lead=MISTAKE, button="Remove it", roles=(Role.CURATOR,), danger=True
        ),
    )

    def visible(self, by: Actor) -> QuerySet[Contribution]:
        return Contribution.objects.filter(item__owner=by.organisation_id).select_related("item")

    def title_of(self, thing: Any) -> str:
        return str(thing.group)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        row = about.thing
        return [
            ("Item", thing_link(row.item)),
            ("What they did", row.role),
            ("Stage", row.get_stage_display()),
            ("Approach", row.get_approach_display()),
            ("Recompense", row.recompense),
            ("What changed", row.what_changed),
        ]


@admin.register(Recognition, site=desk)
class Recognitions(Thing):
    list_display = ("award", "body", "item", "status", "as_of")
    list_filter = ("status",)
    search_fields = ("award", "body", "item__slug")
    ordering = ("-as_of",)
    changing = Changing(restate, StatusForm, roles=(Role.CURATOR,))
    steps = (
        Step(
            "remove", "Remove", drop_recognition, lead=MISTAKE, button="Remove it", roles=(Role.CURATOR,), danger=True
        ),
    )

    def visible(self, by: Actor) -> QuerySet[Recognition]:
        return Recognition.objects.filter(item__owner=by.organisation_id).select_related("item")

    def title_of(self, thing: Any) -> str:
        return str(thing.award)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        row = about.thing
        return [
            ("Item", thing_link(row.item)),
            ("Given by", row.body),
            ("Category", row.category),
            ("As of", day(row.as_of)),
        ]
