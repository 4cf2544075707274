"""A year of reminders, with the scheduler off for weeks at random: every stage that was due while a thing stood is told by that stage or a
later one as soon as the scheduler is back, and none is told twice: by letter, and by webhook to a receiver that is down for days.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from library.accounts.actions import end_membership
from library.accounts.models import Letter
from library.accounts.queries import actor_of
from library.catalogue.actions import settle_feedback
from library.catalogue.models import Feedback, Item
from library.directory.actions import verify_contact_point
from library.directory.models import ContactPoint
from library.editions.review_status import uk_day
from library.syndication.actions import Result, claim, forget_deliveries, pause, resume, settle, subscribe
from library.syndication.models import Subscription
from library.syndication.outbound import Reply
from library.syndication.schedule import USUAL
from library.syndication.wants import Wish
from library.upkeep.actions import remind
from library.upkeep.duties import duties_at
from library.upkeep.forgetting import forget_told
from library.upkeep.messages import UNTOLD
from library.upkeep.models import Digest, Reminder, WebhookReminder
from library.upkeep.stages import stage_on
from library.upkeep.telling import tell_webhooks
from tests.readers import wrote
from tests.voices import Voices
from tests.worlds import World

DAYS = 365
LEAVES = 200
WATCHED = ("cora", "petra", "ada", "clive", "lila")


class Year:
    """What happens on which day, and when the scheduler is off. The same seed gives the same year."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, random.Random(seed)  # noqa: S311 - a test's
        self.start = world.now()
        self.item = world.published()
        self.off = self._weeks_off()
        Item.objects.filter(pk=self.item.pk).update(
            next_review_due=uk_day(self.start) + timedelta(days=self.chance.randrange(100, 300))
        )
        Voices(world).agreed(expires_at=self.start + timedelta(days=self.chance.randrange(100, 330)))
        world.in_review()

    def _weeks_off(self) -> set[int]:
        """Six stretches of one to five weeks."""
        starts = [(self.chance.randrange(DAYS), self.chance.randrange(7, 35)) for _ in range(6)]
        return {day for start, length in starts for day in range(start, start + length)}

    def at(self, day: int) -> datetime:
        return self.start + timedelta(days=day)

    def live(self, day: int) -> None:
        """Readers write, colleagues settle and verify, now and then; and one leaves."""
        at, chance = self.at(day), self.chance.random()
        if chance < 0.03:
            about = self.chance.choice(["upsetting", "unclear", "helpful"])
            wrote(self.world, self.item, about, at=at)
        waiting = Feedback.objects.exclude(status="settled").order_by("id").first()
        if 0.03 <= chance < 0.05 and waiting is not None:
            how = {"expected_version": waiting.version, "by": self.world.by("cora"), "at": at}
            settle_feedback(feedback=waiting, outcome="changed", **how)
        if 0.05 <= chance < 0.08:
            contact = self.chance.choice(list(ContactPoint.objects.order_by("slug")))
            verify_contact_point(contact=contact, verified_by="Us", on=uk_day(at), by=self.world.by("cora"), at=at)
        if day == LEAVES:
            petra = self.world.cast.members["petra"]
            end_membership(membership=petra, expected_version=1, by=self.world.by("ada"), at=at)

    def check_told(self, day: int) -> None:
        """After a run nobody is left who does not know of the present stage of a duty of theirs."""
        told = set(Reminder.objects.values_list("user", "kind", "subject", "due_on", "stage"))
        for duty in duties_at(self.at(day)):
            stage = stage_on(duty.rule, duty.due_on, duty.on)
            for name in WATCHED:
                if name == "petra" and day >= LEAVES:
                    continue
                member = self.world.cast.members[name]
                if stage and duty.is_of(actor_of(member)):
                    assert (member.user_id, duty.kind, duty.subject, duty.due_on, stage) in told, (name, duty, day)


@pytest.mark.parametrize("seed", [7, 42])
def test_no_reminder_is_lost_and_none_told_twice(world: World, seed: int) -> None:
    year = Year(world, seed)
    petra = world.cast.members["petra"].user
    lines: Counter[str] = Counter()
    for day in range(DAYS):
        year.live(day)
        Letter.objects.all().delete()  # those of other verbs
        if day in year.off:
            continue
        for _ in range(2 if year.chance.random() < 0.1 else 1):
            remind(at=year.at(day))
        found = list(Letter.objects.all())
        assert len({letter.to for letter in found}) == len(found), "two letters for one person on one day"
        for letter in found:
            lines.update(
                f"{letter.to} {line}" for line in letter.text.splitlines() if line.startswith(("- ", "  http"))
            )
        if day % 7 == 0 or day - 1 in year.off:
            year.check_told(day)
    assert sum(count for line, count in lines.items() if " - " in line) == Reminder.objects.count() > 30
    assert not Digest.objects.filter(user=petra, day__gte=uk_day(year.at(LEAVES))).exists()
    assert Digest.objects.filter(user=petra).exists()


Key = tuple[str, str, str, str]


class Receiver:
    """The SUN Network's, with no network between: what arrived there, and what was true of it then."""

    def __init__(self, world: World, at: datetime) -> None:
        self.world = world
        self.arrived: list[Key] = []
        wish = Wish((), reminders=True)
        url = "http://127.0.0.1:1/"
        self.subscription, _ = subscribe(url=url, description="Tickets", wish=wish, by=world.by("ada"), at=at)

    def listen(self, at: datetime, *, true: set[Key], is_down: bool) -> None:
        """Everything that has its turn; of what arrives, everything is `true`."""
        while claims := claim(room=64, room_for_troubled=64, lasting=USUAL.claim, at=at):
            for each in claims:
                if not is_down:
                    key = key_of(json.loads(each.body)["data"])
                    assert key in true, f"{key} is not so any more"
                    self.arrived.append(key)
                settle(results=[Result(each, Reply(500 if is_down else 204, 1, 0), at)], schedule=USUAL)

    def pause_or_resume(self, at: datetime) -> None:
        self.subscription.refresh_from_db()
        turn = pause if self.subscription.state == Subscription.State.ACTIVE else resume
        turn(subscription=self.subscription, by=self.world.by("ada"), at=at)
        self.subscription.refresh_from_db()

    @property
    def is_active(self) -> bool:
        self.subscription.refresh_from_db()
        return self.subscription.state == Subscription.State.ACTIVE


def key_of(data: Any) -> Key:
    return data["kind"], data["subject"]["id"], data["due_on"], data["status"]


def present(subscription: Subscription, at: datetime) -> set[Key]:
    duties = [duty for duty in duties_at(at, organisation=subscription.organisation_id) if duty.kind not in UNTOLD]
    found = {(duty.kind.value, str(duty.subject), duty.due_on.isoformat(), duty.status.value) for duty in duties}
    return {key for key in found if key[1] != str(subscription.pk)}


def test_no_webhook_misses_a_reminder_or_hears_it_twice_and_what_was_told_is_forgotten(
    world: World, settings: Any
) -> None:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    year = Year(world, 7)
    receiver = Receiver(world, year.start)
    letters: Counter[tuple[Any, ...]] = Counter()
    for day in range(DAYS):
        at = year.at(day)
        year.live(day)
        if year.chance.random() < 0.02:
            receiver.pause_or_resume(at)
        is_down = year.chance.random() < 0.3
        if day not in year.off:
            seen = set(Reminder.objects.values_list("pk", flat=True))
            remind(at=at)
            new = Reminder.objects.exclude(pk__in=seen)
            letters.update(new.values_list("user", "kind", "subject", "due_on", "stage"))
            for _ in range(2 if year.chance.random() < 0.1 else 1):
                tell_webhooks(at=at)
            if year.chance.random() < 0.3:
                forget_told(at=at)
                forget_deliveries(at=at)
        true = present(receiver.subscription, at)
        receiver.listen(at, true=true, is_down=is_down)  # the sender runs without the scheduler
        if day not in year.off and receiver.is_active and not is_down:
            receiver.subscription.refresh_from_db()
            if receiver.subscription.resting_until is None or receiver.subscription.resting_until <= at:
                assert true <= set(receiver.arrived), f"lost by day {day}"
    twice = [key for key, count in Counter(receiver.arrived).items() if count > 1]
    assert twice == []
    assert [key for key, count in letters.items() if count > 1] == []
    assert {status for *_, status in receiver.arrived} == {"due", "overdue", "escalated"}
    assert WebhookReminder.objects.count() < len(receiver.arrived)
    assert Reminder.objects.count() < len(letters)
