"""Who made an item together, and how it was received. Recorded from the item's page; corrected here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from api.desk.asking import Asked, Done, Step
from api.desk.cells import NOTHING, badge, day, link, thing_link
from api.desk.coproduction_forms import ContributionToCorrect, NoteToCorrect, StatusToChange
from api.desk.site import desk
from api.desk.things import Cell, Changing, Thing
from library.accounts.actors import Actor
from library.accounts.roles import Role
from library.coproduction.actions import (
    change_recognition,
    correct_contribution,
    correct_principle_note,
    remove_contribution,
    remove_principle_note,
    remove_recognition,
)
from library.coproduction.models import Contribution, PrincipleNote, Recognition
from library.coproduction.principles import find
from library.coproduction.queries import visible_contributions, visible_principle_notes, visible_recognitions
from library.editions.review_status import uk_day

SAVED = "Saved. The public sees it from now on."
MISTAKE = "Only for what was recorded by mistake. What the public is told changes at once."


def drop_contribution(about: Asked) -> Done:
    item = about.thing.item
    remove_contribution(contribution=about.thing, by=about.by, at=about.at)
    return Done("Removed.", item)


def drop_recognition(about: Asked) -> Done:
    item = about.thing.item
    remove_recognition(recognition=about.thing, by=about.by, at=about.at)
    return Done("Removed.", item)


def drop_note(about: Asked) -> Done:
    item = about.thing.item
    remove_principle_note(written=about.thing, by=about.by, at=about.at)
    return Done("Removed.", item)


def correct(about: Asked) -> Done:
    corrected = correct_contribution(contribution=about.thing, by=about.by, at=about.at, **_facts(about))
    return Done(SAVED, corrected.item)


def restate(about: Asked) -> Done:
    changed = change_recognition(recognition=about.thing, by=about.by, at=about.at, **_facts(about))
    return Done(SAVED, changed.item)


def rewrite(about: Asked) -> Done:
    written = correct_principle_note(written=about.thing, by=about.by, at=about.at, **_facts(about))
    return Done(SAVED, written.item)


def _facts(about: Asked) -> dict[str, Any]:
    facts = {name: value for name, value in about.data.items() if name != "version"}
    return {**facts, "expected_version": about.data["version"]}


@admin.register(Contribution, site=desk)
class Contributions(Thing):
    list_display = ("group", "item", "stage", "approach")
    list_filter = ("stage", "approach")
    search_fields = ("group", "role", "item__slug")
    list_select_related = ("item",)
    ordering = ("-created_at",)
    changing = Changing(correct, ContributionToCorrect, roles=(Role.CURATOR,))
    steps = (
        Step(
            "remove", "Remove", drop_contribution, lead=MISTAKE, button="Remove it", roles=(Role.CURATOR,), danger=True
        ),
    )

    def visible(self, by: Actor) -> QuerySet[Contribution]:
        return visible_contributions(by)

    def title_of(self, thing: Any) -> str:
        return str(thing.group)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        row = about.thing
        return [
            ("Item", thing_link(row.item)),
            ("What they did", row.role),
            ("Stage", row.get_stage_display()),
            ("Approach", row.get_approach_display()),
            ("Took part as", row.get_people_display() or NOTHING),
            ("How many", row.count or NOTHING),
            ("When", f"{day(row.started_on)} to {day(row.ended_on)}" if row.started_on or row.ended_on else NOTHING),
            ("What changed", row.what_changed or NOTHING),
            (
                "What shows it",
                link(row.evidence_url, row.evidence or row.evidence_url)
                if row.evidence_url
                else row.evidence or NOTHING,
            ),
            (
                "Recompense",
                " · ".join(filter(None, (row.get_recompense_type_display(), row.recompense, row.recompense_policy)))
                or NOTHING,
            ),
        ]


@admin.register(Recognition, site=desk)
class Recognitions(Thing):
    list_display = ("award", "body", "item", "status", "as_of")
    list_filter = ("status",)
    search_fields = ("award", "body", "item__slug")
    ordering = ("-as_of",)
    changing = Changing(restate, StatusToChange, roles=(Role.CURATOR,))
    steps = (
        Step(
            "remove", "Remove", drop_recognition, lead=MISTAKE, button="Remove it", roles=(Role.CURATOR,), danger=True
        ),
    )

    def visible(self, by: Actor) -> QuerySet[Recognition]:
        return visible_recognitions(by)

    def title_of(self, thing: Any) -> str:
        return str(thing.award)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        row = about.thing
        return [
            ("Item", thing_link(row.item)),
            ("Given by", row.body),
            ("Category", row.category),
            ("As of", day(row.as_of)),
            (
                "Result",
                badge("overdue", f"Was due {day(row.result_expected)}")
                if row.is_stale(uk_day(about.at))
                else day(row.result_expected),
            ),
        ]


@admin.register(PrincipleNote, site=desk)
class PrincipleNotes(Thing):
    list_display = ("shown_principle", "item", "on")
    list_filter = ("scheme",)
    search_fields = ("note", "item__slug")
    ordering = ("-created_at",)
    changing = Changing(rewrite, NoteToCorrect, roles=(Role.CURATOR,))
    steps = (Step("remove", "Remove", drop_note, lead=MISTAKE, button="Remove it", roles=(Role.CURATOR,), danger=True),)

    def visible(self, by: Actor) -> QuerySet[PrincipleNote]:
        return visible_principle_notes(by)

    def title_of(self, thing: Any) -> str:
        return self.shown_principle(thing)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        row = about.thing
        found = find(row.scheme, row.principle)
        asked = [("Of", f"{found[0].name}, {found[0].source}"), ("It asks", found[1].asks)] if found else []
        return [("Item", thing_link(row.item)), *asked]

    @admin.display(description="Principle")
    def shown_principle(self, row: PrincipleNote) -> str:
        found = find(row.scheme, row.principle)
        return found[1].name if found else str(row)
