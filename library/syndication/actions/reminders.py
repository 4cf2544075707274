"""Reminders become deliveries. Whoever knows what needs somebody says what holds now, again and again; the sender believes it for hours.

So within the hour a reminder of what somebody has seen to is not sent any more, however long its address was down or paused; and where no
job runs, none is after `HOLDS`: what nobody has confirmed lately waits, and what does not hold any more is not needed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef, Q, QuerySet

from library.syndication.models import NO_TEST, Attempt, Delivery, Subscription
from library.syndication.reminders import RemindedDuty

HOLDS = timedelta(hours=3)
"""Whoever confirms does so every hour."""
AHEAD = 500
"""So many may wait for one subscription: of the rest it hears when these have arrived."""
Key = tuple[str, str, str, str]


def reminded() -> list[UUID]:
    """Subscriptions that want reminders, or for which some wait, in one order. Not those that have ended."""
    waiting = Delivery.objects.filter(_WAITING, subscription=OuterRef("pk"))
    rows = Subscription.objects.filter(Q(reminders=True) | Exists(waiting)).exclude(state=Subscription.State.ENDED)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def lock_reminded(id: UUID) -> Subscription | None:
    """One of them, locked until the end of the transaction; None if it has ended since."""
    rows = Subscription.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.filter(pk=id).exclude(state=Subscription.State.ENDED).first()


@dataclass(frozen=True)
class Confirmed:
    """How many wait still, those of them that are `holding`, and those of which nothing was sent after all, in any delivery (`untold`): if
    that holds again one day, it has not been told.
    """

    waiting: int
    holding: list[RemindedDuty]
    untold: list[RemindedDuty]


def confirm_reminders(subscription: Subscription, holding: Collection[Key], *, at: datetime) -> Confirmed:
    """Of what waits for a locked subscription, `holding` is true now, and the rest is not needed any more.

    What is on its way just now is left to its sender; if it does not arrive, it is not tried again. What a sender is just about to take
    is passed over, so that neither waits for the other.
    """
    waiting = list(_waiting(subscription).select_for_update(skip_locked=True).order_by("pk"))
    told_of = {row.pk: RemindedDuty.model_validate(row.reminder) for row in waiting}
    holds = {id for id, told in told_of.items() if subscription.reminders and told.key in holding}
    over = [row.pk for row in waiting if row.pk not in holds and not row.is_claimed(at)]
    _waiting(subscription).filter(pk__in=holds).update(holds_until=at + HOLDS)
    _waiting(subscription).filter(pk__in=told_of.keys() - holds).update(holds_until=at)
    rows = _waiting(subscription).filter(pk__in=over)
    rows.update(state=Delivery.State.NOT_NEEDED, finished_at=at, claimed_until=None)
    forgive_failures(subscription)
    subscription.save(update_fields=["failures", "failing_since"])
    arrived = _arrived(subscription, {row.line for row in waiting if row.pk in over})
    untold = [told_of[id] for id in over if told_of[id].key not in arrived]
    return Confirmed(len(waiting) - len(over), [told_of[id] for id in holds], untold)


def _arrived(subscription: Subscription, lines: Collection[UUID]) -> set[Key]:
    """What has arrived of these lines, though it may have been asked for again since."""
    came = Exists(Attempt.objects.filter(delivery=OuterRef("pk"), problem=""))
    rows = Delivery.objects.filter(came, subscription=subscription, reminder__isnull=False, line__in=lines)
    return {RemindedDuty.model_validate(told).key for told in rows.values_list("reminder", flat=True)}


def remind_subscription(subscription: Subscription, reminders: Iterable[RemindedDuty], *, at: datetime) -> int:
    """Send these to a locked subscription. How many they are."""
    made = [
        Delivery(
            subscription=subscription,
            reminder=reminder.model_dump(mode="json"),
            holds_until=at + HOLDS,
            line=uuid5(reminder.subject.id, reminder.kind),
            due_at=at,
            created_at=at,
        )
        for reminder in reminders
    ]
    return len(Delivery.objects.bulk_create(made))


def doubt_reminders(subscription: Subscription, *, at: datetime) -> None:
    """Of a locked subscription that was paused, or wants none any more: nothing is sent until somebody has looked again what holds."""
    _waiting(subscription).update(holds_until=at)


def forgive_failures(subscription: Subscription) -> None:
    """Of a locked subscription failures count while something waits that could still arrive and end them. Without saving it.

    Else the next attempt that fails, though it were the only one in months, would seem the last of a row and switch it off. One that is
    switched off keeps them, as the day on which that began; and how long a receiver asked to be left alone counts all the same.
    """
    if not subscription.failures or subscription.state == Subscription.State.QUARANTINED:
        return
    waiting = Delivery.objects.filter(NO_TEST, subscription=subscription, state=Delivery.State.WAITING)
    if not subscription.reminders:
        waiting = waiting.filter(reminder__isnull=True)
    if not waiting.exists():
        subscription.failures, subscription.failing_since = 0, None


_WAITING = Q(state=Delivery.State.WAITING, reminder__isnull=False)


def _waiting(subscription: Subscription) -> QuerySet[Delivery]:
    return Delivery.objects.filter(_WAITING, subscription=subscription)
