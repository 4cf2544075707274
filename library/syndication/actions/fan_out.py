"""Events become deliveries. Each subscription follows the feed by a position of its own, as a partner who polls would: so no event is
lost, a crash goes on where it stopped, and whoever was paused for a year catches up.

A subscription is given so many deliveries ahead and no more: what a dead receiver is behind stays in the feed, where it costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q

from library.accounts.models import Organisation
from library.catalogue.addresses import COLLECTIONS
from library.catalogue.models import Topic
from library.history.models import Event
from library.history.queries import changes_after, last_position
from library.syndication.models import Delivery, Subscription
from library.syndication.wants import News, Wish, is_wanted

AHEAD = 200
PAGE = 500
TOGETHER = 100
"""Subscriptions in one transaction."""


def fan_out(*, at: datetime) -> int:
    """Bring every active subscription that is behind on in the feed. Returns how many deliveries there are to send."""
    resting = Q(resting_until__gt=at)
    behind = Subscription.objects.filter(state=Subscription.State.ACTIVE, position__lt=last_position()).exclude(resting)
    ids = list(behind.order_by("position").values_list("pk", flat=True))
    return sum(_advance(ids[start : start + TOGETHER], at=at) for start in range(0, len(ids), TOGETHER))


@transaction.atomic
def _advance(ids: Sequence[UUID], *, at: datetime) -> int:
    """All of these in one transaction; those that somebody else has in hand come next time."""
    rows = Subscription.objects.select_for_update(skip_locked=True, of=("self",))
    subscriptions = list(rows.filter(pk__in=ids, state=Subscription.State.ACTIVE))
    waiting = _waiting(subscriptions)
    pages: dict[int, Page] = {}
    wanted: list[Delivery] = []
    for subscription in subscriptions:
        room = AHEAD - waiting.get(subscription.pk, 0)
        if room > 0:
            if subscription.position not in pages:
                pages[subscription.position] = Page(changes_after(subscription.position, PAGE))
            wanted += _read(subscription, pages[subscription.position], room, at)
    # After a replay they are there already, and begin anew.
    anew = ["state", "tries", "due_at", "claimed_until", "finished_at"]
    Delivery.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["subscription", "position"], update_fields=anew
    )
    Subscription.objects.bulk_update(subscriptions, ["position"])
    return len(wanted)


def _read(subscription: Subscription, page: Page, room: int, at: datetime) -> list[Delivery]:
    """Moves the subscription on by what it reads; the deliveries for it, `room` at most."""
    wish = wish_of(subscription)
    wanted: list[Delivery] = []
    for event, news in page.news:
        if len(wanted) == room:
            break
        subscription.position = event.position or subscription.position
        if is_wanted(wish, news):
            wanted.append(_delivery(subscription, event, at))
    return wanted


def wish_of(subscription: Subscription) -> Wish:
    return Wish(
        subscription.event_types,
        subscription.kinds,
        subscription.topics,
        subscription.publishers,
        subscription.reminders,
    )


class Page:
    """A piece of the feed with what subscriptions ask about it, read once for all who are to hear of it."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.events = list(events)

    @cached_property
    def news(self) -> list[tuple[Event, News]]:
        return [(event, self._news(event)) for event in self.events]

    def _news(self, event: Event) -> News:
        return News(
            type=event.type,
            is_item=event.subject_kind in COLLECTIONS,
            kind=event.subject_kind,
            topics=self._topics.get(event.subject, ()),
            publisher=self._publishers.get(event.organisation, "") if event.organisation else "",
        )

    @cached_property
    def _topics(self) -> Mapping[UUID, Collection[str]]:
        """The topics of each item as they are now, with all above them."""
        found: dict[UUID, set[str]] = {}
        subjects = {event.subject for event in self.events}
        for item, path in Topic.objects.filter(items__in=subjects).values_list("items", "path"):
            found.setdefault(item, set()).update(path)
        return found

    @cached_property
    def _publishers(self) -> Mapping[UUID, str]:
        owners = {event.organisation for event in self.events if event.organisation}
        return dict(Organisation.objects.filter(pk__in=owners).values_list("pk", "code"))


def _waiting(subscriptions: Sequence[Subscription]) -> Mapping[UUID, int]:
    """How many deliveries of each wait; those behind its position (it was moved back) wait for it."""
    waiting = Delivery.objects.filter(subscription__in=subscriptions, state=Delivery.State.WAITING)
    waiting = waiting.filter(position__lte=F("subscription__position")).order_by()
    return dict(waiting.values_list("subscription").annotate(number=Count("pk")))


def _delivery(subscription: Subscription, event: Event, at: datetime) -> Delivery:
    return Delivery(
        subscription=subscription,
        event=event,
        position=event.position,
        line=event.subject,
        due_at=at,
        created_at=at,
    )
