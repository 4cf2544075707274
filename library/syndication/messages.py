"""What is sent: an event in the shape that the feed has, and nothing that the feed has not; or a reminder, which is nobody else's.
Never words: whoever wants them reads them.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings

from library.editions.shapes import Moment, Shape
from library.history.models import Event
from library.syndication.events import EventShape, SubjectShape, present
from library.syndication.models import Delivery
from library.syndication.reminders import RemindedDuty

TEST = "subscription.test"


class WebhookMessage(Shape):
    """The body of a webhook: under 20 kB, thin."""

    type: str
    timestamp: Moment
    data: EventShape


class ReminderMessage(Shape):
    """The body of a webhook about something that needs somebody of the subscription's own organisation."""

    type: str
    timestamp: Moment
    data: RemindedDuty


def message_of(delivery: Delivery) -> WebhookMessage | ReminderMessage:
    """The same for every attempt. `delivery` has been read with its event."""
    if delivery.event is not None:
        return event_message(delivery.event)
    if delivery.reminder is not None:
        data = RemindedDuty.model_validate(delivery.reminder)
        return ReminderMessage(type=data.type, timestamp=delivery.created_at, data=data)
    return trial_message(delivery.subscription_id, at=delivery.created_at)


def event_message(event: Event) -> WebhookMessage:
    return WebhookMessage(type=event.type, timestamp=event.occurred_at, data=present(event))


def type_of(delivery: Delivery) -> str:
    """The type that its message has."""
    if delivery.event is not None:
        return delivery.event.type
    return RemindedDuty.model_validate(delivery.reminder).type if delivery.reminder else TEST


def subject_of(delivery: Delivery) -> str | None:
    """Kind and slug of what an event is about; kind and id of what a reminder is about; None for a test."""
    if delivery.event is not None:
        return f"{delivery.event.subject_kind}/{delivery.event.subject_slug}"
    if delivery.reminder is None:
        return None
    about = RemindedDuty.model_validate(delivery.reminder).subject
    return f"{about.kind}/{about.id}"


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


def bytes_of(message: WebhookMessage | ReminderMessage) -> bytes:
    return message.__pydantic_serializer__.to_json(message)
