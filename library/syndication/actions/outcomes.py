"""What came of an attempt, written down: every one of them in the log, and what follows from it for the delivery and its subscription."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from library.accounts.letters import Text
from library.accounts.mail import notify
from library.accounts.roles import Role
from library.syndication.actions.claims import Claim
from library.syndication.actions.subscriptions import close
from library.syndication.keepers import note
from library.syndication.letters import gone_text, quarantined_text
from library.syndication.models import Attempt, Delivery, Subscription
from library.syndication.outbound import Reply
from library.syndication.schedule import Outcome, Schedule, outcome_of, retry_after_of

KEPT = timedelta(days=30)


@transaction.atomic
def settle(*, claim: Claim, reply: Reply, schedule: Schedule, at: datetime) -> None:
    """Write down what came of a claim. Of a claim that has run out only the attempt is kept: somebody else has the delivery."""
    subscriptions = Subscription.objects.select_for_update(of=("self",)).select_related("organisation")
    subscription = subscriptions.filter(pk=claim.subscription).first()
    delivery = Delivery.objects.select_for_update().filter(pk=claim.delivery).first()
    if subscription is None or delivery is None:
        return
    _log(delivery, reply, at)
    if delivery.state != Delivery.State.WAITING or delivery.claimed_until != claim.until:
        return
    delivery.claimed_until = None
    delivery.tries += 1
    if delivery.event_id is None:
        arrived = outcome_of(reply.status, reply.problem, has_more=False) is Outcome.ARRIVED
        _finish(delivery, Delivery.State.DELIVERED if arrived else Delivery.State.GIVEN_UP, at)
    else:
        _follow(subscription, delivery, reply, schedule, at)


def forget_deliveries(*, at: datetime) -> int:
    """Delete deliveries that were finished a month ago, with their attempts, and subscriptions that ended then. How many rows went."""
    finished, _ = Delivery.objects.filter(finished_at__lte=at - KEPT).delete()
    ended, _ = Subscription.objects.filter(ended_at__lte=at - KEPT).delete()
    return finished + ended


def _follow(subscription: Subscription, delivery: Delivery, reply: Reply, schedule: Schedule, at: datetime) -> None:
    retry_after = retry_after_of(reply.status, reply.retry_after, at)
    wait = schedule.wait_after(delivery.tries, retry_after)
    outcome = outcome_of(reply.status, reply.problem, has_more=wait is not None)
    if outcome is Outcome.ARRIVED:
        subscription.failures, subscription.failing_since, subscription.resting_until = 0, None, None
        subscription.delivered_at = at
        _finish(delivery, Delivery.State.DELIVERED, at)
    elif outcome is Outcome.GONE:
        _end(subscription, delivery, at)
        return
    else:
        _note_failure(subscription, schedule, retry_after, at)
        is_over = _quarantine_if_hopeless(subscription, schedule, at)
        if outcome is Outcome.GIVEN_UP and not is_over:
            _finish(delivery, Delivery.State.GIVEN_UP, at)
        else:
            delivery.due_at = at + timedelta(seconds=wait or 0)
            delivery.save()
    subscription.save(update_fields=["failures", "failing_since", "resting_until", "delivered_at", "state", "version"])


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


def _end(subscription: Subscription, delivery: Delivery, at: datetime) -> None:
    """The receiver wants no more."""
    _finish(delivery, Delivery.State.GIVEN_UP, at)
    if subscription.state == Subscription.State.ENDED:
        return
    close(subscription, Subscription.EndReason.GONE, at=at)
    subscription.version += 1
    subscription.save()
    note("subscription.gone", subscription, by=None, at=at)
    _tell(subscription, gone_text(subscription, _log_of(subscription)), at)


def _log(delivery: Delivery, reply: Reply, at: datetime) -> None:
    problem = reply.problem or ("" if reply.status and 200 <= reply.status < 300 else "refused")
    if not reply.problem and reply.status and 300 <= reply.status < 400:
        problem = "redirect"
    Attempt(
        delivery=delivery,
        at=at,
        status=reply.status,
        milliseconds=reply.milliseconds,
        size=reply.size,
        problem=problem,
    ).save(force_insert=True)


def _finish(delivery: Delivery, state: Delivery.State, at: datetime) -> None:
    delivery.state, delivery.finished_at, delivery.claimed_until = state, at, None
    delivery.save()


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
