"""The stages of a duty, drawn for a review that is due on 15 June 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from library.upkeep.rules import RULES, Kind
from library.upkeep.stages import stage_on, stages

DUE = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        ("2026-03-16", None),  # 91 days before
        ("2026-03-17", "90_days_before"),
        ("2026-05-15", "90_days_before"),
        ("2026-05-16", "30_days_before"),
        ("2026-06-08", "7_days_before"),
        ("2026-06-14", "7_days_before"),
        ("2026-06-15", "due"),
        ("2026-06-16", "overdue"),
        ("2026-07-15", "overdue"),
        ("2026-07-16", "escalated"),  # 30 whole days after the day itself
        ("2031-01-01", "escalated"),
    ],
)
def test_the_present_stage_of_a_review(on: str, stage: str | None) -> None:
    assert stage_on(RULES[Kind.REVIEW], DUE, date.fromisoformat(on)) == stage


@pytest.mark.parametrize("kind", list(Kind))
def test_stages_follow_one_another(kind: Kind) -> None:
    days = [day for day, _ in stages(RULES[kind], DUE)]
    assert days == sorted(set(days))
    assert len({name for _, name in stages(RULES[kind], DUE)}) == len(days)


def test_what_comes_up_as_it_is_there_is_told_as_new() -> None:
    assert stage_on(RULES[Kind.FEEDBACK], DUE, DUE - timedelta(days=14)) == "new"


def test_what_a_letter_of_its_own_has_told_is_not_told_as_new() -> None:
    assert stage_on(RULES[Kind.UPSETTING], DUE, DUE - timedelta(days=1)) is None
    assert stage_on(RULES[Kind.CONSENT], DUE, DUE - timedelta(days=60)) is None
