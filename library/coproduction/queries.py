"""Reading the co-production record for the workshop: only what belongs to items of the actor's organisation."""

from __future__ import annotations

from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from library.accounts.actors import Actor
from library.coproduction.models import Contribution, PrincipleNote, Recognition
from library.errors import NotFound

Row = TypeVar("Row", Contribution, PrincipleNote, Recognition)


def visible_contributions(by: Actor) -> QuerySet[Contribution]:
    return _visible(Contribution, by)


def get_contribution(id: UUID, *, by: Actor) -> Contribution:
    """One visible contribution. Raises `NotFound`, also when it belongs to somebody else."""
    return _one(visible_contributions(by), id)


def visible_recognitions(by: Actor) -> QuerySet[Recognition]:
    return _visible(Recognition, by)


def get_recognition(id: UUID, *, by: Actor) -> Recognition:
    """One visible recognition. Raises `NotFound`, also when it belongs to somebody else."""
    return _one(visible_recognitions(by), id)


def visible_principle_notes(by: Actor) -> QuerySet[PrincipleNote]:
    return _visible(PrincipleNote, by)


def get_principle_note(id: UUID, *, by: Actor) -> PrincipleNote:
    """One visible note. Raises `NotFound`, also when it belongs to somebody else."""
    return _one(visible_principle_notes(by), id)


def recognitions_stale(on: date, by: Actor | None = None) -> QuerySet[Recognition]:
    """Awards whose result was due before a day and is not on record, the longest overdue first (domain.md CP-6)."""
    rows = Recognition.objects.filter(status__in=Recognition.OPEN, result_expected__lt=on)
    if by is not None:
        rows = rows.filter(item__owner=by.organisation_id)
    return rows.select_related("item").order_by("result_expected", "id")


def recognitions_unproven(by: Actor) -> QuerySet[Recognition]:
    """Endorsements without an address that shows them, or without a permission to name whoever gave them (domain.md CP-6)."""
    rows = visible_recognitions(by).filter(status=Recognition.Status.RECOGNISED)
    return (rows.filter(url="") | rows.filter(permission="")).order_by("as_of", "id")


def _visible(kind: type[Row], by: Actor) -> QuerySet[Row]:
    return kind.objects.filter(item__owner=by.organisation_id).select_related("item")


def _one(rows: QuerySet[Row], id: UUID) -> Row:
    found = rows.filter(pk=id).first()
    if found is None:
        raise NotFound()
    return found
