"""What a contact point must be before it is kept, whoever wrote it and however."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from pydantic import ValidationError

from library.directory.costs import Cost
from library.directory.display import as_kept, is_dialable
from library.directory.errors import DirectoryNameTaken
from library.directory.hours import Hours
from library.directory.hours_words import words
from library.directory.models import ContactPoint, Service
from library.errors import Fault, Malformed


def save_new(thing: ContactPoint | Service) -> None:
    """Save something that is new. Raises `DirectoryNameTaken` when somebody took its slug a moment ago."""
    try:
        with transaction.atomic():
            thing.save(force_insert=True)
    except IntegrityError as refusal:
        if "slug" not in str(refusal):
            raise
        raise DirectoryNameTaken(errors=[Fault("/slug", "Taken.")]) from None


def settle_contact(contact: ContactPoint) -> None:
    """Check a contact point that is about to be saved, and put its hours into words. Raises `Malformed`, `DirectoryNameTaken`."""
    contact.value = as_kept(contact.kind, contact.value)
    if not is_dialable(contact.kind, contact.value):
        kind = ContactPoint.Kind(contact.kind).label
        raise Malformed(
            f"“{contact.value}” can't be read as this kind: {kind}.",
            errors=[
                Fault(
                    "/value", "Give the number or address alone; what to choose after dialling has a place of its own."
                )
            ],
        )
    if contact.group and (contact.group == contact.slug or ContactPoint.objects.filter(slug=contact.group).exists()):
        raise DirectoryNameTaken(errors=[Fault("/group", "A contact point has this slug.")])
    if contact.cost and contact.cost not in list(Cost):
        raise Malformed(errors=[Fault("/cost", f"Must be one of {', '.join(Cost)}.")])
    _check_non_voice(contact.non_voice)
    if contact.schedule:
        contact.schedule, contact.hours = _hours(contact.schedule, ContactPoint._meta.get_field("hours").max_length)


def check_has_come(on: date, at: datetime) -> None:
    """Nobody has checked anything on a day to come."""
    if on > at.astimezone(ZoneInfo("Europe/London")).date():
        raise Malformed(errors=[Fault("/on", "That day has not come yet.")])


def settle_service(service: Service) -> None:
    """Put a service's hours into words. Raises `Malformed`."""
    if service.schedule:
        longest = Service._meta.get_field("opening_hours").max_length
        service.schedule, service.opening_hours = _hours(service.schedule, longest)


def _hours(schedule: dict[str, Any], longest: int | None) -> tuple[dict[str, Any], str]:
    """The schedule as it is kept, and in words."""
    try:
        hours = Hours.model_validate(schedule)
    except ValidationError as error:
        sentence = error.errors(include_url=False, include_input=False)[0]["msg"]
        raise Malformed(errors=[Fault("/schedule", sentence)]) from None
    told = words(hours)
    if longest is not None and len(told) > longest:
        raise Malformed(errors=[Fault("/schedule", "In words this is too long to print: take fewer spans.")])
    return hours.model_dump(mode="json"), told


def _check_non_voice(routes: list[str]) -> None:
    known = ContactPoint.NonVoice
    if not set(routes) <= set(known.values) or len(set(routes)) != len(routes):
        raise Malformed(errors=[Fault("/non_voice", f"Each once, of {', '.join(known.values)}.")])
    if known.NONE in routes and len(routes) > 1:
        raise Malformed(errors=[Fault("/non_voice", "There can't be one and none.")])
