"""What an administrator asks for: a test, an event once more, everything since a position once more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from library.accounts.actors import Actor
from library.errors import Fault, Malformed, NotFound
from library.ids import new_id
from library.syndication.errors import TestIsWaiting
from library.syndication.keepers import check_open, lock_own, note
from library.syndication.models import A_TEST, NO_TEST, Delivery, Subscription


@transaction.atomic
def send_test(*, subscription: Subscription, by: Actor, at: datetime) -> Delivery:
    """One message about nothing, sent once, also to an address that is paused or was switched off: to see whether it is well again.

    Raises `NotFound`, `Forbidden`, `NotInThisState`, `TestIsWaiting`.
    """
    locked = lock_own(subscription, by=by)
    check_open(locked)
    waiting = Delivery.objects.filter(A_TEST, subscription=locked, state=Delivery.State.WAITING)
    if waiting.exists():
        raise TestIsWaiting()
    delivery = Delivery(subscription=locked, line=new_id(), due_at=at, created_at=at)
    delivery.save(force_insert=True)
    note("subscription.tested", locked, by=by, at=at)
    return delivery


@transaction.atomic
def redeliver(*, delivery: Delivery, by: Actor, at: datetime) -> Delivery:
    """The same event once more, under the same id, with all of its attempts before it. Later events of its subject wait for it. A reminder
    goes once it is known to hold, and not at all when what it told of is done (`reminders`).

    Raises `NotFound`, `Forbidden`, `NotInThisState`.
    """
    locked = lock_own(delivery.subscription, by=by)
    check_open(locked)
    found = Delivery.objects.select_for_update(of=("self",)).filter(NO_TEST, pk=delivery.pk).first()
    if found is None:
        raise NotFound()
    found.subscription = locked
    found.state, found.tries, found.due_at = Delivery.State.WAITING, 0, at
    found.claimed_until, found.finished_at = None, None
    if found.reminder is not None:
        found.holds_until = at
    found.save()
    note("subscription.redelivered", locked, by=by, at=at, position=found.position)
    return found


@transaction.atomic
def replay(
    *, subscription: Subscription, after: int, expected_version: int | None = None, by: Actor, at: datetime
) -> Subscription:
    """Every event since a position once more, in order, under the same ids. Reminders have no position, and do not come again.

    Raises `NotFound`, `Forbidden`, `PreconditionFailed`, `NotInThisState`, `Malformed`.
    """
    locked = lock_own(subscription, by=by, expected_version=expected_version)
    check_open(locked)
    if not 0 <= after <= locked.position:
        raise Malformed(errors=[Fault("/after", f"It has got to position {locked.position}: begin there or before.")])
    locked.position = after
    locked.version += 1
    locked.save(update_fields=["position", "version"])
    note("subscription.replayed", locked, by=by, at=at, after=after)
    return locked
