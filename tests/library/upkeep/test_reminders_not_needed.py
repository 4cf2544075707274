"""Within the hour nobody is told of what has been seen to since, however long it could not be sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model, QuerySet

from library.catalogue.models import Item
from library.editions.actions import restore
from library.syndication.actions import claim, pause, redeliver, resume
from library.syndication.models import Delivery
from library.syndication.schedule import USUAL
from library.upkeep.telling import tell_webhooks
from tests import receivers
from tests.following import Following
from tests.readers import wrote
from tests.receivers import receiving
from tests.reminding import DOWN, done, following, hour, on, states, types, wanting
from tests.worlds import World


@pytest.fixture
def follow(world: World, settings: Any) -> Following:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    return following(world)


def test_while_the_receiver_is_down(follow: Following) -> None:
    first, second = wrote(follow.world), wrote(follow.world)
    port = receivers.closed_port()
    subscription = wanting(follow, f"http://127.0.0.1:{port}/")
    hour(follow)
    done(follow, first)
    with receiving(port=port) as receiver:
        follow.later(hours=1)
        hour(follow)
    assert [got.message["data"]["subject"]["id"] for got in receiver.got] == [str(second.pk)]
    assert states(subscription) == ["not_needed", "delivered"]


def test_while_it_was_paused(follow: Following) -> None:
    """Not even between its resumption and the next run of the job."""
    feedback = wrote(follow.world)
    port = receivers.closed_port()
    subscription = wanting(follow, f"http://127.0.0.1:{port}/")
    hour(follow)
    pause(subscription=subscription, by=follow.world.by("ada"), at=follow.at)
    done(follow, feedback)
    resume(subscription=subscription, by=follow.world.by("ada"), at=follow.at)
    with receiving(port=port):
        follow.later(minutes=30)
        assert follow.look() == 0
        assert hour(follow) == 0
    assert states(subscription) == ["not_needed"]


def test_while_no_job_ran(follow: Following) -> None:
    """The sender lives on alone: what nobody has confirmed for hours waits until somebody does."""
    wrote(follow.world)
    port = receivers.closed_port()
    subscription = wanting(follow, f"http://127.0.0.1:{port}/")
    hour(follow)
    with receiving(port=port) as receiver:
        follow.later(hours=4)
        assert follow.look() == 0
        assert hour(follow) == 1
    assert types(receiver) == ["duty.due"]
    assert states(subscription) == ["delivered"]


def test_while_it_was_on_its_way(follow: Following) -> None:
    """The attempt that runs is left alone, and is the last."""
    feedback = wrote(follow.world)
    subscription = wanting(follow, DOWN)
    tell_webhooks(at=follow.at)
    (claimed,) = claim(room=64, room_for_troubled=16, lasting=USUAL.claim, at=follow.at)
    done(follow, feedback)
    tell_webhooks(at=follow.at)
    assert states(subscription) == ["waiting"]
    follow.at = claimed.until
    assert follow.look() == 0
    tell_webhooks(at=follow.at)
    assert states(subscription) == ["not_needed"]


def test_because_it_has_become_more_urgent(follow: Following) -> None:
    feedback = wrote(follow.world)
    port = receivers.closed_port()
    subscription = wanting(follow, f"http://127.0.0.1:{port}/")
    hour(follow)
    on(follow, feedback.due_on + timedelta(days=1))
    with receiving(port=port) as receiver:
        hour(follow)
    assert types(receiver) == ["duty.overdue"]
    assert states(subscription) == ["not_needed", "delivered"]


def test_because_somebody_asked_for_it_again(follow: Following) -> None:
    """It arrived a moment ago, and is done now: nobody believes what was true then."""
    feedback = wrote(follow.world)
    with receiving() as receiver:
        subscription = wanting(follow, receiver)
        hour(follow)
        done(follow, feedback)
        _again(follow, feedback)
        assert follow.look() == 0
        assert hour(follow) == 0
    assert states(subscription) == ["not_needed"]


def test_what_was_not_sent_and_holds_again_is_told(follow: Following) -> None:
    item, receiver_port = _not_sent(follow)
    _back(follow, item)
    with receiving(port=receiver_port):
        follow.later(hours=1)
        hour(follow)
    assert _states(item) == ["not_needed", "delivered"]


def test_what_was_not_sent_and_is_asked_for_as_it_holds_again_is_told_once(follow: Following) -> None:
    item, receiver_port = _not_sent(follow)
    _back(follow, item)
    _again(follow, item)
    with receiving(port=receiver_port):
        for _ in range(3):
            follow.later(hours=1)
            hour(follow)
    assert _states(item) == ["delivered"]


@pytest.mark.parametrize("rows", [1, 2], ids=["the one that arrived", "another that did not"])
def test_what_has_arrived_once_stays_told(follow: Following, rows: int) -> None:
    """Asked for again while it does not hold, it is not sent; when it holds again, it is nothing new."""
    item, receiver_port = _not_sent(follow) if rows == 2 else (_up_for_review(follow), receivers.closed_port())
    with receiving(port=receiver_port) as receiver:
        if rows == 2:
            _back(follow, item)
            follow.later(hours=1)
        else:
            wanting(follow, receiver)
        hour(follow)
        follow.world.withdrawn(item)
        _again(follow, item)
        follow.later(hours=1)
        hour(follow)
        _back(follow, item)
        follow.later(hours=1)
        hour(follow)
    assert len([got for got in receiver.got if got.message["data"]["subject"]["id"] == str(item.pk)]) == 1
    assert len(_states(item)) == rows


def _up_for_review(follow: Following) -> Item:
    item = follow.world.published()
    on(follow, item.next_review_due - timedelta(days=10))
    return item


def _not_sent(follow: Following) -> tuple[Item, int]:
    """Withdrawn for a day: what is not out needs no review meanwhile. And where a receiver would be heard."""
    item, port = _up_for_review(follow), receivers.closed_port()
    wanting(follow, f"http://127.0.0.1:{port}/")
    hour(follow)
    follow.world.withdrawn(item)
    tell_webhooks(at=follow.at)
    assert _states(item) == ["not_needed"]
    return item, port


def _back(follow: Following, item: Item) -> None:
    item.refresh_from_db()
    restore(item=item, expected_version=item.version, by=follow.world.by("petra"), at=follow.world.now())


def _again(follow: Following, about: Model) -> None:
    """The first of what it was sent, or would have been."""
    redeliver(delivery=_of(about).earliest("pk"), by=follow.world.by("ada"), at=follow.at)


def _of(about: Model) -> QuerySet[Delivery]:
    return Delivery.objects.filter(reminder__subject__id=str(about.pk)).order_by("pk")


def _states(about: Model) -> list[str]:
    return [row.state for row in _of(about)]
