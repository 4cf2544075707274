"""Adaptations that wait for approval or stand behind their template, and what was offered upstream."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked
from api.desk.cells import badge, day, moment, page_of
from api.desk.queues.duties import Duties, lines_of
from api.desk.queues.queue import LISTED, Matter, Queue
from library.catalogue.models import Derivation
from library.editions.review_status import uk_day
from library.leaflets.models import Adaptation, DecisionRecord, Suggestion
from library.leaflets.today import leaflets_today
from library.leaflets.workflow import APPROVERS, WRITERS
from library.upkeep.rules import Kind

Standing = Derivation.Standing
Lines = Mapping[UUID, SafeString]
NO_LINES: Lines = MappingProxyType({})


def queues(about: Asked, duties: Duties) -> Iterable[Queue]:
    safety, approval = (lines_of(kind, duties, about) for kind in (Kind.SAFETY, Kind.APPROVAL))
    today = leaflets_today(about.by, on=uk_day(about.at), limit=LISTED)
    writes, releases = about.seat.may(*WRITERS), about.seat.may(*APPROVERS)
    yield Queue(
        "Behind on safety", [_standing(row, safety) for row in today.behind_safety], writes or releases, "safety"
    )
    yield Queue("Adaptations to approve", [_submitted(row, approval) for row in today.to_approve], True, "to-approve")
    yield Queue("Update available", [_standing(row) for row in today.behind], writes, "behind")
    yield Queue(
        "Their original was withdrawn", [_standing(row) for row in today.orphaned], writes or releases, "orphaned"
    )
    yield Queue("Suggestions from others", [_suggestion(row) for row in today.suggestions], writes, "suggestions")
    yield Queue("Adaptations being made", [_standing(row) for row in today.in_progress], writes, "adapting")
    yield Queue(
        "Adaptations with colleagues",
        [_submitted(row, approval) for row in today.submitted if row not in today.to_approve],
        False,
        "submitted",
    )
    yield Queue("Safety changes put off by others", [_overdue(row) for row in today.overdue], writes, "put-off")


def _standing(row: Adaptation, due: Lines = NO_LINES) -> Matter:
    derivation = row.item.derivation
    tone = {Standing.CURRENT: "good", Standing.BEHIND: "warn"}.get(Standing(derivation.standing), "bad")
    return Matter(
        page_of(row),
        _name(row),
        format_html("{} {}", badge(derivation.standing, derivation.get_standing_display(), tone), _places(row)),
        due.get(row.pk, ""),
    )


def _submitted(row: Adaptation, due: Lines) -> Matter:
    why = f"{_places(row)} Handed in {moment(row.updated_at)}."
    return Matter(page_of(row), _name(row), why, due.get(row.pk, ""))


def _suggestion(row: Suggestion) -> Matter:
    return Matter(
        page_of(row), f"{row.template.slug}: {row.section}", f"From {row.adaptation.item.owner}. {row.reason}"
    )


def _overdue(row: DecisionRecord) -> Matter:
    item = row.adaptation.item
    return Matter(
        page_of(item.derivation.original), item.slug, f"{item.owner} said until {day(row.deadline)}: {row.reason}"
    )


def _name(row: Any) -> str:
    return row.recipe.get("title") or row.template_title or row.item.slug


def _places(row: Adaptation) -> str:
    derivation = row.item.derivation
    return f"For {', '.join([*derivation.areas, *derivation.districts])}."
