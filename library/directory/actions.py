"""Every write to contact points and services."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.accounts.roles import Role
from library.directory.display import is_dialable
from library.directory.models import ContactPoint, Service
from library.errors import Conflict, Fault, Malformed, NotFound, PreconditionFailed
from library.history.actions import Subject, record

KEEPERS = (Role.CURATOR, Role.STEWARD_ADMIN)
CHANGEABLE = (
    "name",
    "purpose",
    "value",
    "menu_path",
    "nations",
    "districts",
    "hours",
    "verify_interval_days",
    "valid_from",
)


class DirectoryNameTaken(Conflict):
    """The directory has one of this slug."""

    slug = "directory-name-taken"
    title = "The directory has this slug already"
    explanation = (
        "Texts name contact points and services by their slugs, so that each stands for one, for good. Choose another."
    )


class ContactPointRetired(Conflict):
    """It has been retired, and stays as a record."""

    slug = "contact-point-retired"
    title = "This contact point has been retired"
    explanation = "A retired contact point stays as a record of what was printed, and does not change. Add a new one."


@transaction.atomic
def add_contact_point(
    *, slug: str, name: str, kind: str, value: str, by: Actor, at: datetime, **facts: Any
) -> ContactPoint:
    """A new contact point; `facts` are further fields of the model. Raises `Malformed` when the value is not of its kind's form."""
    check_role(by, *KEEPERS)
    _check_dialable(kind, value)
    if ContactPoint.objects.filter(slug=slug).exists():
        raise DirectoryNameTaken(errors=[Fault("/slug", "Taken.")])
    contact = ContactPoint(slug=slug, name=name, kind=kind, value=value, **facts)
    contact.save(force_insert=True)
    record("contact_point.added", subject=_subject(contact), actor=by.id, at=at)
    return contact


@transaction.atomic
def verify_contact_point(*, contact: ContactPoint, verified_by: str, on: date, by: Actor, at: datetime) -> ContactPoint:
    """Somebody has checked that it is right, on a day. `verified_by` is shown in public: a role or body, or how it was checked."""
    check_role(by, *KEEPERS)
    contact.verified_at, contact.verified_by = on, verified_by
    contact.version += 1
    contact.save()
    record("contact_point.verified", subject=_subject(contact), actor=by.id, at=at)
    return contact


@transaction.atomic
def change_contact_point(
    *, contact: ContactPoint, changes: Mapping[str, Any], expected_version: int, by: Actor, at: datetime
) -> ContactPoint:
    """Correct what is known of a contact point: any of `CHANGEABLE`. Its slug and kind stay.

    A new number or address has not been verified by anybody yet. Editions that print the old one keep it until a new edition comes out.
    Raises `PreconditionFailed`, `ContactPointRetired`, `Malformed`.
    """
    contact = _lock(contact, expected_version, by)
    for name in CHANGEABLE:
        if name in changes and changes[name] != getattr(contact, name):
            setattr(contact, name, changes[name])
            if name == "value":
                contact.verified_at, contact.verified_by = None, ""
    _check_dialable(contact.kind, contact.value)
    contact.version += 1
    contact.save()
    record("contact_point.changed", subject=_subject(contact), actor=by.id, at=at)
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

    Raises `PreconditionFailed`, `ContactPointRetired`, and `Malformed` for a successor that is retired itself.
    """
    contact = _lock(contact, expected_version, by)
    if superseded_by is not None and (superseded_by.pk == contact.pk or superseded_by.valid_to is not None):
        raise Malformed(errors=[Fault("/superseded_by", "Must be another one that is in use.")])
    if contact.valid_from and valid_to < contact.valid_from:
        raise Malformed(errors=[Fault("/valid_to", "Must not be before the day from which it holds.")])
    contact.valid_to, contact.superseded_by = valid_to, superseded_by
    contact.version += 1
    contact.save()
    successor = {"successor_kind": "contact_point", "successor_slug": superseded_by.slug} if superseded_by else {}
    record("contact_point.retired", subject=_subject(contact), actor=by.id, at=at, valid_to=valid_to, **successor)
    return contact


@transaction.atomic
def add_service(
    *, slug: str, name: str, role: str, description: str, contact_points: list[ContactPoint], by: Actor, at: datetime
) -> Service:
    """A local service of the actor's organisation."""
    check_role(by, *KEEPERS, Role.EDITOR)
    if Service.objects.filter(slug=slug).exists():
        raise DirectoryNameTaken(errors=[Fault("/slug", "Taken.")])
    service = Service(slug=slug, name=name, role=role, description=description, organisation_id=by.home)
    service.save(force_insert=True)
    service.contact_points.set(contact_points)
    record(
        "service.added",
        subject=Subject(id=service.id, kind="service", slug=slug, organisation=by.organisation_id),
        actor=by.id,
        at=at,
    )
    return service


@transaction.atomic
def change_service(
    *,
    service: Service,
    name: str,
    role: str,
    description: str,
    contact_points: list[ContactPoint],
    expected_version: int,
    by: Actor,
    at: datetime,
) -> Service:
    """Correct what is known of a service of the actor's organisation. Raises `NotFound` for another's, `PreconditionFailed`."""
    check_role(by, *KEEPERS, Role.EDITOR)
    locked = Service.objects.select_for_update().filter(pk=service.pk, organisation=by.organisation_id).first()
    if locked is None:
        raise NotFound()
    if locked.version != expected_version:
        raise PreconditionFailed("Somebody has changed this service since you read it.", version=locked.version)
    locked.name, locked.role, locked.description = name, role, description
    locked.version += 1
    locked.save()
    locked.contact_points.set(contact_points)
    subject = Subject(id=locked.id, kind="service", slug=locked.slug, organisation=by.organisation_id)
    record("service.changed", subject=subject, actor=by.id, at=at)
    return locked


def _lock(contact: ContactPoint, expected_version: int, by: Actor) -> ContactPoint:
    check_role(by, *KEEPERS)
    locked = ContactPoint.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if locked.version != expected_version:
        raise PreconditionFailed("Somebody has changed this contact point since you read it.", version=locked.version)
    if locked.valid_to is not None:
        raise ContactPointRetired()
    return locked


def _check_dialable(kind: str, value: str) -> None:
    if not is_dialable(kind, value):
        raise Malformed(
            f"{value!r} is not of the form that {kind} takes.",
            errors=[Fault("/value", "Give the number alone; a menu choice goes into menu_path.")],
        )


def _subject(contact: ContactPoint) -> Subject:
    return Subject(id=contact.id, kind="contact_point", slug=contact.slug)
