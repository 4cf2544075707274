"""Telling the systems of organisations what needs somebody there, by webhook.

It goes by what needs somebody now, and not by what happened on a day: a run that was missed, or a month of them, costs nothing but time. A
status that came and went meanwhile is not told, the one of now is; and what was told already is not told again. Whoever is paused or
switched off is told once it is active again, of what holds then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from library.syndication.actions import confirm_reminders, lock_reminded, remind_subscription, reminded
from library.syndication.actions.reminders import AHEAD
from library.syndication.models import Subscription
from library.syndication.reminders import RemindedDuty
from library.upkeep.duties import duties_at
from library.upkeep.messages import UNTOLD, reminder_of
from library.upkeep.models import WebhookReminder
from library.upkeep.rules import Kind

log = structlog.get_logger()


def tell_webhooks(*, at: datetime) -> int:
    """Send every webhook that wants reminders those of which it was not told; to how many reminders that comes.

    Safe to repeat at any time, and beside itself. What waits still is confirmed, or not needed any more: it runs every hour, because
    the sender believes what was confirmed for no longer than `HOLDS`.
    """
    subscriptions = reminded()
    if not subscriptions:
        return 0
    by_organisation: defaultdict[UUID, list[RemindedDuty]] = defaultdict(list)
    base, desk = settings.PUBLIC_URL, f"{settings.PUBLIC_URL}{settings.DESK_PREFIX}"
    for duty in duties_at(at):
        if duty.kind not in UNTOLD:
            by_organisation[duty.organisation].append(reminder_of(duty, base_url=base, desk=desk))
    return sum(_tell_or_leave(id, by_organisation, at=at) for id in subscriptions)


def _tell_or_leave(id: UUID, by_organisation: dict[UUID, list[RemindedDuty]], *, at: datetime) -> int:
    """One that fails keeps none of the others waiting, and is tried again in the next hour."""
    try:
        return _tell(id, by_organisation, at=at)
    except Exception:
        log.exception("webhook not reminded", subscription=str(id))
        return 0


@transaction.atomic
def _tell(id: UUID, by_organisation: dict[UUID, list[RemindedDuty]], *, at: datetime) -> int:
    """One webhook in one transaction: what it is told of, and that it was."""
    subscription = lock_reminded(id)
    if subscription is None:
        return 0
    holding = [each for each in by_organisation.get(subscription.organisation_id, ()) if not _is_itself(each, id)]
    confirmed = confirm_reminders(subscription, {each.key for each in holding}, at=at)
    _forget(subscription, confirmed.untold)
    if not subscription.reminders or subscription.state != Subscription.State.ACTIVE:
        return 0
    # What somebody asked for again may wait without having been told.
    waiting = {each.key for each in confirmed.holding}
    not_told = _not_told(subscription, holding)
    fresh = [each for each in not_told if each.key not in waiting][: max(AHEAD - confirmed.waiting, 0)]
    told = [*(each for each in not_told if each.key in waiting), *fresh]
    WebhookReminder.objects.bulk_create(WebhookReminder(subscription=subscription, **_told(each)) for each in told)
    return remind_subscription(subscription, fresh, at=at)


def _told(reminder: RemindedDuty) -> dict[str, Any]:
    """What is told once."""
    return {
        "kind": reminder.kind,
        "subject": reminder.subject.id,
        "due_on": reminder.due_on,
        "stage": reminder.status,
    }


def _not_told(subscription: Subscription, holding: Sequence[RemindedDuty]) -> list[RemindedDuty]:
    """The earliest due first, as they come."""
    told = {tuple(key) for _, *key in _rows(subscription, holding)}
    return [each for each in holding if tuple(_told(each).values()) not in told]


def _forget(subscription: Subscription, untold: Sequence[RemindedDuty]) -> None:
    """It was not told after all: when it holds again, it is."""
    keys = {tuple(_told(each).values()) for each in untold}
    gone = [id for id, *key in _rows(subscription, untold) if tuple(key) in keys]
    WebhookReminder.objects.filter(pk__in=gone).delete()


def _rows(subscription: Subscription, about: Sequence[RemindedDuty]) -> list[tuple[Any, ...]]:
    """What it was told about these subjects."""
    rows = WebhookReminder.objects.filter(subscription=subscription, subject__in={each.subject.id for each in about})
    return list(rows.values_list("pk", "kind", "subject", "due_on", "stage")) if about else []


def _is_itself(reminder: RemindedDuty, id: UUID) -> bool:
    """A webhook that does not arrive can't say so itself."""
    return reminder.kind == Kind.WEBHOOK and reminder.subject.id == id
