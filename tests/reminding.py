"""Webhooks of the SUN Network that remind it of what needs it, and the jobs and the sender, taken by the hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from library.catalogue.actions import settle_feedback
from library.catalogue.models import Feedback
from library.directory.actions import verify_contact_point
from library.directory.models import ContactPoint
from library.editions.review_status import starts_at, uk_day
from library.syndication.models import Delivery, Subscription
from library.upkeep.telling import tell_webhooks
from tests.following import Following
from tests.receivers import Receiver
from tests.worlds import World

DOWN = "http://127.0.0.1:1/"
ONLY = {"types": (), "reminders": True}


def following(world: World) -> Following:
    """Every contact point is verified, so that one hears of what a test makes."""
    follow = Following(world, at=world.now())
    for contact in ContactPoint.objects.all():
        verify_contact_point(
            contact=contact, verified_by="Us", on=uk_day(follow.at), by=world.by("cora"), at=world.now()
        )
    return follow


def wanting(follow: Following, receiver: Receiver | str, *, by: str = "ada", **wish: Any) -> Subscription:
    return follow.subscribed(receiver, by=by, **{**ONLY, **wish})


def hour(follow: Following) -> int:
    """The job of the hour, and what the sender makes of it."""
    tell_webhooks(at=follow.at)
    return follow.look()


def types(receiver: Receiver) -> list[str]:
    return [got.message["type"] for got in receiver.got]


def on(follow: Following, day: date) -> None:
    follow.at = starts_at(day) + timedelta(hours=9)


def states(subscription: Subscription) -> list[str]:
    return list(Delivery.objects.filter(subscription=subscription).order_by("pk").values_list("state", flat=True))


def done(follow: Following, feedback: Feedback) -> None:
    feedback.refresh_from_db()
    settle_feedback(
        feedback=feedback,
        outcome="changed",
        expected_version=feedback.version,
        by=follow.world.by("cora"),
        at=follow.world.now(),
    )
