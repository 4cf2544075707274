"""Every write to the notes on principles. They are public with their item, as facts."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from library.accounts.actors import Actor
from library.catalogue.models import Item
from library.coproduction.actions.items import announce, check_version, open_item
from library.coproduction.models import PrincipleNote
from library.coproduction.principles import find
from library.errors import Conflict, Fault, Malformed


class PrincipleNoted(Conflict):
    """There is a note on this principle."""

    slug = "principle-noted"
    title = "There is a note on this principle already"
    explanation = "An item has one note on each principle. Correct that one: `note` is its id."


@transaction.atomic
def note_principle(
    *, item: Item, scheme: str, principle: str, note: str, on: date, evidence_url: str = "", by: Actor, at: datetime
) -> PrincipleNote:
    """What shows a principle in how an item was made. Raises `PrincipleNoted`, and `Malformed` for a principle that there is none of."""
    item = open_item(item, by)
    if find(scheme, principle) is None:
        raise Malformed(errors=[Fault("/principle", f"There is no such principle in {scheme}.")])
    there = PrincipleNote.objects.filter(item=item, scheme=scheme, principle=principle).first()
    if there is not None:
        raise PrincipleNoted(errors=[Fault("/principle", "It is noted.")], note=str(there.pk))
    written = PrincipleNote(
        item=item, scheme=scheme, principle=principle, note=note, on=on, evidence_url=evidence_url, created_at=at
    )
    written.save(force_insert=True)
    announce("principle.noted", item, by, at)
    return written


@transaction.atomic
def correct_principle_note(
    *,
    written: PrincipleNote,
    note: str,
    on: date,
    evidence_url: str = "",
    expected_version: int,
    by: Actor,
    at: datetime,
) -> PrincipleNote:
    """Set all of a note. Raises `PreconditionFailed`."""
    item = open_item(written.item, by)
    written = check_version(PrincipleNote, written, expected_version)
    written.note, written.on, written.evidence_url = note, on, evidence_url
    written.version += 1
    written.save()
    announce("principle.corrected", item, by, at)
    return written


@transaction.atomic
def remove_principle_note(
    *, written: PrincipleNote, expected_version: int | None = None, by: Actor, at: datetime
) -> None:
    """Take a note back."""
    item = open_item(written.item, by)
    if expected_version is not None:
        check_version(PrincipleNote, written, expected_version)
    written.delete()
    announce("principle.removed", item, by, at)
