"""Every write to contact points and services."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.accounts.roles import Role
from library.directory.display import is_dialable
from library.directory.models import ContactPoint, Service
from library.errors import Fault, Malformed
from library.history.actions import Subject, record

KEEPERS = (Role.CURATOR, Role.STEWARD_ADMIN)


@transaction.atomic
def add_contact_point(
    *, slug: str, name: str, kind: str, value: str, by: Actor, at: datetime, **facts: Any
) -> ContactPoint:
    """A new contact point; `facts` are further fields of the model. Raises `Malformed` when the value is not of its kind's form."""
    check_role(by, *KEEPERS)
    if not is_dialable(kind, value):
        raise Malformed(
            f"{value!r} is not of the form that {kind} takes.",
            errors=[Fault("/value", "Give the number alone; a menu choice goes into menu_path.")],
        )
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
def add_service(
    *, slug: str, name: str, role: str, description: str, contact_points: list[ContactPoint], by: Actor, at: datetime
) -> Service:
    """A local service of the actor's organisation."""
    check_role(by, *KEEPERS, Role.EDITOR)
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


def _subject(contact: ContactPoint) -> Subject:
    return Subject(id=contact.id, kind="contact_point", slug=contact.slug)
