"""Two people change a contact point: one proposes, another of the same organisation confirms (domain.md, CR-13)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from library.accounts.actors import Actor
from library.directory.errors import ChangePending, ContactPointRetired, NoChangePending, SecondPersonNeeded
from library.directory.fit import settle_contact
from library.directory.keeping import check_keeps, locked_contact, subject_of
from library.directory.models import ContactChange, ContactPoint
from library.errors import Fault, Malformed
from library.history.actions import record

CHANGEABLE = (
    "name",
    "group",
    "purpose",
    "value",
    "menu_path",
    "nations",
    "districts",
    "hours",
    "schedule",
    "cost",
    "non_voice",
    "verify_interval_days",
    "valid_from",
)


@transaction.atomic
def propose_change(
    *, contact: ContactPoint, changes: Mapping[str, Any], expected_version: int, by: Actor, at: datetime
) -> ContactChange:
    """Say what should be different: any of `CHANGEABLE`. Nothing is until somebody else has confirmed it.

    Raises `PreconditionFailed`, `ContactPointRetired`, `ChangePending`, `Malformed` (also when nothing would be different).
    """
    proposer = by.person
    contact = _open(locked_contact(contact, expected_version, by))
    if contact.changes.filter(state=ContactChange.State.PENDING).exists():
        raise ChangePending()
    wanted = {name: changes[name] for name in CHANGEABLE if name in changes}
    before = {name: getattr(contact, name) for name in CHANGEABLE}
    _apply(contact, wanted)
    different = [name for name in wanted if getattr(contact, name) != before[name]]
    if not different:
        raise Malformed(errors=[Fault("", "Nothing would be different.")])
    change = ContactChange(
        contact_point=contact,
        changes={name: _as_json(getattr(contact, name)) for name in different},
        organisation_id=by.home,
        proposed_by=proposer,
        proposed_at=at,
    )
    change.save(force_insert=True)
    ContactPoint.objects.filter(pk=contact.pk).update(version=contact.version + 1)
    fields = " ".join(different)
    record("contact_point.change_proposed", subject=subject_of(contact, by), actor=by.id, at=at, fields=fields)
    return change


@transaction.atomic
def confirm_change(
    *, contact: ContactPoint, change: UUID, expected_version: int, by: Actor, at: datetime
) -> ContactPoint:
    """Make the change that somebody else of the actor's organisation proposed.

    A new number or address has not been verified by anybody yet. Editions that print the old one keep it until a new edition of
    class `contact` comes out; `printed_contacts.editions_printing` names them. Raises `SecondPersonNeeded`, `NoChangePending`,
    `PreconditionFailed`, `ContactPointRetired`.
    """
    person = by.person
    contact = _open(locked_contact(contact, expected_version, by))
    proposed = _pending(contact, change, by)
    if proposed.proposed_by == person:
        raise SecondPersonNeeded()
    _apply(contact, proposed.changes)
    if "value" in proposed.changes:
        contact.verified_at, contact.verified_by, contact.source_url = None, "", ""
    contact.version += 1
    contact.save()
    _decide(proposed, ContactChange.State.CONFIRMED, person, at)
    record(
        "contact_point.changed",
        subject=subject_of(contact, by),
        actor=by.id,
        at=at,
        fields=" ".join(proposed.changes),
        proposed_by=proposed.proposed_by,
    )
    return contact


@transaction.atomic
def discard_change(
    *, contact: ContactPoint, change: UUID, expected_version: int, by: Actor, at: datetime
) -> ContactPoint:
    """Take a proposal back: whoever made it, or anybody else who could confirm it."""
    contact = locked_contact(contact, expected_version, by)
    proposed = _pending(contact, change, by)
    contact.version += 1
    contact.save(update_fields=["version"])
    _decide(proposed, ContactChange.State.DISCARDED, by.person, at)
    record("contact_point.change_discarded", subject=subject_of(contact, by), actor=by.id, at=at)
    return contact


def _open(contact: ContactPoint) -> ContactPoint:
    if contact.valid_to is not None:
        raise ContactPointRetired()
    return contact


def _pending(contact: ContactPoint, change: UUID, by: Actor) -> ContactChange:
    """The proposal that waits, if it is this one and of the actor's organisation."""
    check_keeps(contact.organisation_id, by)
    found = contact.changes.filter(
        pk=change, state=ContactChange.State.PENDING, organisation=by.organisation_id
    ).first()
    if found is None:
        raise NoChangePending()
    return found


def _apply(contact: ContactPoint, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        setattr(contact, name, _from_json(name, value))
    if "hours" in changes and "schedule" not in changes:
        contact.schedule = None  # words that somebody wrote take the place of a schedule
    settle_contact(contact)


def _decide(change: ContactChange, state: ContactChange.State, person: UUID, at: datetime) -> None:
    change.state, change.decided_by, change.decided_at = state, person, at
    change.save(update_fields=["state", "decided_by", "decided_at"])


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _from_json(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "valid_from" and isinstance(value, str) else value
