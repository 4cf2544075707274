"""Two workers remind at one moment; two colleagues deal with the same feedback; a reader's browser sends the same words twice."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from library.accounts.models import Letter
from library.catalogue.models import Feedback
from library.syndication.actions import claim
from library.syndication.models import Delivery
from library.syndication.schedule import USUAL
from library.upkeep.actions import remind
from library.upkeep.models import Reminder
from library.upkeep.telling import tell_webhooks
from tests.client import Api
from tests.following import Following
from tests.races.together import statuses, together
from tests.readers import wrote
from tests.worlds import World

ROUNDS = 8


def test_two_runs_write_one_letter_to_each(world: World) -> None:
    for day in range(ROUNDS):
        wrote(world)
        Letter.objects.all().delete()
        run = partial(remind, at=world.clock + timedelta(days=day))
        assert sum(together(run, run)) == Letter.objects.count() == Letter.objects.values("to").distinct().count() > 0
    told = Reminder.objects.values_list("user", "kind", "subject", "due_on", "stage")
    assert len(told) == len(set(told))


def test_two_runs_remind_a_webhook_once_while_senders_take_what_there_is(world: World, settings: Any) -> None:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    follow = Following(world, at=world.now())
    follow.subscribed("http://127.0.0.1:1/", by="ada", types=(), reminders=True)
    for _ in range(ROUNDS):
        for _ in range(3):
            wrote(world)
        run = partial(tell_webhooks, at=follow.at)
        take = partial(claim, room=64, room_for_troubled=64, lasting=USUAL.claim, at=follow.at)
        first, second, *claims = together(run, run, take, take)
        assert first + second >= 3
        taken = [each.delivery for found in claims for each in found]
        assert len(taken) == len(set(taken))
        follow.later(hours=1)
    keys = Delivery.objects.values_list(
        "reminder__kind", "reminder__subject__id", "reminder__due_on", "reminder__status"
    )
    assert len(keys) == len(set(keys)) >= 3 * ROUNDS


def test_one_of_two_colleagues_is_told_of_the_other(world: World) -> None:
    cora, petra = world.api("cora"), world.api("petra")
    for _ in range(ROUNDS):
        path = f"/v1/workspace/feedback/{wrote(world).pk}"
        answers = together(
            partial(cora.post, f"{path}/take", {}, if_match='"v1"'),
            partial(petra.post, f"{path}/settle", {"outcome": "changed"}, if_match='"v1"'),
        )
        assert statuses(answers) == [200, 412]


def test_words_that_are_sent_twice_at_one_moment_are_kept_once(world: World) -> None:
    item = world.published()
    for number in range(ROUNDS):
        give = partial(
            Api().post,
            f"/v1/resources/{item.slug}/feedback",
            {"about": "other", "text": f"Number {number}."},
            idempotency_key=f'"{number}"',
        )
        assert statuses(together(give, give)) in ([201, 201], [201, 409])
        assert Feedback.objects.count() == number + 1
