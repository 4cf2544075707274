"""Addresses that fail for long: they cost little, lose nothing, and their owners are told."""

from __future__ import annotations

from datetime import timedelta

from django.core import mail

from library.accounts.models import Letter
from library.history.models import Event
from library.syndication.actions import change_subscription, resume
from library.syndication.actions.fan_out import wish_of
from library.syndication.models import Delivery, Subscription
from tests import receivers
from tests.following import Following
from tests.receivers import receiving, refusing

DOWN = "http://127.0.0.1:1/"


def test_an_address_that_fails_is_asked_less_and_less_whatever_waits_for_it(follow: Following) -> None:
    subscription = follow.subscribed(DOWN)
    for _ in range(50):
        follow.happen()
    begun = follow.at
    while follow.at < begun + timedelta(hours=1):
        follow.look()
        follow.later(seconds=20)
    assert 10 <= len(follow.attempts(subscription)) <= 24


def test_once_it_is_back_it_hears_of_everything(follow: Following) -> None:
    port = receivers.closed_port()
    subscription = follow.subscribed(f"http://127.0.0.1:{port}/")
    events = [follow.happen() for _ in range(20)]
    begun = follow.at
    while follow.at < begun + timedelta(hours=1):
        follow.look()
        follow.later(seconds=30)
    with receiving(port=port) as receiver:
        while follow.at < begun + timedelta(hours=12) and "waiting" in follow.states(subscription):
            follow.look()
            follow.later(minutes=5)
    assert sorted(set(receiver.positions)) == [event.position for event in events]
    assert follow.states(subscription) == ["delivered"] * 20


def test_after_days_it_is_switched_off_and_its_administrators_are_told(follow: Following) -> None:
    subscription = follow.subscribed(DOWN + "?token=canary")
    follow.happen()
    _fail_for_days(follow, subscription)
    assert follow.now(subscription).state == "quarantined"
    letters = list(Letter.objects.values_list("to", flat=True))
    assert letters == ["nora@norfolk.example"]
    text = Letter.objects.get().text
    assert "http://127.0.0.1:1/" in text
    assert "canary" not in text
    event = Event.objects.get(type="subscription.quarantined")
    assert (event.organisation, event.position, event.actor) == (subscription.organisation_id, None, None)
    assert mail.outbox == []


def test_what_is_given_up_is_no_failure_that_goes_on(follow: Following) -> None:
    """Its last attempt is the last of all: nothing else is waiting that could arrive and end the count."""
    with receiving(refusing("a")) as receiver:
        subscription = follow.subscribed(receiver)
        delivery = Delivery.objects.filter(event=follow.happen(slug="a"))
        for _ in range(200):
            follow.look()
            if delivery.get().tries < 9:
                follow.happen(slug="b")  # others arrive, so the address is well
            follow.later(hours=6)
            if delivery.get().state == "given_up":
                break
        now = follow.now(subscription)
        assert (now.state, now.failures, now.failing_since) == ("active", 0, None)
        receiver.answers[:] = [receivers.status(503), receivers.OK]
        follow.later(days=5)
        follow.happen(slug="c")
        follow.look()
        assert follow.now(subscription).state == "active"


def test_resumed_it_catches_up_on_all_of_it(follow: Following) -> None:
    port = receivers.closed_port()
    subscription = follow.subscribed(f"http://127.0.0.1:{port}/")
    follow.happen()
    _fail_for_days(follow, subscription)
    while_it_was_off = [follow.happen() for _ in range(3)]
    assert follow.look() == 0
    with receiving(port=port) as receiver:
        resume(subscription=subscription, by=follow.world.by("nora"), at=follow.at)
        follow.look()
    assert len(receiver.got) == 4
    assert receiver.positions[1:] == [event.position for event in while_it_was_off]


def test_a_corrected_address_does_not_inherit_the_failures_of_the_one_before(follow: Following) -> None:
    subscription = follow.subscribed(DOWN)
    follow.happen()
    begun = follow.at
    while follow.at < begun + timedelta(days=2, hours=23):
        follow.look()
        follow.later(hours=1)
    with receiving(receivers.status(503), receivers.OK) as receiver:
        _move(follow, subscription, receiver.url)
        follow.later(hours=2)
        assert follow.look() == 1
        assert follow.now(subscription).state == "active"
        follow.later(minutes=1)
        follow.look()
    assert follow.states(subscription) == ["delivered"]


def test_other_words_for_the_same_address_do_not_forget_its_failures(follow: Following) -> None:
    subscription = follow.subscribed(DOWN)
    follow.happen()
    follow.look()
    _move(follow, subscription, DOWN)
    assert follow.now(subscription).failures == 1


def _move(follow: Following, subscription: Subscription, url: str) -> None:
    change_subscription(
        subscription=subscription,
        url=url,
        description="Moved",
        wish=wish_of(subscription),
        by=follow.world.by("nora"),
        at=follow.at,
    )


def _fail_for_days(follow: Following, subscription: Subscription) -> None:
    begun = follow.at
    while follow.now(subscription).state == "active" and follow.at < begun + timedelta(days=5):
        follow.look()
        follow.later(hours=1)


def test_410_ends_it_and_its_administrators_are_told(follow: Following) -> None:
    with receiving(receivers.status(410)) as receiver:
        subscription = follow.subscribed(receiver)
        first = follow.happen()
        follow.happen(subject=first)
        follow.look()
        follow.happen()
        follow.later(days=1)
        assert follow.look() == 0
    now = follow.now(subscription)
    assert (now.state, now.end_reason, follow.states(subscription)) == ("ended", "gone", ["given_up"] * 2)
    assert len(receiver.got) == 1
    assert Letter.objects.get().to == "nora@norfolk.example"
