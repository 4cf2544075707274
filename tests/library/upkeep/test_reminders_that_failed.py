"""A reminder that was refused is no reason to switch anything off once it is not sent any more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from library.syndication.actions import change_subscription
from library.syndication.models import Subscription
from library.syndication.wants import Wish
from tests import receivers
from tests.following import Following
from tests.readers import wrote
from tests.receivers import Receiver, receiving
from tests.reminding import DOWN, done, following, hour, states, wanting
from tests.worlds import World

HICCUP = (receivers.status(400), receivers.status(503), receivers.OK)
"""A reminder is refused; days later the address is busy for a moment."""


@pytest.fixture
def follow(world: World, settings: Any) -> Following:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    return following(world)


def test_because_it_is_done(follow: Following) -> None:
    feedback = wrote(follow.world)
    with receiving(*HICCUP) as receiver:
        subscription = wanting(follow, receiver, types=("*",))
        hour(follow)
        done(follow, feedback)
        hour(follow)
        assert _failing(follow, subscription) == (0, None)
        _withdrawn_days_later(follow, subscription, receiver)


def test_because_it_is_not_wanted_any_more(follow: Following) -> None:
    """Before any job has looked at what waits."""
    wrote(follow.world)
    with receiving(*HICCUP) as receiver:
        subscription = wanting(follow, receiver, types=("*",))
        hour(follow)
        _wish(follow, subscription, Wish())
        assert _failing(follow, subscription) == (0, None)
        _withdrawn_days_later(follow, subscription, receiver)


def test_failures_count_while_something_waits(follow: Following) -> None:
    feedback = wrote(follow.world)
    subscription = wanting(follow, DOWN, types=("*",))
    follow.happen()
    hour(follow)
    since = follow.now(subscription).failing_since
    done(follow, feedback)
    hour(follow)
    _wish(follow, subscription, Wish())
    assert "not_needed" in states(subscription)
    assert follow.now(subscription).failing_since == since is not None


def test_how_long_a_receiver_asked_to_be_left_alone_counts_all_the_same(follow: Following) -> None:
    feedback = wrote(follow.world)
    with receiving(receivers.status(429, Retry_After="7200")) as receiver:
        subscription = wanting(follow, receiver)
        hour(follow)
        done(follow, feedback)
        hour(follow)
    assert follow.now(subscription).resting_until == follow.at + timedelta(hours=2)


def _withdrawn_days_later(follow: Following, subscription: Subscription, receiver: Receiver) -> None:
    follow.later(days=5)
    follow.happen("item.withdrawn")
    follow.look()
    follow.later(minutes=1)
    follow.look()
    assert follow.now(subscription).state == "active"
    assert receiver.got[-1].message["type"] == "item.withdrawn"
    assert states(subscription)[-1] == "delivered"


def _failing(follow: Following, subscription: Subscription) -> tuple[int, Any]:
    now = follow.now(subscription)
    return now.failures, now.failing_since


def _wish(follow: Following, subscription: Subscription, wish: Wish) -> None:
    change_subscription(
        subscription=subscription,
        url=subscription.url,
        description="",
        wish=wish,
        by=follow.world.by("ada"),
        at=follow.at,
    )
