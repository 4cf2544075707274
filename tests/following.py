"""Who follows the library by webhooks: subscriptions made by actions, and a sender that is taken by the hand, at whatever time it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from library.history.actions import Subject, record
from library.history.models import Event
from library.ids import new_id
from library.syndication.actions import Result, claim, fan_out, replay, settle, subscribe
from library.syndication.models import Attempt, Delivery, Subscription
from library.syndication.schedule import USUAL, Schedule
from library.syndication.sender import send
from library.syndication.wants import Wish
from tests.receivers import Receiver
from tests.worlds import World

EXACT = replace(USUAL, jitter=lambda seconds: seconds)


@dataclass
class Following:
    """Norfolk's subscriptions, and time as the sender knows it."""

    world: World
    schedule: Schedule = EXACT
    secrets: dict[Any, str] = field(default_factory=dict)
    at: datetime = field(default_factory=lambda: timezone.now().replace(microsecond=0))

    def subscribed(
        self, receiver: Receiver | str, *, by: str = "nora", after: int | None = None, **wish: Sequence[str]
    ) -> Subscription:
        url = receiver if isinstance(receiver, str) else receiver.url
        made, secret = subscribe(
            url=url, description="Our site", wish=Wish(**wish), after=after, by=self.world.by(by), at=self.at
        )
        self.secrets[made.pk] = secret
        return made

    def happen(self, type: str = "item.updated", slug: str = "leaflet", subject: Any = None, **facts: Any) -> Event:
        """Something public happened; to the same subject if one is given."""
        about = subject.subject if isinstance(subject, Event) else subject or new_id()
        told = Subject(id=about, kind="leaflet", slug=slug, language="en-GB")
        with transaction.atomic():
            return record(type, subject=told, actor=None, at=self.at, **facts)

    def later(self, **time: float) -> None:
        self.at += timedelta(**time)

    def look(self, rounds: int = 100) -> int:
        """Send whatever has its turn now, one after the other, until nothing has. Returns how many attempts there were."""
        attempts = 0
        for _ in range(rounds):
            fan_out(at=self.at)
            claims = claim(room=64, room_for_troubled=16, lasting=self.schedule.claim, at=self.at)
            for each in claims:
                reply = send(each, at=timezone.now())
                settle(results=[Result(each, reply, self.at)], schedule=self.schedule)
            attempts += len(claims)
            if not claims:
                return attempts
        raise AssertionError("the sender finds no end")

    def replayed(self, subscription: Subscription, after: int = 0, *, by: str = "nora") -> Subscription:
        """Everything since a position is to come once more."""
        return replay(subscription=subscription, after=after, by=self.world.by(by), at=self.at)

    def states(self, subscription: Subscription) -> list[str]:
        rows = Delivery.objects.filter(subscription=subscription).order_by("position")
        return list(rows.values_list("state", flat=True))

    def attempts(self, subscription: Subscription) -> list[Attempt]:
        return list(Attempt.objects.filter(delivery__subscription=subscription).order_by("pk"))

    def now(self, subscription: Subscription) -> Subscription:
        return Subscription.objects.get(pk=subscription.pk)
