"""What came of an attempt, written down: every one of them in the log, and what follows from it for the delivery and its subscription."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet

from library.accounts.letters import Text
from library.accounts.mail import notify
from library.accounts.roles import Role
from library.syndication.actions.claims import Claim
from library.syndication.actions.reminders import forgive_failures
from library.syndication.actions.subscriptions import close_deliveries, end
from library.syndication.events import WITHDRAWN_WORDS
from library.syndication.keepers import note
from library.syndication.letters import gone_text, quarantined_text
from library.syndication.models import Attempt, Delivery, Subscription
from library.syndication.outbound import Reply
from library.syndication.schedule import Outcome, Schedule, outcome_of, problem_of, retry_after_of

KEPT = timedelta(days=30)
STANDING = ("delivered_at", "state", "end_reason", "ended_at", "version")
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Result:
    """What came of a claim, and when."""

    claim: Claim
    reply: Reply
    at: datetime


@transaction.atomic
def settle(*, results: Sequence[Result], schedule: Schedule) -> None:
    """Write down what came of claims. Of one that has run out only the attempt is kept: somebody else has the delivery."""
    told = {result.claim.subscription for result in results}
    subscriptions = _locked(Subscription.objects.select_related("organisation"), told)
    deliveries = _locked(Delivery.objects.all(), {result.claim.delivery for result in results})
    attempts = []
    for result in sorted(results, key=lambda result: result.at):
        delivery = deliveries.get(result.claim.delivery)
        if delivery is not None:
            attempts.append(_attempt(delivery, result))
            if delivery.state == Delivery.State.WAITING and delivery.claimed_until == result.claim.until:
                _settle(subscriptions[delivery.subscription_id], delivery, result, schedule)
    Attempt.objects.bulk_create(attempts)
    Delivery.objects.bulk_update(deliveries.values(), ["state", "tries", "due_at", "claimed_until", "finished_at"])
    for subscription in subscriptions.values():
        forgive_failures(subscription)
    Subscription.objects.bulk_update(subscriptions.values(), ["failures", "failing_since", "resting_until", *STANDING])
    for subscription in subscriptions.values():
        if subscription.state == Subscription.State.ENDED:
            close_deliveries(subscription, at=max(result.at for result in results))


def forget_deliveries(*, at: datetime) -> int:
    """Delete deliveries that were finished a month ago, with their attempts, and subscriptions that ended then. How many rows went.

    Those that told of a withdrawn quote stay, with their subscription: they are the proof of it (`proof_sources`).
    """
    finished, _ = Delivery.objects.filter(finished_at__lte=at - KEPT).exclude(event__type=WITHDRAWN_WORDS).delete()
    proving = Delivery.objects.filter(subscription=OuterRef("pk"), event__type=WITHDRAWN_WORDS)
    ended, _ = Subscription.objects.filter(~Exists(proving), ended_at__lte=at - KEPT).delete()
    return finished + ended


def _locked(rows: QuerySet[Row], ids: Collection[UUID]) -> dict[UUID, Row]:
    """In one order, so that two senders do not wait for each other in a ring."""
    return {row.pk: row for row in rows.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")}


def _settle(subscription: Subscription, delivery: Delivery, result: Result, schedule: Schedule) -> None:
    delivery.claimed_until = None
    delivery.tries += 1
    if delivery.is_test:
        arrived = outcome_of(result.reply.status, result.reply.problem, has_more=False) is Outcome.ARRIVED
        _finish(delivery, Delivery.State.DELIVERED if arrived else Delivery.State.GIVEN_UP, result.at)
    else:
        _follow(subscription, delivery, result.reply, schedule, result.at)


def _follow(subscription: Subscription, delivery: Delivery, reply: Reply, schedule: Schedule, at: datetime) -> None:
    retry_after = retry_after_of(reply.status, reply.retry_after, at)
    wait = schedule.wait_after(delivery.tries, retry_after)
    outcome = outcome_of(reply.status, reply.problem, has_more=wait is not None)
    if outcome is Outcome.ARRIVED:
        subscription.failures, subscription.failing_since, subscription.resting_until = 0, None, None
        subscription.delivered_at = at
        _finish(delivery, Delivery.State.DELIVERED, at)
    elif outcome is Outcome.GONE:
        _finish(delivery, Delivery.State.GIVEN_UP, at)
        _end(subscription, at)
    else:
        _note_failure(subscription, schedule, retry_after, at)
        is_over = _quarantine_if_hopeless(subscription, schedule, at)
        if outcome is Outcome.GIVEN_UP and not is_over:
            _finish(delivery, Delivery.State.GIVEN_UP, at)
        else:
            delivery.due_at = at + timedelta(seconds=wait or 0)


def _note_failure(subscription: Subscription, schedule: Schedule, retry_after: float | None, at: datetime) -> None:
    subscription.failures += 1
    subscription.failing_since = subscription.failing_since or at
    rest = schedule.rest_after(subscription.failures, retry_after)
    subscription.resting_until = at + timedelta(seconds=rest) if rest else None


def _quarantine_if_hopeless(subscription: Subscription, schedule: Schedule, at: datetime) -> bool:
    """Switch off what has been failing for days, and say so to those who can mend it. Returns whether it is off now."""
    since = subscription.failing_since or at
    if subscription.state == Subscription.State.ACTIVE and schedule.is_hopeless(since, at):
        subscription.state = Subscription.State.QUARANTINED
        subscription.version += 1
        note("subscription.quarantined", subscription, by=None, at=at, failures=subscription.failures)
        _tell(subscription, quarantined_text(subscription, _log_of(subscription), since), at)
    return subscription.state == Subscription.State.QUARANTINED


def _end(subscription: Subscription, at: datetime) -> None:
    """The receiver wants no more."""
    if subscription.state == Subscription.State.ENDED:
        return
    end(subscription, Subscription.EndReason.GONE, at=at)
    subscription.version += 1
    note("subscription.gone", subscription, by=None, at=at)
    _tell(subscription, gone_text(subscription, _log_of(subscription)), at)


def _attempt(delivery: Delivery, result: Result) -> Attempt:
    reply = result.reply
    return Attempt(
        delivery=delivery,
        at=result.at,
        status=reply.status,
        milliseconds=reply.milliseconds,
        size=reply.size,
        problem=reply.problem or problem_of(reply.status),
    )


def _finish(delivery: Delivery, state: Delivery.State, at: datetime) -> None:
    delivery.state, delivery.finished_at, delivery.claimed_until = state, at, None


def _tell(subscription: Subscription, letter: Text, at: datetime) -> None:
    notify(
        organisation=subscription.organisation,
        subject=letter.subject,
        text=letter.text,
        roles=(Role.ADMIN, Role.STEWARD_ADMIN),
        at=at,
    )


def _log_of(subscription: Subscription) -> str:
    return f"{settings.PUBLIC_URL}/v1/workspace/subscriptions/{subscription.pk}/deliveries"
