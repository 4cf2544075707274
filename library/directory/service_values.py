"""Services as leaflets print them: each part in words, from the contact points that are in use on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from library.directory.display import display
from library.directory.models import ContactPoint, Service
from library.directory.queries import current_contact_points
from library.documents.local_values import ServiceValue

Words = Mapping[str, str]
_KINDS = ContactPoint.Kind
_PARTS: Mapping[str, tuple[ContactPoint.Kind, ...]] = {
    "phone": (_KINDS.E164, _KINDS.SHORT_VOICE),
    "text_number": (_KINDS.SMS_SHORT,),
    "email": (_KINDS.EMAIL,),
    "website": (_KINDS.URL,),
}
"""Which kinds of contact point are which part of a service."""


def service_value(service: Service, on: date) -> ServiceValue:
    """What a leaflet prints of a service on a day."""
    return service_values([service.slug], on)[service.slug]


def service_values(
    slugs: Iterable[str], on: date, kept: Mapping[str, Words] = MappingProxyType({})
) -> dict[str, ServiceValue]:
    """The services of these slugs; a slug that is missing has none. Of two numbers the one with the lower slug is printed.

    `kept` are words by slug, as `service_words` gave them once, to print in place of the present ones: the numbers and addresses of
    contact points are those of the day in any case.
    """
    services = Service.objects.filter(slug__in=list(slugs)).select_related("organisation")
    in_use = _contacts_of(services, on)
    return {
        service.slug: _value(kept.get(service.slug) or words_of(service), in_use.get(service.pk, []))
        for service in services
    }


def words_of(service: Service) -> Words:
    """What a leaflet prints of a service besides its contact points, part by part. One person alone may change it."""
    return {
        "name": service.name,
        "short_name": service.short_name,
        "provider": service.provider or service.organisation.name,
        "address": service.address,
        "opening_hours": service.opening_hours,
        "access_notes": service.access_notes,
        "waiting_time": service.waiting_time,
    }


def printed_contacts(service: Service, on: date) -> list[ContactPoint]:
    """The contact points that `service_value` prints: what an edition that prints the service refers to."""
    contacts = _contacts_of([service], on).get(service.pk, [])
    return [found for kinds in _PARTS.values() if (found := _first(contacts, kinds)) is not None]


def _contacts_of(services: Iterable[Service], on: date) -> dict[object, list[ContactPoint]]:
    """Those in use on a day, by service, in the order of their slugs."""
    links = Service.contact_points.through.objects.filter(service__in=services).values_list("service", "contactpoint")
    contacts = current_contact_points(on).in_bulk([contact for _, contact in links])
    found: dict[object, list[ContactPoint]] = {}
    for service, contact in links:
        if contact in contacts:
            found.setdefault(service, []).append(contacts[contact])
    return {service: sorted(of, key=lambda one: one.slug) for service, of in found.items()}


def _first(contacts: Iterable[ContactPoint], kinds: Iterable[str]) -> ContactPoint | None:
    return next((contact for contact in contacts if contact.kind in kinds), None)


def _value(words: Words, contacts: list[ContactPoint]) -> ServiceValue:
    """A service that says no hours of its own has those of its number."""
    found = {part: _first(contacts, kinds) for part, kinds in _PARTS.items()}
    phone = found["phone"]
    hours = words["opening_hours"] or (phone.hours if phone else "")
    return ServiceValue(
        **{**words, "opening_hours": hours},
        phone_menu=phone.menu_path if phone else "",
        **{part: display(contact.kind, contact.value) if contact else "" for part, contact in found.items()},
    )
