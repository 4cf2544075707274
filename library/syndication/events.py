"""A public event as the world reads it: in the feed, in webhooks, beside exports. One shape, so that they cannot disagree."""

from __future__ import annotations

from django.conf import settings
from pydantic import Field

from library.catalogue.addresses import COLLECTIONS, item_url, translation_url
from library.editions.shapes import Moment, Shape
from library.history.models import Event


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
        description=(
            "Such as item.published, item.updated, item.reviewed, item.withdrawn, item.restored, item.redirected, "
            "adaptation.behind, adaptation.behind_safety. Expect new ones."
        )
    )
    occurred_at: Moment
    subject: SubjectShape
    edition: int | None
    change_class: str | None
    sha256: str | None
    reason: str | None = Field(description="A code, for withdrawals.")
    successor: EventSuccessorShape | None


def present(event: Event) -> EventShape:
    """An event as the public sees it."""
    base = settings.PUBLIC_URL
    successor = None
    if event.successor_slug:
        successor = EventSuccessorShape(
            kind=event.successor_kind,
            slug=event.successor_slug,
            url=item_url(base, event.successor_kind, event.successor_slug)
            if event.successor_kind in COLLECTIONS
            else None,
        )
    return EventShape(
        position=event.position or 0,
        type=event.type,
        occurred_at=event.occurred_at,
        subject=SubjectShape(
            kind=event.subject_kind,
            slug=event.subject_slug,
            language=event.subject_language or None,
            url=_subject_url(event),
        ),
        edition=event.edition,
        change_class=event.change_class or None,
        sha256=event.sha256 or None,
        reason=event.reason or None,
        successor=successor,
    )


def _subject_url(event: Event) -> str | None:
    if event.subject_kind not in COLLECTIONS:
        return None
    return translation_url(settings.PUBLIC_URL, event.subject_kind, event.subject_slug, event.subject_language)
