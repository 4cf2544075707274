"""Every write to what shows an item's quality. It is public with the item at once: its answer is made when it is asked for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.accounts.roles import Role
from library.catalogue.actions.items import lock_item, subject_of
from library.catalogue.models import Item, QualityEvidence
from library.errors import Conflict, Fault, Malformed, NotFound, PreconditionFailed
from library.history.actions import record
from library.quality.pif_tick import CODES

KEEPERS = (Role.CURATOR, Role.EDITOR)


class EvidenceGiven(Conflict):
    """There is evidence for this criterion."""

    slug = "quality-evidence-given"
    title = "There is evidence for this criterion already"
    explanation = "An item has one piece of evidence for each criterion. Correct that one: `evidence` is its id."


@transaction.atomic
def give_evidence(
    *, item: Item, criterion: str, statement: str = "", url: str = "", by: Actor, at: datetime
) -> QualityEvidence:
    """What shows that an item meets a criterion. Raises `Forbidden`, `NotFound`, `EvidenceGiven`, and `Malformed` for a criterion that
    there is none of, and for nothing said.
    """
    item = _open(item, by)
    if criterion not in CODES:
        raise Malformed(errors=[Fault("/criterion", f"Must be one of {', '.join(CODES)}.")])
    _check_said(statement, url)
    there = QualityEvidence.objects.filter(item=item, criterion=criterion).first()
    if there is not None:
        raise EvidenceGiven(errors=[Fault("/criterion", "It has evidence.")], evidence=str(there.pk))
    given = QualityEvidence(item=item, criterion=criterion, statement=statement.strip(), url=url, created_at=at)
    given.save(force_insert=True)
    _record("quality.evidence_given", given, item, by, at)
    return given


@transaction.atomic
def correct_evidence(
    *, given: QualityEvidence, statement: str = "", url: str = "", expected_version: int, by: Actor, at: datetime
) -> QualityEvidence:
    """Set all of it. Raises as `give_evidence`, and `PreconditionFailed`."""
    item = _open(given.item, by)
    given = _present(given, expected_version)
    _check_said(statement, url)
    given.statement, given.url = statement.strip(), url
    given.version += 1
    given.save()
    _record("quality.evidence_corrected", given, item, by, at)
    return given


@transaction.atomic
def remove_evidence(*, given: QualityEvidence, expected_version: int, by: Actor, at: datetime) -> None:
    """Take it back: what the library knows by itself stays. Raises `Forbidden`, `NotFound`, `PreconditionFailed`."""
    item = _open(given.item, by)
    given = _present(given, expected_version)
    _record("quality.evidence_removed", given, item, by, at)
    given.delete()


@transaction.atomic
def mark_promotional(*, item: Item, is_promotional: bool, by: Actor, at: datetime) -> Item:
    """Whether an item promotes something, such as an event or a service: then it never bears the mark. Raises `Forbidden`, `NotFound`."""
    item = _open(item, by)
    if item.is_promotional != is_promotional:
        item.is_promotional = is_promotional
        item.version += 1
        item.save(update_fields=["is_promotional", "version"])
        reason = "promotional" if is_promotional else "not_promotional"
        record("quality.marked", subject=subject_of(item), actor=by.id, at=at, reason=reason)
    return item


def _open(item: Item, by: Actor) -> Item:
    check_role(by, *KEEPERS)
    return lock_item(item, by=by)


def _present(given: QualityEvidence, expected: int) -> QualityEvidence:
    """The row as it is now, its item being locked."""
    now = QualityEvidence.objects.select_related("item").filter(pk=given.pk).first()
    if now is None:
        raise NotFound()
    if now.version != expected:
        raise PreconditionFailed("Somebody has changed this since you read it.", version=now.version)
    return now


def _check_said(statement: str, url: str) -> None:
    if not statement.strip() and not url:
        raise Malformed(errors=[Fault("/statement", "Give a sentence, an address, or both.")])


def _record(event: str, given: QualityEvidence, item: Item, by: Actor, at: datetime) -> None:
    record(event, subject=subject_of(item), actor=by.id, at=at, evidence=given.pk, criterion=given.criterion)
