"""Reading history: the public feed, and the audit of one organisation."""

from __future__ import annotations

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
