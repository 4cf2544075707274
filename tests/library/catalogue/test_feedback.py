"""The rules of feedback: steps, days, and the end of the words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from library.accounts.actions import end_membership
from library.catalogue.actions import forget_feedback, reopen_feedback, settle_feedback, take_feedback
from library.catalogue.feedback_rules import (
    DAYS,
    KEPT_AFTER_SETTLING,
    KEPT_AT_MOST,
    WORKFLOW,
    NotInThatFeedbackStatus,
    due_on,
)
from library.catalogue.models import Feedback
from library.errors import Malformed
from tests.readers import settled, taken, wrote
from tests.worlds import World

MADE = {"new": wrote, "open": taken, "settled": settled}
ALLOWED = {("new", "take"), ("new", "settle"), ("open", "take"), ("open", "settle"), ("settled", "reopen")}


def test_every_sort_has_a_day() -> None:
    assert set(DAYS) == set(Feedback.About.values)
    assert due_on("upsetting", date(2026, 2, 28)) == date(2026, 3, 1)
    assert DAYS["upsetting"] == min(DAYS.values())


@pytest.mark.parametrize("step", list(WORKFLOW.steps))
@pytest.mark.parametrize("status", list(MADE))
def test_steps_from_every_status(world: World, status: str, step: str) -> None:
    feedback = MADE[status](world)
    how = {"feedback": feedback, "expected_version": feedback.version, "by": world.by("cora"), "at": world.now()}
    acts = {
        "take": lambda: take_feedback(**how),
        "settle": lambda: settle_feedback(outcome="changed", **how),
        "reopen": lambda: reopen_feedback(**how),
    }
    if (status, step) in ALLOWED:
        assert acts[step]().status == WORKFLOW.steps[step].target
    else:
        with pytest.raises(NotInThatFeedbackStatus):
            acts[step]()
        assert Feedback.objects.get().version == feedback.version


def test_whoever_left_gets_nothing_to_look_after(world: World) -> None:
    feedback = wrote(world)
    end_membership(membership=world.cast.members["petra"], expected_version=1, by=world.by("ada"), at=world.now())
    with pytest.raises(Malformed):
        taken(world, feedback, to="petra")


@pytest.mark.parametrize(
    ("after", "kept"), [(KEPT_AFTER_SETTLING - timedelta(seconds=1), True), (KEPT_AFTER_SETTLING, False)]
)
def test_the_words_go_half_a_year_after_it_was_settled(world: World, after: timedelta, kept: bool) -> None:
    feedback = settled(world)
    assert feedback.settled_at is not None
    assert forget_feedback(at=feedback.settled_at + after) == (0 if kept else 1)
    found = Feedback.objects.get()
    assert (bool(found.text), bool(found.note), found.outcome) == (kept, kept, "changed")


def test_what_nobody_settled_is_not_kept_for_ever(world: World) -> None:
    feedback = wrote(world)
    assert forget_feedback(at=feedback.received_at + KEPT_AT_MOST - timedelta(seconds=1)) == 0
    assert forget_feedback(at=feedback.received_at + KEPT_AT_MOST) == 1
    assert forget_feedback(at=feedback.received_at + KEPT_AT_MOST) == 0
    assert Feedback.objects.get().text == ""


def test_what_has_no_words_left_is_not_opened_again(world: World) -> None:
    feedback = settled(world)
    forget_feedback(at=world.now() + KEPT_AFTER_SETTLING)
    with pytest.raises(NotInThatFeedbackStatus):
        reopen_feedback(feedback=feedback, expected_version=feedback.version, by=world.by("cora"), at=world.now())


@pytest.mark.parametrize(
    "nonsense",
    [
        {"text": ""},
        {"about": "angry"},
        {"edition": 0},
        {"status": "settled"},
        {"status": "lost"},
        {"outcome": "changed"},
        {"settled_by": "01996a10-0000-7000-8000-000000000031"},
        {"forgotten_at": "2026-11-01T00:00:00Z"},
    ],
)
def test_the_database_refuses_nonsense(world: World, nonsense: dict[str, object]) -> None:
    feedback = wrote(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=feedback.pk).update(**nonsense)


def test_a_new_one_is_nobody_s(world: World) -> None:
    feedback = wrote(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=feedback.pk).update(assigned_to=world.cast.members["cora"])


def test_what_was_forgotten_unsettled_is_settled_without_a_word(world: World) -> None:
    feedback = wrote(world)
    forget_feedback(at=feedback.received_at + timedelta(days=800))
    feedback.refresh_from_db()
    done = settled(world, feedback, outcome="no_change", note="It told of a daughter.")
    assert (done.outcome, done.note, done.text) == ("no_change", "", "")
