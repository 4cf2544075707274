"""Reading subscriptions and their deliveries: those of one's own organisation."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from library.accounts.actors import Actor
from library.errors import NotFound
from library.syndication.models import NO_TEST, Attempt, Delivery, Subscription

RECENTLY = timedelta(days=7)


def visible_subscriptions(by: Actor) -> QuerySet[Subscription]:
    """The subscriptions of the actor's organisation, newest first, with how many deliveries wait (`waiting`)."""
    waiting = Count("deliveries", filter=Q(deliveries__state=Delivery.State.WAITING))
    found = Subscription.objects.filter(organisation=by.organisation_id).prefetch_related("secrets")
    return found.annotate(waiting=waiting).order_by("-id")


def get_subscription(id: UUID, *, by: Actor) -> Subscription:
    """Raises `NotFound`."""
    found = visible_subscriptions(by).filter(pk=id).first()
    if found is None:
        raise NotFound()
    return found


def visible_deliveries(by: Actor, *, subscription: UUID | None = None, state: str | None = None) -> QuerySet[Delivery]:
    """The deliveries of the actor's organisation, newest first, each with its event and every attempt."""
    found = Delivery.objects.filter(subscription__organisation=by.organisation_id)
    if subscription is not None:
        found = found.filter(subscription=subscription)
    if state is not None:
        found = found.filter(state=state)
    return found.select_related("subscription", "event").prefetch_related("attempts").order_by("-id")


def get_delivery(id: UUID, *, of: Subscription, by: Actor) -> Delivery:
    """Raises `NotFound`."""
    found = visible_deliveries(by, subscription=of.pk).filter(pk=id).first()
    if found is None:
        raise NotFound()
    return found


def troubled(*, at: datetime) -> QuerySet[Subscription]:
    """What needs an administrator: subscriptions that are switched off, that fail again and again, or have given messages up lately;
    `given_up_at` is when they last did.
    """
    given_up = Delivery.objects.filter(
        NO_TEST,
        subscription=OuterRef("pk"),
        state=Delivery.State.GIVEN_UP,
        finished_at__gte=at - RECENTLY,
    )
    is_failing = Q(state=Subscription.State.ACTIVE) & (Q(failures__gte=3) | Q(given_up_at__isnull=False))
    newest = given_up.order_by("-finished_at").values("finished_at")[:1]
    found = Subscription.objects.annotate(given_up_at=Subquery(newest))
    return found.filter(Q(state=Subscription.State.QUARANTINED) | is_failing).order_by("pk")


def last_attempt(delivery: Delivery) -> Attempt | None:
    """From the attempts that were read with it."""
    return max(delivery.attempts.all(), key=lambda attempt: attempt.pk, default=None)
