"""What is sent: an event in the shape that the feed has, and nothing that the feed has not. Never words: whoever wants them reads them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings

from library.editions.shapes import Moment, Shape
from library.history.models import Event
from library.syndication.events import EventShape, SubjectShape, present

TEST = "subscription.test"


class WebhookMessage(Shape):
    """The body of a webhook: under 20 kB, thin."""

    type: str
    timestamp: Moment
    data: EventShape


def message_of(event: Event) -> WebhookMessage:
    return WebhookMessage(type=event.type, timestamp=event.occurred_at, data=present(event))


def trial_message(subscription: UUID, *, at: datetime) -> WebhookMessage:
    """In the shape of all others, and about nothing that is published."""
    address = f"{settings.PUBLIC_URL}/v1/workspace/subscriptions/{subscription}"
    data = EventShape(
        position=0,
        type=TEST,
        occurred_at=at,
        subject=SubjectShape(kind="subscription", slug="test", language=None, url=address),
        edition=None,
        change_class=None,
        sha256=None,
        reason=None,
        successor=None,
        testimonial=None,
    )
    return WebhookMessage(type=TEST, timestamp=at, data=data)


def bytes_of(message: WebhookMessage) -> bytes:
    return message.__pydantic_serializer__.to_json(message)
