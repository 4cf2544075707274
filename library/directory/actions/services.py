"""Services of an organisation, with everything that a leaflet prints of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.directory.errors import DirectoryNameTaken
from library.directory.fit import check_has_come, save_new, settle_service
from library.directory.keeping import OWN_KEEPERS
from library.directory.models import ContactPoint, Service
from library.errors import Fault, Malformed, NotFound, PreconditionFailed
from library.history.actions import Subject, record

PARTS = (
    "short_name",
    "provider",
    "address",
    "opening_hours",
    "schedule",
    "access_notes",
    "waiting_time",
    "areas",
    "districts",
    "verify_interval_days",
)
"""What may be said of a service besides its name, role and description. What is left out stays as it is."""


@transaction.atomic
def add_service(
    *,
    slug: str,
    name: str,
    role: str,
    description: str,
    contact_points: Sequence[ContactPoint],
    by: Actor,
    at: datetime,
    **parts: Any,
) -> Service:
    """A local service of the actor's organisation; `parts` are of `PARTS`. Raises `DirectoryNameTaken`, `Malformed`."""
    check_role(by, *OWN_KEEPERS)
    if Service.objects.filter(slug=slug).exists():
        raise DirectoryNameTaken(errors=[Fault("/slug", "Taken.")])
    service = Service(slug=slug, name=name, role=role, description=description, organisation_id=by.home)
    _describe(service, parts)
    _check_reachable(contact_points, by)
    save_new(service)
    service.contact_points.set(contact_points)
    record("service.added", subject=_subject(service), actor=by.id, at=at)
    return service


@transaction.atomic
def change_service(
    *,
    service: Service,
    name: str,
    role: str,
    description: str,
    contact_points: Sequence[ContactPoint],
    expected_version: int,
    by: Actor,
    at: datetime,
    **parts: Any,
) -> Service:
    """Correct what is known of a service of the actor's organisation. Raises `NotFound` for another's, `PreconditionFailed`."""
    locked = _locked(service, expected_version, by)
    locked.name, locked.role, locked.description = name, role, description
    _describe(locked, parts)
    _check_reachable([one for one in contact_points if one not in set(locked.contact_points.all())], by)
    locked.version += 1
    locked.save()
    locked.contact_points.set(contact_points)
    record("service.changed", subject=_subject(locked), actor=by.id, at=at)
    return locked


@transaction.atomic
def verify_service(
    *,
    service: Service,
    verified_by: str,
    on: date,
    source_url: str = "",
    expected_version: int | None = None,
    by: Actor,
    at: datetime,
) -> Service:
    """Somebody has checked on a day that all of it is right. `verified_by` is a role or body, or how it was checked."""
    locked = _locked(service, expected_version, by)
    check_has_come(on, at)
    locked.verified_at, locked.verified_by = on, verified_by
    locked.source_url = source_url or locked.source_url
    locked.version += 1
    locked.save()
    record("service.verified", subject=_subject(locked), actor=by.id, at=at)
    return locked


def _locked(service: Service, expected_version: int | None, by: Actor) -> Service:
    check_role(by, *OWN_KEEPERS)
    locked = Service.objects.select_for_update().filter(pk=service.pk, organisation=by.organisation_id).first()
    if locked is None:
        raise NotFound()
    if expected_version is not None and locked.version != expected_version:
        raise PreconditionFailed("Somebody has changed this service since you read it.", version=locked.version)
    return locked


def _describe(service: Service, parts: dict[str, Any]) -> None:
    unknown = sorted(set(parts) - set(PARTS))
    if unknown:
        raise TypeError(f"not parts of a service: {', '.join(unknown)}")
    for name, value in parts.items():
        setattr(service, name, value)
    if "opening_hours" in parts and "schedule" not in parts:
        service.schedule = None  # words that somebody wrote take the place of a schedule
    settle_service(service)


def _check_reachable(contact_points: Sequence[ContactPoint], by: Actor) -> None:
    """Everybody's and one's own, and none that has been retired. Another organisation's is as unknown as none."""
    for number, contact in enumerate(contact_points):
        if contact.organisation_id not in {None, by.organisation_id} or contact.valid_to is not None:
            raise Malformed(errors=[Fault(f"/contact_points/{number}", "There is no such contact point in use.")])


def _subject(service: Service) -> Subject:
    return Subject(id=service.id, kind="service", slug=service.slug, organisation=service.organisation_id)
