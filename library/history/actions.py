"""The one way to add to history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.dispatch import Signal

from library.history.models import Event

PUBLIC_TYPES = frozenset(
    {
        "item.published",
        "item.updated",
        "item.reviewed",
        "item.withdrawn",
        "item.restored",
        "item.redirected",
        "testimonial.withdrawn",
        "contact_point.retired",
        "organisation.succeeded",
        "adaptation.behind",
        "adaptation.behind_safety",
    }
)
recorded = Signal()
"""Sent with each `event` that `record` appends, in its transaction: how a higher area reacts to a lower one, which does
not know it. A receiver only leaves a job.
"""


@dataclass(frozen=True)
class Subject:
    """What an event is about. `organisation` is its owner: whose audit shows the event."""

    id: UUID
    kind: str
    slug: str = ""
    language: str = ""
    organisation: UUID | None = None


def record(type: str, *, subject: Subject, actor: UUID | None, at: datetime, **facts: Any) -> Event:
    """Append an event; one of a public type also takes the next feed position.

    `facts` are the columns `edition, change_class, sha256, reason, successor_kind, successor_slug`; anything else goes to `data`.
    Must run inside the transaction of the change it records. Call it last there: from here on other publications wait for this commit.
    """
    event = event_of(type, subject=subject, actor=actor, at=at, **facts)
    if type in PUBLIC_TYPES:
        event.position = _last_position_of(1)
    event.save(force_insert=True)
    recorded.send(sender=Event, event=event)
    return event


def record_all(type: str, *, subjects: Sequence[Subject], actor: UUID | None, at: datetime, **facts: Any) -> None:
    """Append the same event about many subjects, in their order, in two statements. Nobody reacts to these one by one."""
    events = [event_of(type, subject=subject, actor=actor, at=at, **facts) for subject in subjects]
    if events and type in PUBLIC_TYPES:
        first = _last_position_of(len(events)) - len(events) + 1
        for position, event in enumerate(events, start=first):
            event.position = position
    Event.objects.bulk_create(events)


def event_of(type: str, *, subject: Subject, actor: UUID | None, at: datetime, **facts: Any) -> Event:
    """The event that `record` appends, not saved and without a position."""
    columns = {"edition", "change_class", "sha256", "reason", "successor_kind", "successor_slug"}
    return Event(
        type=type,
        occurred_at=at,
        actor=actor,
        organisation=subject.organisation,
        subject=subject.id,
        subject_kind=subject.kind,
        subject_slug=subject.slug,
        subject_language=subject.language,
        data={name: str(value) for name, value in facts.items() if name not in columns},
        **{name: value for name, value in facts.items() if name in columns},
    )


def _last_position_of(count: int) -> int:
    """Takes so many positions, and gives the last of them."""
    if not connection.in_atomic_block:
        raise RuntimeError("a feed position is taken inside the transaction of the change")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO history_feedposition (id, value) VALUES (1, %(count)s) "
            "ON CONFLICT (id) DO UPDATE SET value = history_feedposition.value + %(count)s RETURNING value",
            {"count": count},
        )
        (position,) = cursor.fetchone()
    return int(position)
