"""The proof of a withdrawal names who was told, who has yet to be, and where the text was seen, but no small number and no address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from library.catalogue.models import Item
from library.editions.proofs import Seen, Told
from library.history.models import Event
from library.syndication.actions import pause
from library.syndication.models import Subscription
from library.syndication.proof_sources import OTHERS, SyndicationSource
from tests import receivers
from tests.following import Following
from tests.library.syndication.counting import DAY, count_reads
from tests.receivers import receiving
from tests.worlds import World

DOWN = "http://127.0.0.1:1/"
TYPE = "testimonial.withdrawn"


def told(*events: Event) -> list[Told]:
    return list(SyndicationSource().told([event.position or 0 for event in events]))


def test_who_has_it_was_told_and_has_confirmed(follow: Following) -> None:
    with receiving() as receiver:
        follow.subscribed(receiver)
        event = follow.happen(TYPE)
        follow.look()
    assert told(event) == [Told("norfolk", event.position or 0, follow.at, follow.at)]


def test_who_was_asked_in_vain_has_not_confirmed(follow: Following) -> None:
    with receiving(receivers.status(500)) as receiver:
        follow.subscribed(receiver)
        event = follow.happen(TYPE)
        follow.look()
    assert told(event) == [Told("norfolk", event.position or 0, follow.at, None)]


def _paused(follow: Following, subscription: Subscription) -> None:
    pause(subscription=subscription, by=follow.world.by("nora"), at=follow.at)


def _switched_off(follow: Following, subscription: Subscription) -> None:
    follow.happen()
    while follow.now(subscription).state == "active":
        follow.look()
        follow.later(hours=1)


def _resting(follow: Following, subscription: Subscription) -> None:
    for _ in range(5):
        follow.happen()
    while follow.now(subscription).resting_until is None:
        follow.look()
        follow.later(minutes=1)
    follow.at = (follow.now(subscription).resting_until or follow.at) - timedelta(seconds=1)


@pytest.mark.parametrize("lets_it_wait", [_paused, _switched_off, _resting])
def test_who_has_not_come_so_far_in_the_feed_has_yet_to_be_told(
    follow: Following, lets_it_wait: Callable[[Following, Subscription], None]
) -> None:
    lets_it_wait(follow, follow.subscribed(DOWN))
    event = follow.happen(TYPE)
    follow.look()
    assert told(event) == [Told("norfolk", event.position or 0, None, None)]


def test_who_does_not_ask_for_it_is_not_named(follow: Following) -> None:
    _paused(follow, follow.subscribed(DOWN, types=["item.*"]))
    assert told(follow.happen(TYPE)) == []


def test_who_began_after_it_is_not_named(follow: Following) -> None:
    event = follow.happen(TYPE)
    follow.subscribed(DOWN)
    assert told(event) == []


def test_who_has_everything_sent_again_is_named_once(follow: Following) -> None:
    with receiving() as receiver:
        subscription = follow.subscribed(receiver, after=0)
        event = follow.happen(TYPE)
        follow.look()
        _paused(follow, follow.replayed(subscription))
    assert len(told(event)) == 1


@pytest.fixture
def item(world: World) -> Item:
    return world.published()


def seen(item: Item) -> list[Seen]:
    return sorted(SyndicationSource().seen([item.pk]), key=lambda one: one.host)


def embedded(item: Item, times: int, host: str = "partner.example", day: date = DAY) -> None:
    count_reads(item, times, channel="embed", format="page", host=host, day=day)


def test_a_website_is_named_with_the_month_in_which_it_last_showed_the_text(item: Item) -> None:
    embedded(item, 5)
    embedded(item, 3, day=date(2026, 5, 11))
    embedded(item, 2, day=date(2026, 5, 20))
    assert seen(item) == [Seen("partner.example", item.kind, item.slug, date(2026, 5, 1))]


def test_a_website_with_fewer_than_five_in_a_month_is_one_of_the_others(item: Item) -> None:
    embedded(item, 1)
    embedded(item, 4, "small.example", date(2026, 5, 2))
    assert seen(item) == [Seen(OTHERS, item.kind, item.slug, date(2026, 5, 1))]


def test_a_small_month_of_a_website_that_is_named_does_not_count_for_it(item: Item) -> None:
    embedded(item, 5)
    embedded(item, 1, day=date(2026, 6, 1))
    assert [(one.host, one.last_month.month) for one in seen(item)] == [(OTHERS, 6), ("partner.example", 4)]


def test_what_was_only_read_was_on_no_website(item: Item) -> None:
    count_reads(item, 9)
    assert seen(item) == []
