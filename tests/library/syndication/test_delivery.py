"""From the feed to a receiver: every event, in order per subject, under one id, for as long as it takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from library.editions.proofs import proof_of
from library.history.actions import Subject, record_all
from library.ids import new_id
from library.syndication.actions import (
    Result,
    claim,
    claims,
    end_subscription,
    fan_out,
    forget_deliveries,
    replay,
    settle,
)
from library.syndication.models import Attempt, Delivery, Subscription
from library.syndication.outbound import Reply
from library.syndication.schedule import USUAL
from library.syndication.sender import send
from tests import receivers
from tests.following import Following
from tests.receivers import receiving, refusing
from tests.voices import Voices

DOWN = "http://127.0.0.1:1/"


def test_an_event_arrives_signed_and_thin(follow: Following) -> None:
    with receiving() as receiver:
        subscription = follow.subscribed(receiver)
        event = follow.happen("item.updated", edition=2, change_class="safety")
        assert follow.look() == 1
    (got,) = receiver.got
    told = Webhook(follow.secrets[subscription.pk]).verify(got.body, got.headers)
    assert (told["type"], told["data"]["position"], told["data"]["change_class"]) == (
        "item.updated",
        event.position,
        "safety",
    )
    assert set(told) == {"type", "timestamp", "data"}
    assert len(got.body) < 20_000
    assert follow.states(subscription) == ["delivered"]


def test_a_tampered_message_is_not_ours(follow: Following) -> None:
    with receiving() as receiver:
        subscription = follow.subscribed(receiver)
        follow.happen()
        follow.look()
    (got,) = receiver.got
    with pytest.raises(WebhookVerificationError):
        Webhook(follow.secrets[subscription.pk]).verify(got.body.replace(b"updated", b"deleted"), got.headers)


def test_a_message_of_yesterday_is_not_taken_for_today_s(follow: Following) -> None:
    with receiving() as receiver:
        subscription = follow.subscribed(receiver)
        follow.happen()
        follow.look()
    (got,) = receiver.got
    stale = {**got.headers, "webhook-timestamp": str(int(got.headers["webhook-timestamp"]) - 86_400)}
    with pytest.raises(WebhookVerificationError):
        Webhook(follow.secrets[subscription.pk]).verify(got.body, stale)


def test_each_subscription_has_its_own_secret_and_its_own_ids(follow: Following) -> None:
    with receiving() as one, receiving() as two:
        first, second = follow.subscribed(one), follow.subscribed(two)
        follow.happen()
        follow.look()
    assert one.got[0].id != two.got[0].id
    assert follow.secrets[first.pk] != follow.secrets[second.pk]
    with pytest.raises(WebhookVerificationError):
        Webhook(follow.secrets[first.pk]).verify(two.got[0].body, two.got[0].headers)


def test_events_that_were_recorded_in_bulk_arrive_too(follow: Following) -> None:
    with receiving() as receiver:
        follow.subscribed(receiver)
        subjects = [Subject(id=new_id(), kind="leaflet", slug=f"leaflet-{number}") for number in range(3)]
        record_all("adaptation.behind", subjects=subjects, actor=None, at=follow.at)
        follow.look()
    assert [got.slug for got in receiver.got] == ["leaflet-0", "leaflet-1", "leaflet-2"]


def test_what_is_not_public_is_never_sent(follow: Following) -> None:
    with receiving() as receiver:
        follow.subscribed(receiver)
        follow.world.in_review()
        assert follow.look() == 0


class TestRetries:
    def test_the_same_event_comes_again_under_the_same_id(self, follow: Following) -> None:
        with receiving(receivers.status(500), receivers.OK) as receiver:
            subscription = follow.subscribed(receiver)
            follow.happen()
            follow.look()
            follow.later(seconds=4)
            assert follow.look() == 0
            follow.later(seconds=1)
            assert follow.look() == 1
        first, second = receiver.got
        assert (first.id, first.body) == (second.id, second.body)
        assert follow.states(subscription) == ["delivered"]

    def test_it_is_tried_ten_times_over_three_days_as_the_standard_says(self, follow: Following) -> None:
        """0 s, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h."""
        other = follow.happen("item.published")
        follow.subscribed(DOWN, after=other.position)
        follow.happen()
        begun, tried = follow.at, []
        for _ in range(100_000):
            if follow.look(1000):
                tried.append(follow.at - begun)
            row = Delivery.objects.get()
            if len(tried) == 10 or row.state != "waiting":
                break
            follow.at = max(row.due_at, Subscription.objects.get().resting_until or row.due_at)
        waits = [round((b - a).total_seconds()) for a, b in pairwise(tried)]
        assert waits == [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]

    def test_jitter_only_adds(self) -> None:
        assert all(5 <= (USUAL.wait_after(1, None) or 0) <= 5.5 for _ in range(200))

    @pytest.mark.parametrize(
        ("answer", "problem"),
        [
            (receivers.status(301, Location="http://127.0.0.1:1/"), "redirect"),
            (receivers.status(304), "redirect"),
            (receivers.status(400), "refused"),
            (receivers.status(404), "refused"),
            (receivers.status(500), "refused"),
            (receivers.rubbish, "broken-answer"),
            (receivers.silent_end, "no-answer"),
        ],
    )
    def test_only_2xx_is_success(self, follow: Following, answer: receivers.Answer, problem: str) -> None:
        with receiving(answer) as receiver:
            subscription = follow.subscribed(receiver)
            follow.happen()
            follow.look()
        assert follow.states(subscription) == ["waiting"]
        assert [attempt.problem for attempt in follow.attempts(subscription)] == [problem]

    @pytest.mark.parametrize("code", [200, 201, 202, 204, 299])
    def test_every_2xx_is(self, follow: Following, code: int) -> None:
        with receiving(receivers.status(code)) as receiver:
            subscription = follow.subscribed(receiver)
            follow.happen()
            follow.look()
        assert follow.states(subscription) == ["delivered"]

    @pytest.mark.parametrize(
        ("code", "header", "seconds"),
        [
            (429, "600", 600),
            (503, "600", 600),
            (429, "2", 5),
            (429, "99999999", 86_400),
            (500, "600", 5),
            (429, "?", 5),
        ],
    )
    def test_who_is_too_busy_says_until_when(self, follow: Following, code: int, header: str, seconds: int) -> None:
        """By 429 and 503 only, for a day at most, and never sooner than we would."""
        with receiving(receivers.status(code, Retry_After=header), receivers.OK) as receiver:
            follow.subscribed(receiver)
            follow.happen()
            follow.look()
            follow.later(seconds=seconds - 1)
            assert follow.look() == 0
            follow.later(seconds=1)
            assert follow.look() == 1

    def test_who_is_too_busy_is_not_asked_for_another_event_either(self, follow: Following) -> None:
        with receiving(receivers.status(429, Retry_After="600"), receivers.OK) as receiver:
            follow.subscribed(receiver)
            follow.happen()
            follow.look()
            follow.happen()
            follow.later(seconds=599)
            assert follow.look() == 0
            follow.later(seconds=1)
            assert follow.look() == 2


class TestOrder:
    def test_the_next_event_of_a_subject_waits_and_others_go_on(self, follow: Following) -> None:
        with receiving(refusing("a")) as receiver:
            subscription = follow.subscribed(receiver)
            first = follow.happen(slug="a")
            other = follow.happen(slug="b")
            second = follow.happen(slug="a", subject=first)
            follow.look()
            assert receiver.positions == [first.position, other.position]
            receiver.answers[:] = [receivers.OK]
            follow.later(minutes=1)
            follow.look()
        assert receiver.positions == [first.position, other.position, first.position, second.position]
        assert follow.states(subscription) == ["delivered"] * 3

    def test_it_goes_on_when_the_earlier_one_is_given_up(self, follow: Following) -> None:
        with receiving(refusing("a", until=1)) as receiver:
            subscription = follow.subscribed(receiver)
            first = follow.happen(slug="a")
            follow.happen(slug="a", subject=first)
            for _ in range(200):
                follow.look()
                follow.happen(slug="b")  # others arrive, so the address is well
                follow.later(hours=6)
                if "given_up" in follow.states(subscription):
                    break
            follow.look()
        assert follow.states(subscription)[:2] == ["given_up", "delivered"]
        assert Subscription.objects.get().state == "active"

    def test_what_is_in_hand_is_in_hand_once(self, follow: Following) -> None:
        first = follow.happen()
        follow.subscribed(DOWN, after=0)
        follow.happen(subject=first)
        fan_out(at=follow.at)
        once = claim(room=64, room_for_troubled=16, lasting=USUAL.claim, at=follow.at)
        again = claim(room=64, room_for_troubled=16, lasting=USUAL.claim, at=follow.at + timedelta(seconds=1))
        assert (len(once), len(again)) == (1, 0)

    def test_what_is_closed_while_somebody_claims_it_is_not_sent(
        self, follow: Following, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        subscription = follow.subscribed(DOWN)
        follow.happen()
        fan_out(at=follow.at)

        def meanwhile(_: datetime) -> list[UUID]:
            end_subscription(subscription=subscription, by=follow.world.by("nora"), at=follow.at)
            return []

        monkeypatch.setattr(claims, "_tests", meanwhile)
        assert claim(room=64, room_for_troubled=16, lasting=USUAL.claim, at=follow.at) == []
        assert Delivery.objects.get().claimed_until is None

    def test_a_claim_that_ran_out_is_anybody_s_and_its_owner_has_no_say_any_more(self, follow: Following) -> None:
        subscription = follow.subscribed(DOWN)
        follow.happen()
        fan_out(at=follow.at)
        (old,) = claim(room=64, room_for_troubled=16, lasting=USUAL.claim, at=follow.at)
        follow.at = old.until
        (new,) = claim(room=64, room_for_troubled=16, lasting=USUAL.claim, at=follow.at)
        settle(results=[Result(old, Reply(500, 1, 0), follow.at)], schedule=USUAL)
        assert (follow.states(subscription), follow.now(subscription).failures) == (["waiting"], 0)
        settle(results=[Result(new, Reply(204, 1, 0), follow.at)], schedule=USUAL)
        assert follow.states(subscription) == ["delivered"]
        assert len(follow.attempts(subscription)) == 2
        assert (old.id, old.body) == (new.id, new.body)


def test_the_log_ends_after_a_month(follow: Following) -> None:
    with receiving() as receiver:
        subscription = follow.subscribed(receiver)
        follow.happen()
        follow.look()
        (got,) = receiver.got
        forget_deliveries(at=follow.at + timedelta(days=29))
        assert Attempt.objects.count() == 1
        forget_deliveries(at=follow.at + timedelta(days=30))
        assert Attempt.objects.count() == Delivery.objects.count() == 0
        replay(subscription=subscription, after=0, by=follow.world.by("nora"), at=follow.at)
        follow.look()
    assert receiver.got[-1].id == got.id


def test_the_proof_of_a_withdrawal_keeps_its_evidence(follow: Following) -> None:
    voices = Voices(follow.world)
    with receiving() as receiver:
        subscription = follow.subscribed(receiver)
        voices.published(quote := voices.agreed())
        voices.withdraw(quote)
        follow.look()
    before = proof_of(quote).told
    assert all(one.confirmed_at for one in before)
    end_subscription(subscription=subscription, by=follow.world.by("nora"), at=follow.at)
    forget_deliveries(at=timezone.now() + timedelta(days=400))
    assert [one.organisation for one in before] == ["norfolk"] * 2
    assert proof_of(quote).told == before
    assert set(Delivery.objects.values_list("event__type", flat=True)) == {"testimonial.withdrawn"}


def test_what_nobody_answered_yet_is_not_forgotten(follow: Following) -> None:
    subscription = follow.subscribed(DOWN)
    follow.happen()
    fan_out(at=follow.at)
    forget_deliveries(at=timezone.now() + timedelta(days=400))
    assert follow.states(subscription) == ["waiting"]


def test_a_real_publication_and_withdrawal_are_told(follow: Following) -> None:
    with receiving() as receiver:
        follow.subscribed(receiver)
        item = follow.world.published()
        follow.world.withdrawn(item)
        follow.look()
    assert [(got.message["type"], got.slug) for got in receiver.got] == [
        ("item.published", item.slug),
        ("item.withdrawn", item.slug),
    ]
    reason = receiver.got[1].message["data"]["reason"]
    assert reason == "out_of_date"
    assert b"overtaken by events" not in receiver.got[1].body


def test_an_attempt_goes_out_with_its_own_time(follow: Following) -> None:
    with receiving() as receiver:
        follow.subscribed(receiver)
        follow.happen()
        fan_out(at=follow.at)
        (mine,) = claim(room=1, room_for_troubled=1, lasting=USUAL.claim, at=follow.at)
        for minutes in (0, 3):
            send(mine, at=follow.at + timedelta(minutes=minutes))
    first, second = (int(got.headers["webhook-timestamp"]) for got in receiver.got)
    assert second - first == 180
