"""What was told is forgotten once it can't be told again, and not before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from library.catalogue.actions import reopen_feedback, settle_feedback
from library.editions.actions import restore
from library.editions.review_status import starts_at
from library.syndication.actions import Result, claim, end_subscription, settle
from library.syndication.outbound import Reply
from library.syndication.schedule import USUAL
from library.upkeep.actions import remind
from library.upkeep.forgetting import KEPT, forget_told
from library.upkeep.models import Digest, Reminder, WebhookReminder
from library.upkeep.telling import tell_webhooks
from tests.following import Following
from tests.readers import wrote
from tests.worlds import World

DOWN = "http://127.0.0.1:1/"


@pytest.fixture
def follow(world: World, settings: Any) -> Following:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    follow = Following(world, at=world.now())
    follow.subscribed(DOWN, by="ada", types=(), reminders=True)
    return follow


def run(at: datetime) -> None:
    """The jobs of a day; every message arrives."""
    remind(at=at)
    tell_webhooks(at=at)
    while claims := claim(room=64, room_for_troubled=64, lasting=USUAL.claim, at=at):
        settle(results=[Result(each, Reply(204, 1, 0), at) for each in claims], schedule=USUAL)


def about(subject: Any) -> tuple[int, int]:
    """How much is remembered: of what people and of what webhooks were told."""
    return Reminder.objects.filter(subject=subject.pk).count(), WebhookReminder.objects.filter(
        subject=subject.pk
    ).count()


def test_of_a_duty_only_the_last_that_was_told_is_kept_and_that_for_years(follow: Following) -> None:
    feedback = wrote(follow.world)
    due = starts_at(feedback.due_on) + timedelta(hours=9)
    for days in (-5, 0, 1, 15):
        run(due + timedelta(days=days))
    assert about(feedback) == (9, 3), "cora and petra new, due, overdue, escalated; ada escalated"
    for years in (1, 2, 5):
        at = due + timedelta(days=365 * years)
        forget_told(at=at)
        run(at)
        assert about(feedback) == (3, 1)


def test_what_comes_back_as_it_was_is_not_told_again(follow: Following) -> None:
    """Open for years, withdrawn for a while, restored: the day that its review was due has stayed."""
    item = follow.world.published()
    assert item.next_review_due
    years = starts_at(item.next_review_due) + timedelta(days=3 * 365)
    run(years)
    before = about(item)
    follow.world.withdrawn(item)
    forget_told(at=years + timedelta(days=1))
    forget_told(at=years + timedelta(days=300))
    assert about(item) == before
    item.refresh_from_db()
    restore(item=item, by=follow.world.by("petra"), at=follow.world.now())
    forget_told(at=years + timedelta(days=301))
    run(years + timedelta(days=302))
    assert about(item) == before
    follow.world.withdrawn(item)
    forget_told(at=years + timedelta(days=302))
    forget_told(at=years + KEPT)
    assert about(item) == before, "counted from when it went for the second time"


def test_what_is_gone_for_long_is_forgotten(follow: Following) -> None:
    feedback = wrote(follow.world)
    run(follow.at)
    how = {"expected_version": feedback.version, "by": follow.world.by("cora"), "at": follow.at}
    settle_feedback(feedback=feedback, outcome="changed", **how)
    forget_told(at=follow.at)
    forget_told(at=follow.at + KEPT - timedelta(days=1))
    assert about(feedback) == (2, 1)
    forget_told(at=follow.at + KEPT)
    assert about(feedback) == (0, 0)


def test_a_run_after_a_long_silence_forgets_nothing_that_nobody_missed(follow: Following) -> None:
    feedback = wrote(follow.world)
    run(follow.at)
    how = {"expected_version": feedback.version, "by": follow.world.by("cora"), "at": follow.at}
    settled = settle_feedback(feedback=feedback, outcome="changed", **how)
    forget_told(at=follow.at + 3 * KEPT)
    assert about(feedback) == (2, 1)
    reopen_feedback(feedback=settled, expected_version=settled.version, by=follow.world.by("cora"), at=follow.at)


def test_letters_of_days_that_are_over_are_forgotten_when_nothing_refers_to_them(follow: Following) -> None:
    feedback = wrote(follow.world)
    due = starts_at(feedback.due_on) + timedelta(hours=9)
    run(due)
    forget_told(at=due)
    days = set(Digest.objects.values_list("day", flat=True))
    assert days == {feedback.due_on}
    run(due + timedelta(days=1))
    forget_told(at=due + timedelta(days=1))
    assert feedback.due_on not in set(
        Reminder.objects.filter(subject=feedback.pk).values_list("digest__day", flat=True)
    )
    assert not Digest.objects.filter(reminders=None, day__lte=feedback.due_on).exists()


def test_what_an_ended_webhook_was_told_is_forgotten(follow: Following) -> None:
    wrote(follow.world)
    run(follow.at)
    subscription = WebhookReminder.objects.earliest("pk").subscription
    end_subscription(subscription=subscription, by=follow.world.by("ada"), at=follow.at)
    forget_told(at=follow.at)
    assert not WebhookReminder.objects.exists()


def test_again_is_as_once(follow: Following) -> None:
    wrote(follow.world)
    run(follow.at)
    forget_told(at=follow.at)
    before = list(Reminder.objects.order_by("pk").values()), list(WebhookReminder.objects.order_by("pk").values())
    assert forget_told(at=follow.at) == 0
    assert (
        list(Reminder.objects.order_by("pk").values()),
        list(WebhookReminder.objects.order_by("pk").values()),
    ) == before
