"""Every write to how an item was received. It is public with the item, as facts: right from the moment it changes."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from library.accounts.actors import Actor
from library.catalogue.models import Item
from library.coproduction.actions.items import announce, open_item
from library.coproduction.models import Recognition


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
    item = open_item(item, by)
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
    announce("recognition.recorded", item, by, at)
    return recognition


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
    item = open_item(recognition.item, by)
    recognition.status, recognition.as_of, recognition.detail = status, as_of, detail
    recognition.result_expected, recognition.url = result_expected, url
    recognition.save()
    announce("recognition.changed", item, by, at)
    return recognition


@transaction.atomic
def remove_recognition(*, recognition: Recognition, by: Actor, at: datetime) -> None:
    """Take back a recognition that was recorded by mistake."""
    item = open_item(recognition.item, by)
    recognition.delete()
    announce("recognition.removed", item, by, at)
