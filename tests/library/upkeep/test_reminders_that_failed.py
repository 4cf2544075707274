"""A reminder that was refused is no reason to switch anything off once it is not sent any more; and what is switched off is so since a day
that stays.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from library.editions.review_status import uk_day
from library.syndication.actions import change_subscription, resume
from library.syndication.actions.fan_out import wish_of
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


def test_since_when_a_webhook_is_switched_off_does_not_move_with_its_address(follow: Following) -> None:
    """Or it were a new duty every day, and told to all others every day."""
    dead = wanting(follow, DOWN)
    wrote(follow.world)
    since = uk_day(follow.at)
    while follow.now(dead).state == "active":
        hour(follow)
        follow.later(hours=6)
    with receiving() as receiver:
        wanting(follow, receiver)
        _move(follow, dead, "http://127.0.0.1:2/")
        for _ in range(3):
            hour(follow)
            follow.later(days=1)
    found = [got.message["data"] for got in receiver.got if got.message["data"]["kind"] == "webhook"]
    assert [data["due_on"] for data in found] == [since.isoformat()]


def test_resumed_at_another_address_it_begins_anew(follow: Following) -> None:
    dead = wanting(follow, DOWN)
    wrote(follow.world)
    while follow.now(dead).state == "active":
        hour(follow)
        follow.later(hours=6)
    with receiving() as receiver:
        _move(follow, dead, receiver.url)
        resume(subscription=dead, by=follow.world.by("ada"), at=follow.at)
        assert _failing(follow, dead) == (0, None)
        assert hour(follow) == 1


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
    _change(follow, subscription, subscription.url, wish)


def _move(follow: Following, subscription: Subscription, url: str) -> None:
    _change(follow, subscription, url, wish_of(subscription))


def _change(follow: Following, subscription: Subscription, url: str, wish: Wish) -> None:
    change_subscription(
        subscription=subscription,
        url=url,
        description="",
        wish=wish,
        by=follow.world.by("ada"),
        at=follow.at,
    )
