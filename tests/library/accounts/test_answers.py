"""Stored answers and counted quotas, and that both are forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from library.accounts import answers, quotas
from library.accounts.models import QuotaCount, StoredAnswer
from library.accounts.tasks import forget
from library.ids import new_id
from tests.cast import START

pytestmark = pytest.mark.django_db
ANSWER = answers.Answer(201, {"Location": "/x"}, b"{}", "f" * 64)


def test_an_answer_is_found_again() -> None:
    caller = new_id()
    answers.keep(caller, "one", ANSWER, at=START)
    assert answers.find(caller, "one", at=START) == ANSWER
    assert answers.find(caller, "two", at=START) is None
    assert answers.find(new_id(), "one", at=START) is None


@pytest.mark.parametrize(("hours", "found"), [(0, True), (23.99, True), (24, False), (25, False)])
def test_it_is_kept_for_a_day(hours: float, found: bool) -> None:
    caller = new_id()
    answers.keep(caller, "one", ANSWER, at=START)
    assert (answers.find(caller, "one", at=START + timedelta(hours=hours)) is not None) is found


def test_an_old_answer_makes_room_for_a_new_one() -> None:
    caller = new_id()
    answers.keep(caller, "one", ANSWER, at=START)
    assert answers.find(caller, "one", at=START + timedelta(days=2)) is None
    answers.keep(caller, "one", ANSWER, at=START + timedelta(days=2))


@pytest.mark.parametrize(
    ("minutes", "count", "reset"),
    [
        ([0, 1, 2], [1, 2, 3], [3600, 3540, 3480]),
        ([0, 59.99, 60], [1, 2, 1], [3600, 1, 3600]),  # a new hour counts anew
    ],
)
def test_requests_are_counted_by_the_hour(minutes: list[float], count: list[int], reset: list[int]) -> None:
    spent = [quotas.spend("a", "costly", window=3600, at=START + timedelta(minutes=minute)) for minute in minutes]
    assert spent == list(zip(count, reset, strict=True))


def test_callers_and_policies_are_counted_apart() -> None:
    for caller, policy in (("a", "costly"), ("b", "costly"), ("a", "other")):
        assert quotas.spend(caller, policy, window=3600, at=START)[0] == 1


def test_what_is_a_day_old_is_forgotten() -> None:
    for hours in (0, 24, 48):
        answers.keep(new_id(), "one", ANSWER, at=START + timedelta(hours=hours))
        quotas.spend("a", "costly", window=3600, at=START + timedelta(hours=hours))
    forget(int((START + timedelta(hours=48)).timestamp()))
    kept = [START + timedelta(hours=24), START + timedelta(hours=48)]
    assert sorted(StoredAnswer.objects.values_list("created_at", flat=True)) == kept
    assert sorted(QuotaCount.objects.values_list("window_start", flat=True)) == kept
