"""What can be relied on: verification, what a call costs, and the block of help (domain.md CR-4, CR-6, CR-8, CR-10, CR-11)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from library.directory.costs import cost_of
from library.directory.crisis_block import Lack, Line, crisis_faults
from library.directory.hours import Hours, Weekly, always, open_at
from library.directory.verification import verification

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    # An interval of 90 days: overdue on the 90th, expired after the 180th.
    ("age", "state"),
    [(None, "never"), (0, "ok"), (89, "ok"), (90, "overdue"), (180, "overdue"), (181, "expired")],
)
def test_a_check_grows_old(age: int | None, state: str) -> None:
    checked = None if age is None else TODAY - timedelta(days=age)
    assert verification(checked, 90, TODAY) == state


@pytest.mark.parametrize(
    ("kind", "value", "cost"),
    [
        ("e164", "+448088010677", "free"),
        ("e164", "+448006522865", "free"),
        ("e164", "+443456341414", "standard"),
        ("e164", "+441223219400", "standard"),
        ("e164", "+448456341414", "premium"),
        ("e164", "+448706341414", "premium"),
        ("short_voice", "116123", "free"),
        ("short_voice", "999", "free"),
        ("short_voice", "111", "unknown"),
        ("sms_short", "85258", "unknown"),
        ("relay", "18001 0808 801 0677", "free"),
        ("url", "https://www.nhs.uk/", "free"),
    ],
)
def test_what_a_call_costs(kind: str, value: str, cost: str) -> None:
    assert cost_of(kind, value) == cost


AFTERNOONS = Hours(weekly=(Weekly(days=("mo", "tu", "we", "th", "fr"), opens="15:00", closes="20:00"),))
BLOCK = [
    Line("999", "emergency", always(), has_non_voice_answer=True),
    Line("NHS 111", "urgent", always(), has_non_voice_answer=True),
    Line("Samaritans", "listening", always()),
    Line("Beat", "condition", AFTERNOONS),
]


def test_a_whole_block_lacks_nothing() -> None:
    assert list(crisis_faults(BLOCK)) == []


@pytest.mark.parametrize("missing", range(4))
def test_each_of_the_four_lines_is_needed(missing: int) -> None:
    (lack,) = crisis_faults([line for number, line in enumerate(BLOCK) if number != missing])
    assert lack.purpose == BLOCK[missing].purpose
    assert lack.purpose in lack.sentence


def test_some_line_answers_at_every_hour() -> None:
    asleep = [Line(line.name, line.purpose, AFTERNOONS, has_non_voice_answer=True) for line in BLOCK]
    (lack,) = crisis_faults(asleep)
    assert lack.sentence == "At some hour no line answers: one must be open every day, 24 hours."


def test_a_line_says_when_it_is_open_and_how_to_reach_it_without_speaking() -> None:
    silent = [Line("999", "emergency"), *BLOCK[1:]]
    assert list(crisis_faults(silent)) == [
        Lack("hours", "999 does not say when it is open.", line="999"),
        Lack("non_voice", "999 does not say how to reach it without speaking.", line="999"),
    ]


def test_over_a_year_there_is_always_somebody() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    hours = (start + timedelta(hours=3 * number, minutes=17) for number in range(365 * 8))
    assert all(any(line.hours and open_at(line.hours, hour) for line in BLOCK) for hour in hours)
