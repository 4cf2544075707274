"""A public event as the world reads it: in the feed, in webhooks, beside exports. One shape, so that they cannot disagree."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from pydantic import Field

from library.catalogue.addresses import COLLECTIONS, item_url, translation_url
from library.editions.shapes import Moment, Shape
from library.history.actions import PUBLIC_TYPES
from library.history.models import Event

WITHDRAWN_WORDS = "testimonial.withdrawn"


class SubjectShape(Shape):
    kind: str
    slug: str
    language: str | None
    url: str | None


class EventSuccessorShape(Shape):
    kind: str
    slug: str
    url: str | None


class EventShape(Shape):
    position: int = Field(description="Place in the feed: gapless, in the order in which changes became visible.")
    type: str = Field(
        description=f"What happened: {', '.join(f'`{name}`' for name in sorted(PUBLIC_TYPES))}. Expect new ones."
    )
    occurred_at: Moment
    subject: SubjectShape
    edition: int | None
    change_class: str | None
    sha256: str | None
    reason: str | None = Field(
        description=(
            "A code, for withdrawals. Of `testimonial.withdrawn`: `withdrawn`, `forgotten`, `consent_ended`, `words_changed`, or "
            "`narrowed`, when its owner agrees to less than before. Expect new ones."
        )
    )
    successor: EventSuccessorShape | None
    testimonial: UUID | None = Field(
        description="Of `testimonial.withdrawn`: the id of the quote whose words have to go, wherever you keep them. "
        "The texts, read again, have it as far as it may still be shown."
    )


def present(event: Event) -> EventShape:
    """An event as the public sees it."""
    successor = None
    if event.successor_slug:
        successor = EventSuccessorShape(
            kind=event.successor_kind,
            slug=event.successor_slug,
            url=_url_of(event.successor_kind, event.successor_slug),
        )
    return EventShape(
        position=event.position or 0,
        type=event.type,
        occurred_at=event.occurred_at,
        subject=SubjectShape(
            kind=event.subject_kind,
            slug=event.subject_slug,
            language=event.subject_language or None,
            url=_url_of(event.subject_kind, event.subject_slug, event.subject_language),
        ),
        edition=event.edition,
        change_class=event.change_class or None,
        sha256=event.sha256 or None,
        reason=event.reason or None,
        successor=successor,
        testimonial=event.data.get("testimonial") if event.type == WITHDRAWN_WORDS else None,
    )


def _url_of(kind: str, slug: str, language: str = "") -> str | None:
    """Where to read about it; None for what has no page of its own."""
    base = settings.PUBLIC_URL
    if kind in COLLECTIONS:
        return translation_url(base, kind, slug, language) if language else item_url(base, kind, slug)
    return f"{base}/v1/organisations/{slug}" if kind == "organisation" else None
