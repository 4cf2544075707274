"""Contact points and services: changes that wait for a second person, and what is to be verified."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from api.desk.asking import Asked
from api.desk.cells import day, moment, page_of
from api.desk.queues.queue import LISTED, Matter, Queue
from library.directory.actions import KEEPERS, OWN_KEEPERS
from library.directory.models import ContactChange, ContactPoint, Service
from library.directory.queries import changes_to_confirm, kept_contacts_to_verify, services_to_verify
from library.editions.review_status import uk_day


def queues(about: Asked) -> Iterable[Queue]:
    if not about.seat.may(*KEEPERS, *OWN_KEEPERS):
        return
    on = uk_day(about.at)
    yield Queue(
        "Changes to confirm",
        [_change(change) for change in changes_to_confirm(about.by)[:LISTED]],
        True,
        "confirm",
    )
    yield Queue(
        "Contact points to verify",
        [_contact(contact) for contact in kept_contacts_to_verify(on, by=about.by)[:LISTED]],
        True,
        "verify",
    )
    yield Queue(
        "Services to verify",
        [_service(service) for service in services_to_verify(on, by=about.by)[:LISTED]],
        True,
        "verify-services",
    )


def _change(change: ContactChange) -> Matter:
    return Matter(
        page_of(change.contact_point),
        change.contact_point.name,
        f"Proposed {moment(change.proposed_at)}: a second person confirms it.",
    )


def _contact(contact: ContactPoint) -> Matter:
    return Matter(
        reverse("admin:directory_contactpoint_verify", args=[contact.pk]), contact.name, _since(contact.verified_at)
    )


def _service(service: Service) -> Matter:
    return Matter(
        reverse("admin:directory_service_verify", args=[service.pk]), service.name, _since(service.verified_at)
    )


def _since(verified_at: date | None) -> str:
    return f"Last verified {day(verified_at)}." if verified_at else "Never verified."
