"""Reading history: the public feed, and the audit of one organisation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from library.history.models import Event, FeedPosition


def changes_after(position: int, limit: int) -> list[Event]:
    """The next `limit` public events after a position, in commit order."""
    return list(Event.objects.filter(position__gt=position).order_by("position")[:limit])


def last_position() -> int:
    """The newest position given out; 0 when nothing has happened."""
    return FeedPosition.objects.aggregate(last=Max("value"))["last"] or 0


def audit_of(organisation: UUID) -> QuerySet[Event]:
    """What happened to the subjects of an organisation, newest first."""
    return Event.objects.filter(organisation=organisation).order_by("-id")


def actors_of(
    types: Iterable[str], *, subject: UUID, language: str, since: datetime | None, until: datetime
) -> set[UUID]:
    """Who caused events of these types about a subject in a language, between two moments, both included."""
    events = Event.objects.filter(type__in=types, subject=subject, subject_language=language, occurred_at__lte=until)
    if since is not None:
        events = events.filter(occurred_at__gte=since)
    return {actor for actor in events.values_list("actor", flat=True) if actor is not None}
