"""Letters about duties: who gets one, once, and who gets none."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from library.accounts.actions import add_member, change_user, end_membership
from library.accounts.actors import SYSTEM
from library.accounts.models import Letter
from library.catalogue.models import Item
from library.directory.actions import verify_contact_point
from library.directory.models import ContactPoint
from library.editions.review_status import starts_at, uk_day
from library.upkeep import actions
from library.upkeep import letters as digest
from library.upkeep.actions import choose_letters, remind
from library.upkeep.models import Digest, Reminder
from tests.adaptations import Place
from tests.readers import settled, taken, wrote
from tests.worlds import World


@pytest.fixture
def world(world: World) -> World:
    """Everything is verified, so that letters tell of what a test makes."""
    for contact in ContactPoint.objects.all():
        verify_contact_point(
            contact=contact, verified_by="Us", on=uk_day(world.clock), by=world.by("cora"), at=world.now()
        )
    return world


def letters() -> dict[str, str]:
    """What waits to be sent, by the first part of the address; taken out of the letter box."""
    found = list(Letter.objects.all())
    assert len({letter.to for letter in found}) == len(found), "two letters for one person"
    Letter.objects.all().delete()
    return {letter.to.partition("@")[0]: letter.text for letter in found}


def days_before(item: Item, days: int) -> datetime:
    assert item.next_review_due
    return starts_at(item.next_review_due - timedelta(days=days)) + timedelta(hours=9)


def only(texts: dict[str, str], words: str) -> set[str]:
    return {name for name, text in texts.items() if words in text}


def test_a_review_is_told_to_whoever_writes_and_later_to_those_above(world: World) -> None:
    item = world.published(title="Finding help")
    told = {}
    for days in (91, 90, 30, 7, 0, -1, -31):
        remind(at=days_before(item, days))
        told[days] = only(letters(), "Review of what is out: Finding help")
    assert told == {
        91: set(),
        **{days: {"cora"} for days in (90, 30, 7, 0, -1)},
        -31: {"cora", "petra", "ada"},
    }


def test_one_letter_tells_of_everything(world: World) -> None:
    for _ in range(3):
        wrote(world)
    remind(at=world.now())
    texts = letters()
    assert set(texts) == {"cora", "petra"}
    assert texts["cora"].count("Feedback of a reader: ") == 3
    assert "/desk/catalogue/feedback/" in texts["cora"]
    assert "Canary" not in texts["cora"]


def test_what_a_letter_has_no_room_for_is_told_by_the_next(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (actions, digest):
        monkeypatch.setattr(module, "LISTED", 2)
    item = world.published()
    all_of_it = {str(wrote(world, item).pk) for _ in range(5)}
    named = []
    for days in range(4):
        remind(at=world.now() + timedelta(days=days))
        text = letters().get("cora", "")
        named.append({one for one in all_of_it if one in text})
    assert [len(one) for one in named] == [2, 2, 1, 0]
    assert set.union(*named) == all_of_it


def test_a_second_run_tells_nothing_again(world: World) -> None:
    wrote(world)
    assert remind(at=world.now()) == 2
    letters()
    assert [remind(at=world.now() + timedelta(hours=hours)) for hours in (0, 1, 24, 48)] == [0, 0, 0, 0]
    assert letters() == {}


def test_what_comes_after_the_letter_of_the_day_is_told_on_the_next(world: World) -> None:
    first, second = wrote(world), None
    remind(at=world.now())
    letters()
    second = wrote(world)
    assert remind(at=world.now()) == 0
    remind(at=world.now() + timedelta(days=1))
    text = letters()["cora"]
    assert (str(second.pk) in text, str(first.pk) in text) == (True, False)


def test_after_weeks_of_silence_the_present_stage_is_told_and_none_that_was_missed(world: World) -> None:
    item = world.published()
    remind(at=days_before(item, 90))
    remind(at=days_before(item, 3))
    remind(at=days_before(item, -40))
    told = Reminder.objects.filter(subject=item.pk, user=world.cast.members["cora"].user).order_by("pk")
    assert [row.stage for row in told] == ["90_days_before", "7_days_before", "escalated"]


def test_what_is_settled_is_told_to_nobody(world: World) -> None:
    settled(world)
    assert remind(at=world.now()) == 0


def test_what_is_assigned_is_told_to_one(world: World) -> None:
    taken(world, to="petra")
    remind(at=world.now())
    assert set(letters()) == {"petra"}


def test_whoever_has_left_is_told_nothing(world: World) -> None:
    taken(world, to="petra")
    end_membership(membership=world.cast.members["petra"], expected_version=1, by=world.by("ada"), at=world.now())
    remind(at=world.now())
    assert set(letters()) == {"cora"}


def test_a_closed_account_is_told_nothing(world: World) -> None:
    user = world.cast.members["petra"].user
    change_user(user=user, name="Petra", email=user.email, is_staff=False, is_active=False, by=SYSTEM, at=world.now())
    wrote(world)
    remind(at=world.now())
    assert set(letters()) == {"cora"}


def test_whoever_wants_no_letters_gets_none_until_they_do(world: World) -> None:
    choose_letters(wanted=False, by=world.by("cora"), at=world.now())
    choose_letters(wanted=False, by=world.by("cora"), at=world.now())
    wrote(world)
    remind(at=world.now())
    assert set(letters()) == {"petra"}
    choose_letters(wanted=True, by=world.by("cora"), at=world.now())
    remind(at=world.now())
    assert set(letters()) == {"cora"}


def test_where_nobody_could_do_it_the_administrators_hear_at_once(world: World) -> None:
    item = world.published()
    end_membership(membership=world.cast.members["cora"], expected_version=1, by=world.by("ada"), at=world.now())
    remind(at=days_before(item, 90))
    assert only(letters(), "Review of what is out") == {"ada", "petra"}


def test_nobody_is_told_of_others(world: World) -> None:
    wrote(world)
    remind(at=world.now())
    assert not {"nora", "nell", "nadia", "ned", "sadie"} & set(letters())


def test_whoever_belongs_to_two_organisations_gets_one_letter(world: World) -> None:
    here = Place(world)
    organisation = world.cast.organisations["norfolk"]
    cora = world.cast.members["cora"].user
    add_member(user=cora, organisation=organisation, roles=["editor"], by=SYSTEM, at=world.now())
    both = [wrote(world), wrote(world, here.published().item)]
    remind(at=world.now())
    text = letters()["cora"]
    assert [str(one.pk) in text for one in both] == [True, True]
    for organisation, feedback in zip(("The SUN Network", "Norfolk and Waveney"), both, strict=True):
        assert text.rindex(organisation, 0, text.index(str(feedback.pk))) == max(
            text.rfind(name, 0, text.index(str(feedback.pk))) for name in ("The SUN Network", "Norfolk and Waveney")
        ), "each stands under its own organisation"


def test_the_database_keeps_it_to_once(world: World) -> None:
    wrote(world)
    remind(at=world.now())
    digest, told = Digest.objects.first(), Reminder.objects.first()
    assert digest is not None
    assert told is not None
    for twice in (
        Digest(user=digest.user, day=digest.day, sent_at=digest.sent_at),
        Reminder(
            digest=digest, user=told.user, kind=told.kind, subject=told.subject, due_on=told.due_on, stage=told.stage
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            twice.save(force_insert=True)


def test_it_asks_the_database_by_people_and_not_by_duties(world: World) -> None:
    counts = []
    for number in (1, 4):
        for _ in range(number):
            wrote(world)
        with CaptureQueriesContext(connection) as queries:
            remind(at=world.now() + timedelta(days=number))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_it_needs_no_clock_of_its_own(world: World) -> None:
    item = world.published()
    with time_machine.travel(days_before(item, 400), tick=False):
        remind(at=days_before(item, 90))
    assert Digest.objects.filter(day=uk_day(days_before(item, 90))).exists()
