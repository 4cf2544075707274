"""Every write to how an item was received. It is public with the item, as facts: right from the moment it changes."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from library.accounts.actors import Actor
from library.catalogue.models import Item
from library.coproduction.actions.items import announce, check_version, open_item
from library.coproduction.models import Recognition
from library.documents.fields import EARLIEST, LATEST
from library.errors import Fault, Malformed


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
    permission: str = "",
    by: Actor,
    at: datetime,
) -> Recognition:
    """An award or endorsement, with its state on a day. Raises `Malformed` for a result that was due before that day, and for days
    that nobody can mean.
    """
    item = open_item(item, by)
    _check_days(status, as_of, result_expected)
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
        permission=permission,
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
    permission: str = "",
    expected_version: int | None = None,
    by: Actor,
    at: datetime,
) -> Recognition:
    """How an award stands now: nominated becomes finalist, finalist becomes won. `as_of` is the day on which this is so.

    Raises `PreconditionFailed` when it is not the version that is expected any more, and as `record_recognition`.
    """
    item = open_item(recognition.item, by)
    if expected_version is not None:
        recognition = check_version(Recognition, recognition, expected_version)
    _check_days(status, as_of, result_expected)
    recognition.status, recognition.as_of, recognition.detail = status, as_of, detail
    recognition.result_expected, recognition.url, recognition.permission = result_expected, url, permission
    recognition.version += 1
    recognition.save()
    announce("recognition.changed", item, by, at)
    return recognition


@transaction.atomic
def remove_recognition(
    *, recognition: Recognition, expected_version: int | None = None, by: Actor, at: datetime
) -> None:
    """Take back a recognition that was recorded by mistake."""
    item = open_item(recognition.item, by)
    if expected_version is not None:
        check_version(Recognition, recognition, expected_version)
    recognition.delete()
    announce("recognition.removed", item, by, at)


def _check_days(status: str, as_of: date, result_expected: date | None) -> None:
    """Of what is still open, the result is not due before the day on which that was so. Nor beyond the days that are counted here:
    every reading asks for the day after.
    """
    days = {"/as_of": as_of, "/result_expected": result_expected}
    faults = [
        Fault(pointer, f"Must be between {EARLIEST} and {LATEST}.")
        for pointer, day in days.items()
        if day and not EARLIEST <= day <= LATEST
    ]
    if faults:
        raise Malformed(errors=faults)
    if status in Recognition.OPEN and result_expected and result_expected < as_of:
        raise Malformed(errors=[Fault("/result_expected", "The result was due before this was so.")])
