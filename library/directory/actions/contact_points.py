"""Contact points come, are checked, and go. How one is changed is in `changes`: that takes two people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from library.accounts.actors import Actor
from library.directory.errors import ContactPointRetired, DirectoryNameTaken
from library.directory.fit import check_has_come, save_new, settle_contact
from library.directory.keeping import locked_contact, owner_of_new, subject_of
from library.directory.models import ContactChange, ContactPoint
from library.errors import Fault, Malformed
from library.history.actions import record


@transaction.atomic
def add_contact_point(
    *, slug: str, name: str, kind: str, value: str, by: Actor, at: datetime, **facts: Any
) -> ContactPoint:
    """A new contact point; `facts` are further fields of the model. A steward adds it for everybody's texts, others for their own.

    Raises `DirectoryNameTaken`, and `Malformed` when the value is not of its kind's form.
    """
    owner = owner_of_new(by)
    if ContactPoint.objects.filter(Q(slug=slug) | Q(group=slug)).exists():
        raise DirectoryNameTaken(errors=[Fault("/slug", "Taken.")])
    contact = ContactPoint(organisation_id=owner, slug=slug, name=name, kind=kind, value=value, **facts)
    settle_contact(contact)
    save_new(contact)
    record("contact_point.added", subject=subject_of(contact, by), actor=by.id, at=at)
    return contact


@transaction.atomic
def verify_contact_point(
    *,
    contact: ContactPoint,
    verified_by: str,
    on: date,
    source_url: str = "",
    expected_version: int | None = None,
    by: Actor,
    at: datetime,
) -> ContactPoint:
    """Somebody has checked that it is right, on a day. `verified_by` is shown in public: a role or body, or how it was checked."""
    contact = _in_use(locked_contact(contact, expected_version, by))
    check_has_come(on, at)
    contact.verified_at, contact.verified_by = on, verified_by
    contact.source_url = source_url or contact.source_url
    contact.version += 1
    contact.save()
    record("contact_point.verified", subject=subject_of(contact, by), actor=by.id, at=at)
    return contact


@transaction.atomic
def retire_contact_point(
    *,
    contact: ContactPoint,
    valid_to: date,
    superseded_by: ContactPoint | None = None,
    expected_version: int,
    by: Actor,
    at: datetime,
) -> ContactPoint:
    """It is in use up to and including a day. From then on no text can be published that names it; the public feed says so.

    A change that was proposed for it is discarded. Raises `PreconditionFailed`, `ContactPointRetired`, and `Malformed` for a
    successor that is retired itself, or is another organisation's.
    """
    contact = _in_use(locked_contact(contact, expected_version, by))
    if superseded_by is not None:
        _check_successor(contact, superseded_by)
    if contact.valid_from and valid_to < contact.valid_from:
        raise Malformed(errors=[Fault("/valid_to", "Must not be before the day from which it holds.")])
    contact.valid_to, contact.superseded_by = valid_to, superseded_by
    contact.version += 1
    contact.save()
    ContactChange.objects.filter(contact_point=contact, state=ContactChange.State.PENDING).update(
        state=ContactChange.State.DISCARDED, decided_by=by.id, decided_at=at
    )
    successor = {"successor_kind": "contact_point", "successor_slug": superseded_by.slug} if superseded_by else {}
    record("contact_point.retired", subject=subject_of(contact, by), actor=by.id, at=at, valid_to=valid_to, **successor)
    return contact


def _in_use(contact: ContactPoint) -> ContactPoint:
    if contact.valid_to is not None:
        raise ContactPointRetired()
    return contact


def _check_successor(contact: ContactPoint, successor: ContactPoint) -> None:
    elsewhere = successor.organisation_id not in {None, contact.organisation_id}
    if successor.pk == contact.pk or successor.valid_to is not None or elsewhere:
        raise Malformed(errors=[Fault("/superseded_by", "Must be another one that is in use.")])
