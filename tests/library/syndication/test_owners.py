"""What owners do with their subscriptions: pause, resume, replay, test, and change the secret."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from library.history.actions import Subject, record_all
from library.ids import new_id
from library.syndication.actions import (
    end_subscription,
    fan_out,
    pause,
    redeliver,
    replay,
    resume,
    rotate_secret,
    send_test,
)
from library.syndication.models import Delivery, Subscription
from tests import receivers
from tests.following import Following
from tests.receivers import receiving, refusing

DOWN = "http://127.0.0.1:1/"


class TestOwners:
    def test_paused_it_hears_nothing_and_then_everything(self, follow: Following) -> None:
        with receiving() as receiver:
            subscription = follow.subscribed(receiver)
            pause(subscription=subscription, by=follow.world.by("nora"), at=follow.at)
            events = [follow.happen() for _ in range(3)]
            follow.later(days=60)
            assert follow.look() == 0
            resume(subscription=subscription, by=follow.world.by("nora"), at=follow.at)
            follow.look()
        assert receiver.positions == [event.position for event in events]

    def test_ended_it_hears_nothing_more(self, follow: Following) -> None:
        with receiving() as receiver:
            subscription = follow.subscribed(receiver)
            follow.happen()
            fan_out(at=follow.at)
            end_subscription(subscription=subscription, by=follow.world.by("nora"), at=follow.at)
            follow.happen()
            assert follow.look() == 0
        assert follow.states(subscription) == ["given_up"]

    def test_it_begins_where_its_owner_says(self, follow: Following) -> None:
        events = [follow.happen() for _ in range(3)]
        with receiving() as receiver:
            follow.subscribed(receiver, after=events[0].position)
            follow.look()
        assert receiver.positions == [event.position for event in events[1:]]

    def test_everything_since_a_position_comes_once_more_in_order_under_the_same_ids(self, follow: Following) -> None:
        with receiving() as receiver:
            subscription = follow.subscribed(receiver)
            first = follow.happen()
            events = [first, *(follow.happen(subject=first) for _ in range(3))]
            follow.look()
            before = [got.id for got in receiver.got]
            replay(subscription=subscription, after=events[0].position or 0, by=follow.world.by("nora"), at=follow.at)
            follow.look()
        assert receiver.positions == [event.position for event in [*events, *events[1:]]]
        assert [got.id for got in receiver.got] == [*before, *before[1:]]

    def test_a_replay_keeps_the_order_with_what_is_waiting(self, follow: Following) -> None:
        with receiving(refusing("a")) as receiver:
            subscription = follow.subscribed(receiver)
            first = follow.happen(slug="b")
            second = follow.happen(slug="a", subject=first)
            follow.look()
            receiver.answers[:] = [receivers.OK]
            replay(subscription=subscription, after=(first.position or 0) - 1, by=follow.world.by("nora"), at=follow.at)
            follow.later(minutes=1)
            follow.look()
        assert receiver.positions[2:] == [first.position, second.position]

    def test_a_backlog_is_longer_than_what_is_made_ready(
        self, follow: Following, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(import_module("library.syndication.actions.fan_out"), "AHEAD", 10)
        subjects = [Subject(id=new_id(), kind="leaflet", slug="leaflet") for _ in range(25)]
        record_all("item.published", subjects=subjects, actor=None, at=follow.at)
        subscription = follow.subscribed(DOWN, after=0)
        fan_out(at=follow.at)
        fan_out(at=follow.at)
        assert Delivery.objects.count() == 10
        with receiving() as receiver:
            Subscription.objects.filter(pk=subscription.pk).update(url=receiver.url)
            follow.look(1000)
        assert receiver.positions == list(range(receiver.positions[0], receiver.positions[0] + len(subjects)))

    def test_one_event_comes_once_more_under_the_same_id(self, follow: Following) -> None:
        with receiving() as receiver:
            follow.subscribed(receiver)
            follow.happen()
            follow.look()
            redeliver(delivery=Delivery.objects.get(), by=follow.world.by("nora"), at=follow.at)
            follow.look()
        first, second = receiver.got
        assert (first.id, first.body) == (second.id, second.body)

    def test_a_test_is_sent_once_and_is_no_reason_to_switch_anything_off(self, follow: Following) -> None:
        with receiving(receivers.status(500), receivers.OK) as receiver:
            subscription = follow.subscribed(receiver)
            pause(subscription=subscription, by=follow.world.by("nora"), at=follow.at)
            for _ in range(2):
                send_test(subscription=subscription, by=follow.world.by("nora"), at=follow.at)
                follow.look()
                follow.later(days=1)
                follow.look()
        assert [got.message["type"] for got in receiver.got] == ["subscription.test"] * 2
        assert follow.states(subscription) == ["given_up", "delivered"]
        assert follow.now(subscription).failures == 0
        Webhook(follow.secrets[subscription.pk]).verify(receiver.got[0].body, receiver.got[0].headers)


class TestSecrets:
    def test_during_a_rotation_both_secrets_verify_and_then_only_the_new_one(self, follow: Following) -> None:
        with receiving() as receiver:
            subscription = follow.subscribed(receiver)
            old = follow.secrets[subscription.pk]
            _, new = rotate_secret(
                subscription=subscription, overlap=timedelta(hours=24), by=follow.world.by("nora"), at=follow.at
            )
            follow.happen()
            follow.look()
            follow.later(hours=24)
            follow.happen()
            follow.look()
        during, after = receiver.got
        for secret in (old, new):
            Webhook(secret).verify(during.body, during.headers)
        Webhook(new).verify(after.body, after.headers)
        with pytest.raises(WebhookVerificationError):
            Webhook(old).verify(after.body, after.headers)
        assert [len(got.headers["webhook-signature"].split(" ")) for got in (during, after)] == [2, 1]

    def test_without_an_overlap_the_old_one_ends_at_once(self, follow: Following) -> None:
        with receiving() as receiver:
            subscription = follow.subscribed(receiver)
            rotate_secret(subscription=subscription, overlap=timedelta(0), by=follow.world.by("nora"), at=follow.at)
            follow.happen()
            follow.look()
        with pytest.raises(WebhookVerificationError):
            Webhook(follow.secrets[subscription.pk]).verify(receiver.got[0].body, receiver.got[0].headers)

    def test_with_another_secret_key_nothing_is_signed_wrongly(self, follow: Following, settings: object) -> None:
        with receiving() as receiver:
            subscription = follow.subscribed(receiver)
            settings.SECRET_KEY = "another key, of whoever set the server up anew"  # type: ignore[attr-defined]
            follow.happen()
            follow.look()
            assert receiver.got == []
            assert [attempt.problem for attempt in follow.attempts(subscription)] == ["secret-unusable"]
            _, new = rotate_secret(
                subscription=subscription, overlap=timedelta(hours=1), by=follow.world.by("nora"), at=follow.at
            )
            follow.later(minutes=1)
            follow.look()
        Webhook(new).verify(receiver.got[0].body, receiver.got[0].headers)
