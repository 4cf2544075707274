"""What needs somebody, told to the system of their organisation: signed, once for each status, and within the hour not after it is done."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from standardwebhooks import Webhook
from structlog.testing import capture_logs

from library.syndication.actions import change_subscription, pause, redeliver, resume
from library.syndication.actions import reminders as sending
from library.syndication.actions.fan_out import wish_of
from library.syndication.models import Delivery, Subscription
from library.syndication.wants import Wish
from library.upkeep import telling
from library.upkeep.duties import duties_at
from library.upkeep.models import WebhookReminder
from library.upkeep.rules import Kind
from library.upkeep.telling import tell_webhooks
from tests import receivers
from tests.following import Following
from tests.readers import settled, wrote
from tests.receivers import receiving
from tests.reminding import DOWN, done, following, hour, on, states, types, wanting
from tests.voices import Voices
from tests.worlds import World


@pytest.fixture
def follow(world: World, settings: Any) -> Following:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    return following(world)


def test_it_arrives_signed_and_thin(follow: Following) -> None:
    item = follow.world.published(title="Finding help")
    feedback = wrote(follow.world, item)
    with receiving() as receiver:
        subscription = wanting(follow, receiver)
        assert hour(follow) == 1
    (got,) = receiver.got
    told = Webhook(follow.secrets[subscription.pk]).verify(got.body, got.headers)
    assert told == {
        "type": "duty.due",
        "timestamp": follow.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "data": {
            "kind": "feedback",
            "title": "Feedback of a reader",
            "subject": {
                "kind": "feedback",
                "id": str(feedback.pk),
                "name": "Finding help",
                "url": f"http://127.0.0.1:8000/desk/catalogue/feedback/{feedback.pk}/change/",
                "api_url": f"http://127.0.0.1:8000/v1/workspace/feedback/{feedback.pk}",
            },
            "due_on": feedback.due_on.isoformat(),
            "status": "due",
            "owner": {"roles": ["curator", "editor", "publisher", "approver"]},
            "escalates_on": (feedback.due_on + timedelta(days=15)).isoformat(),
            "escalated_to": [],
        },
    }
    assert b"Canary" not in got.body


def test_each_status_is_told_once_and_in_its_order(follow: Following) -> None:
    feedback = wrote(follow.world)
    with receiving() as receiver:
        wanting(follow, receiver)
        for days in (-3, 0, 1, 5, 15, 30, 400):
            on(follow, feedback.due_on + timedelta(days=days))
            hour(follow)
            assert hour(follow) == 0
    found = [got for got in receiver.got if got.message["data"]["kind"] == "feedback"]
    assert [got.message["type"] for got in found] == ["duty.due", "duty.overdue", "duty.escalated"]
    assert [got.message["data"]["escalated_to"] for got in found] == [[], [], ["steward_admin", "admin"]]
    assert len({got.id for got in found}) == 3


def test_after_weeks_of_silence_the_present_status_is_told_and_none_that_was_missed(follow: Following) -> None:
    feedback = wrote(follow.world)
    with receiving() as receiver:
        wanting(follow, receiver)
        on(follow, feedback.due_on + timedelta(days=40))
        hour(follow)
    assert types(receiver) == ["duty.escalated"]


def test_whoever_wants_events_hears_of_none(follow: Following) -> None:
    """`*` is all public events there will ever be, and a reminder is not public."""
    wrote(follow.world)
    with receiving() as receiver:
        follow.subscribed(receiver, by="ada")
        follow.happen()
        assert hour(follow) == 1
    assert types(receiver) == ["item.updated"]
    assert not WebhookReminder.objects.exists()


def test_whoever_wants_reminders_alone_hears_of_no_event(follow: Following) -> None:
    wrote(follow.world)
    with receiving() as receiver:
        wanting(follow, receiver)
        follow.happen()
        assert hour(follow) == 1
    assert types(receiver) == ["duty.due"]


def test_nobody_hears_of_others(follow: Following) -> None:
    wrote(follow.world)
    with receiving() as receiver:
        wanting(follow, receiver, by="nora")
        assert hour(follow) == 0


def test_of_people_and_their_consents_no_program_hears(follow: Following) -> None:
    Voices(follow.world).agreed("Somebody helped.", expires_at=follow.at + timedelta(days=30))
    wrote(follow.world)
    follow.later(days=1)
    assert {duty.kind for duty in duties_at(follow.at)} >= {Kind.CONSENT, Kind.FEEDBACK}
    with receiving() as receiver:
        wanting(follow, receiver)
        hour(follow)
    told = {row.reminder["kind"] for row in Delivery.objects.filter(reminder__isnull=False) if row.reminder}
    assert "feedback" in told
    assert "consent" not in told


def test_what_is_done_is_told_to_nobody(follow: Following) -> None:
    settled(follow.world)
    with receiving() as receiver:
        wanting(follow, receiver)
        assert hour(follow) == 0


def test_paused_it_is_told_nothing_and_then_what_holds(follow: Following) -> None:
    first, _ = wrote(follow.world), wrote(follow.world)
    with receiving() as receiver:
        subscription = wanting(follow, receiver)
        pause(subscription=subscription, by=follow.world.by("ada"), at=follow.at)
        assert hour(follow) == 0
        done(follow, first)
        resume(subscription=subscription, by=follow.world.by("ada"), at=follow.at)
        follow.later(hours=1)
        assert hour(follow) == 1


def test_whoever_wants_no_more_of_them_gets_none_that_waits(follow: Following) -> None:
    wrote(follow.world)
    subscription = wanting(follow, DOWN, types=("*",))
    hour(follow)
    _wish(follow, subscription, Wish())
    follow.later(hours=1)
    assert hour(follow) == 0
    assert states(subscription) == ["not_needed"]
    _wish(follow, subscription, Wish(reminders=True))
    hour(follow)
    assert states(subscription) == ["not_needed", "waiting"]


def _wish(follow: Following, subscription: Subscription, wish: Wish) -> None:
    change_subscription(
        subscription=subscription,
        url=subscription.url,
        description="",
        wish=wish,
        by=follow.world.by("ada"),
        at=follow.at,
    )


def test_an_attempt_that_fails_is_made_again_under_the_same_id(follow: Following) -> None:
    wrote(follow.world)
    with receiving(receivers.status(500), receivers.OK) as receiver:
        subscription = wanting(follow, receiver)
        hour(follow)
        follow.later(minutes=1)
        follow.look()
    first, second = receiver.got
    assert (first.id, first.body) == (second.id, second.body)
    assert states(subscription) == ["delivered"]


def test_it_is_sent_once_more_when_somebody_asks(follow: Following) -> None:
    wrote(follow.world)
    with receiving() as receiver:
        subscription = wanting(follow, receiver)
        hour(follow)
        redeliver(delivery=Delivery.objects.get(), by=follow.world.by("ada"), at=follow.at)
        hour(follow)
    first, second = receiver.got
    assert (first.id, first.body) == (second.id, second.body)
    assert states(subscription) == ["delivered"]


def test_a_replay_is_of_events_alone(follow: Following) -> None:
    wrote(follow.world)
    with receiving() as receiver:
        subscription = wanting(follow, receiver, types=("*",))
        follow.happen()
        hour(follow)
        follow.replayed(subscription, by="ada")
        hour(follow)
    assert types(receiver).count("duty.due") == 1
    assert types(receiver).count("item.updated") == 2


def test_a_dead_receiver_is_switched_off_by_them_as_by_events(follow: Following) -> None:
    wrote(follow.world)
    subscription = wanting(follow, DOWN)
    for _ in range(4 * 4):
        hour(follow)
        follow.later(hours=6)
    assert follow.now(subscription).state == "quarantined"


def test_410_ends_it(follow: Following) -> None:
    wrote(follow.world)
    with receiving(receivers.status(410)) as receiver:
        subscription = wanting(follow, receiver)
        hour(follow)
    assert (follow.now(subscription).state, states(subscription)) == ("ended", ["given_up"])
    wrote(follow.world)
    assert hour(follow) == 0


def test_a_webhook_that_does_not_arrive_is_no_news_for_itself(follow: Following) -> None:
    dead = wanting(follow, DOWN)
    wrote(follow.world)
    for _ in range(6):
        hour(follow)
        follow.later(hours=3)
    with receiving() as receiver:
        wanting(follow, receiver)
        hour(follow)
    (got,) = [got for got in receiver.got if got.message["data"]["kind"] == "webhook"]
    assert got.message["data"]["subject"]["id"] == str(dead.pk)
    assert got.message["data"]["subject"]["name"] is None
    assert not WebhookReminder.objects.filter(subscription=dead, kind="webhook").exists()


def test_one_that_breaks_holds_up_no_other(follow: Following, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next hour tries again."""
    wrote(follow.world)
    with receiving() as receiver:
        broken, well = wanting(follow, DOWN), wanting(follow, receiver)
        with monkeypatch.context() as patched, capture_logs() as logs:
            patched.setattr(telling, "remind_subscription", partial(_breaking, broken))
            assert tell_webhooks(at=follow.at) == 1
        assert [(log["event"], log["subscription"]) for log in logs] == [("webhook not reminded", str(broken.pk))]
        assert (states(broken), states(well)) == ([], ["waiting"])
        assert not WebhookReminder.objects.filter(subscription=broken).exists()
        assert tell_webhooks(at=follow.at) == 1


def _breaking(broken: Subscription, subscription: Subscription, reminders: Any, *, at: datetime) -> int:
    if subscription == broken:
        raise RuntimeError("Something is not as it should be.")
    return sending.remind_subscription(subscription, reminders, at=at)


def test_of_a_long_list_so_much_waits_and_no_more(follow: Following, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "AHEAD", 2)
    for _ in range(5):
        wrote(follow.world)
    with receiving() as receiver:
        wanting(follow, receiver)
        assert [hour(follow) for _ in range(4)] == [2, 2, 1, 0]
    assert len({got.message["data"]["subject"]["id"] for got in receiver.got}) == 5


def test_two_runs_at_once_tell_once(follow: Following) -> None:
    wrote(follow.world)
    wanting(follow, DOWN)
    assert [tell_webhooks(at=follow.at) for _ in range(2)] == [1, 0]
    row = WebhookReminder.objects.get()
    row.pk = sending.UUID(int=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_without_such_a_subscription_nothing_is_computed(follow: Following) -> None:
    follow.subscribed(DOWN)
    with CaptureQueriesContext(connection) as queries:
        tell_webhooks(at=follow.at)
    assert len(queries) == 1


def test_it_asks_the_database_by_webhooks_and_not_by_duties(follow: Following) -> None:
    wanting(follow, DOWN)
    wrote(follow.world)
    tell_webhooks(at=follow.at)
    counts = []
    for number in (1, 6):
        for _ in range(number):
            wrote(follow.world)
        with CaptureQueriesContext(connection) as queries:
            tell_webhooks(at=follow.at)
        counts.append(len(queries))
        follow.later(hours=1)
        tell_webhooks(at=follow.at)
    assert counts[0] == counts[1]


def test_wishes_are_kept(follow: Following) -> None:
    subscription = wanting(follow, DOWN)
    assert wish_of(follow.now(subscription)) == Wish([], [], [], [], True)
