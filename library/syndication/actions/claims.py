"""Whose turn it is. A sender claims deliveries for a time; a claim that runs out, because its sender died, is anybody's again.

Of each line (a subscription's events about one subject, or its reminders of one duty) only the earliest that waits has its turn. A
subscription has few at once, and one whose last attempt failed, or which is slow to answer, one: what it holds up is its own. Events go
first: they may recall what readers still see. A reminder has its turn only as long as it is known to hold (`reminders`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from library.syndication import signing
from library.syndication.messages import bytes_of, message_of
from library.syndication.models import A_TEST, Delivery, Secret, Subscription

AT_ONCE = 4
SLOW = timedelta(seconds=1)
LOCK = 0x5EAD
"""PostgreSQL's number for: only one sender claims at a time."""

TURNS = """
WITH busy AS (
    SELECT subscription_id, count(*) AS sent, min(claimed_until) AS oldest FROM syndication_delivery
    WHERE state = 'waiting' AND claimed_until > %(at)s AND (event_id IS NOT NULL OR reminder IS NOT NULL)
    GROUP BY subscription_id
), ready AS (
    SELECT s.id, s.position, s.failures > 0 AS is_troubled,
        CASE WHEN s.failures > 0 OR busy.oldest <= %(slow)s THEN 1 ELSE %(at_once)s END - coalesce(busy.sent, 0) AS room
    FROM syndication_subscription s LEFT JOIN busy ON busy.subscription_id = s.id
    WHERE s.state = 'active' AND (s.resting_until IS NULL OR s.resting_until <= %(at)s)
)
SELECT turn.id, ready.is_troubled FROM ready CROSS JOIN LATERAL (
    SELECT d.id, d.due_at, row_number() OVER (ORDER BY d.position, d.id) AS place FROM syndication_delivery d
    WHERE d.subscription_id = ready.id AND d.state = 'waiting' AND d.due_at <= %(at)s
        AND (d.position <= ready.position OR d.holds_until > %(at)s)
        AND (d.claimed_until IS NULL OR d.claimed_until <= %(at)s)
        AND NOT EXISTS (
            SELECT FROM syndication_delivery earlier WHERE earlier.subscription_id = d.subscription_id
                AND earlier.line = d.line AND earlier.state = 'waiting'
                AND (earlier.position < d.position OR (d.position IS NULL AND earlier.id < d.id))
        )
    ORDER BY d.position, d.id LIMIT greatest(ready.room, 0)
) turn ORDER BY turn.place, turn.due_at
"""


@dataclass(frozen=True)
class Claim:
    """A delivery that one sender has until `until`, ready to be sent. `is_troubled`: the last attempt of its subscription failed.

    Without `keys` it can't be: SECRET_KEY is another than when the secret was made, and its owner must rotate it.
    """

    delivery: UUID
    subscription: UUID
    until: datetime
    is_troubled: bool
    url: str
    id: str
    body: bytes
    keys: tuple[bytes, ...]


@transaction.atomic
def claim(*, room: int, room_for_troubled: int, lasting: timedelta, at: datetime) -> list[Claim]:
    """At most `room` deliveries whose turn it is, the first of each subscription first; at most `room_for_troubled` of them troubled."""
    if room <= 0:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # A claim that has less left than this was made more than SLOW ago.
        cursor.execute(TURNS, {"at": at, "slow": at + lasting - SLOW, "at_once": AT_ONCE})
        turns = cursor.fetchall()
    tests = _tests(at)
    well = [(id, False) for id in tests] + [(id, False) for id, is_troubled in turns if not is_troubled]
    troubled = [(id, True) for id, is_troubled in turns if is_troubled]
    chosen = dict((well + troubled[: max(room_for_troubled, 0)])[:room])
    until = at + lasting
    # Some may have been closed since, with their subscription.
    waiting = Delivery.objects.filter(pk__in=chosen, state=Delivery.State.WAITING)
    waiting.update(claimed_until=until)
    rows = waiting.filter(claimed_until=until).select_related("subscription", "event").order_by("position", "pk")
    keys = _keys({row.subscription_id for row in rows}, at)
    return [_claim(row, until, chosen[row.pk], keys) for row in rows]


def _tests(at: datetime) -> list[UUID]:
    open_ = ~Q(subscription__state=Subscription.State.ENDED)
    unclaimed = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
    tests = Delivery.objects.filter(A_TEST, open_, unclaimed, state=Delivery.State.WAITING, due_at__lte=at)
    return list(tests.values_list("pk", flat=True))


def _claim(delivery: Delivery, until: datetime, is_troubled: bool, keys: dict[UUID, list[bytes]]) -> Claim:
    subscription = delivery.subscription
    return Claim(
        delivery=delivery.pk,
        subscription=subscription.pk,
        until=until,
        is_troubled=is_troubled,
        url=subscription.url,
        id=signing.message_id(subscription.pk, delivery.told_of),
        body=bytes_of(message_of(delivery)),
        keys=tuple(keys[subscription.pk]),
    )


def _keys(subscriptions: set[UUID], at: datetime) -> dict[UUID, list[bytes]]:
    """The secrets that are valid now, the present one first."""
    found: dict[UUID, list[bytes]] = defaultdict(list)
    valid = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    for secret in Secret.objects.filter(valid, subscription__in=subscriptions).order_by("-made_at"):
        key = signing.secret_of(secret.salt, subscription=secret.subscription_id, key=settings.SECRET_KEY)
        if signing.fingerprint(key) == secret.fingerprint:
            found[secret.subscription_id].append(key)
    return found
