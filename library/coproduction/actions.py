"""Every write to the co-production record. It is public with the item, as facts: right from the moment it changes."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.accounts.roles import Role
from library.catalogue.actions.items import lock_item, subject_of
from library.catalogue.freshness import mark_stale
from library.catalogue.models import Entry, Item
from library.coproduction.models import Contribution, Recognition
from library.history.actions import record


@transaction.atomic
def record_contribution(
    *,
    item: Item,
    group: str,
    role: str,
    stage: str,
    approach: str,
    recompense: str = "",
    what_changed: str = "",
    by: Actor,
    at: datetime,
) -> Contribution:
    """A group's part in an item at one stage."""
    item = _open(item, by)
    contribution = Contribution(
        item=item,
        group=group,
        role=role,
        stage=stage,
        approach=approach,
        recompense=recompense,
        what_changed=what_changed,
        created_at=at,
    )
    contribution.save(force_insert=True)
    _announce("contribution.recorded", item, by, at)
    return contribution


@transaction.atomic
def record_recognition(
    *,
    item: Item,
    award: str,
    body: str,
    status: str,
    as_of: date,
    category: str = "",
    detail: str = "",
    result_expected: date | None = None,
    url: str = "",
    by: Actor,
    at: datetime,
) -> Recognition:
    """An award or endorsement, with its state on a day."""
    item = _open(item, by)
    recognition = Recognition(
        item=item,
        award=award,
        body=body,
        category=category,
        status=status,
        detail=detail,
        as_of=as_of,
        result_expected=result_expected,
        url=url,
        created_at=at,
    )
    recognition.save(force_insert=True)
    _announce("recognition.recorded", item, by, at)
    return recognition


@transaction.atomic
def remove_contribution(*, contribution: Contribution, by: Actor, at: datetime) -> None:
    """Take back a contribution that was recorded by mistake. What is published claims only what the record still supports."""
    item = _open(contribution.item, by)
    contribution.delete()
    _announce("contribution.removed", item, by, at)


@transaction.atomic
def change_recognition(
    *,
    recognition: Recognition,
    status: str,
    as_of: date,
    detail: str = "",
    result_expected: date | None = None,
    url: str = "",
    by: Actor,
    at: datetime,
) -> Recognition:
    """How an award stands now: nominated becomes finalist, finalist becomes won. `as_of` is the day on which this is so."""
    item = _open(recognition.item, by)
    recognition.status, recognition.as_of, recognition.detail = status, as_of, detail
    recognition.result_expected, recognition.url = result_expected, url
    recognition.save()
    _announce("recognition.changed", item, by, at)
    return recognition


@transaction.atomic
def remove_recognition(*, recognition: Recognition, by: Actor, at: datetime) -> None:
    """Take back a recognition that was recorded by mistake."""
    item = _open(recognition.item, by)
    recognition.delete()
    _announce("recognition.removed", item, by, at)


def _open(item: Item, by: Actor) -> Item:
    check_role(by, Role.CURATOR)
    return lock_item(item, by=by)


def _announce(event: str, item: Item, by: Actor, at: datetime) -> None:
    mark_stale(Entry.objects.filter(item=item), at=at)
    record(event, subject=subject_of(item), actor=by.id, at=at)
