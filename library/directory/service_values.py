"""Services as leaflets print them: each part in words, from the contact points that are in use on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

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


@dataclass(frozen=True)
class Told:
    """What is told of a service: its words, part by part, and which contact points it has. One person alone may change either,
    so that what nobody approves prints what was told when somebody last did. What is dialled at a contact point takes two
    people to change.
    """

    words: Words
    contacts: frozenset[UUID]


NOTHING_KEPT: Mapping[str, Told] = MappingProxyType({})


def service_value(service: Service, on: date) -> ServiceValue:
    """What a leaflet prints of a service on a day."""
    return service_values([service.slug], on)[service.slug]


def service_values(slugs: Iterable[str], on: date, kept: Mapping[str, Told] = NOTHING_KEPT) -> dict[str, ServiceValue]:
    """The services of these slugs; a slug that is missing has none. Of two numbers the one with the lower slug is printed.

    `kept` is what `told_of` gave once, to print in place of what is told now; the numbers and addresses of its contact points
    are those of the day, and one that is retired is not printed, whatever took its place: one person alone says what did.
    """
    told = told_of(Service.objects.filter(slug__in=list(slugs)).select_related("organisation"), kept)
    in_use = _in_use(told.values(), on)
    return {slug: _value(one.words, _chosen(one, in_use)) for slug, one in told.items()}


def told_of(services: Iterable[Service], kept: Mapping[str, Told] = NOTHING_KEPT) -> dict[str, Told]:
    """What is told of services now, by slug, or what was `kept` of them."""
    services = list(services)
    has: dict[object, set[UUID]] = {service.pk: set() for service in services}
    for service, contact in Service.contact_points.through.objects.filter(service__in=services).values_list(
        "service", "contactpoint"
    ):
        has[service].add(contact)
    return {
        service.slug: kept.get(service.slug) or Told(_words_of(service), frozenset(has[service.pk]))
        for service in services
    }


def printed_contacts(told: Iterable[Told], on: date) -> frozenset[UUID]:
    """The contact points that `service_values` prints of it: what an edition that prints the services refers to."""
    told = list(told)
    in_use = _in_use(told, on)
    return frozenset(contact.pk for one in told for contact in _chosen(one, in_use).values())


def _words_of(service: Service) -> Words:
    """What a leaflet prints of a service besides its contact points."""
    return {
        "name": service.name,
        "short_name": service.short_name,
        "provider": service.provider or service.organisation.name,
        "address": service.address,
        "opening_hours": service.opening_hours,
        "access_notes": service.access_notes,
        "waiting_time": service.waiting_time,
    }


def _in_use(told: Iterable[Told], on: date) -> list[ContactPoint]:
    """The contact points in use on a day, in the order of their slugs."""
    wanted = {contact for one in told for contact in one.contacts}
    return list(current_contact_points(on).filter(pk__in=wanted).order_by("slug")) if wanted else []


def _chosen(told: Told, in_use: Iterable[ContactPoint]) -> dict[str, ContactPoint]:
    """The contact point of each part of a service that has one."""
    contacts = [contact for contact in in_use if contact.pk in told.contacts]
    found = {part: next((one for one in contacts if one.kind in kinds), None) for part, kinds in _PARTS.items()}
    return {part: contact for part, contact in found.items() if contact is not None}


def _value(words: Words, contacts: Mapping[str, ContactPoint]) -> ServiceValue:
    """A service that says no hours of its own has those of its number."""
    phone = contacts.get("phone")
    hours = words["opening_hours"] or (phone.hours if phone else "")
    return ServiceValue(
        **{**words, "opening_hours": hours},
        phone_menu=phone.menu_path if phone else "",
        **{part: display(contact.kind, contact.value) for part, contact in contacts.items()},
    )
