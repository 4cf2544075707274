"""Consent that is about to end: in the curators' queue in time, and told to them once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from library.coproduction.testimonials import consents_ending
from library.editions.actions import remind_of_end
from library.editions.review_status import uk_day
from tests.post import deliver
from tests.voices import Voices
from tests.worlds import World


@pytest.fixture
def voices(world: World) -> Voices:
    return Voices(world)


@pytest.mark.parametrize(("days", "listed"), [(2, True), (88, True), (92, False)])
def test_it_comes_up_ninety_days_before(voices: Voices, world: World, days: int, listed: bool) -> None:
    voices.agreed(given_at=world.clock - timedelta(days=1), expires_at=world.clock + timedelta(days=days))
    assert consents_ending(uk_day(world.clock + timedelta(days=1))).exists() is listed


def test_one_that_another_outlasts_does_not(voices: Voices, world: World) -> None:
    quote = voices.agreed(expires_at=world.clock + timedelta(days=5))
    voices.agree(quote)
    assert not consents_ending(uk_day(world.clock + timedelta(days=1))).exists()


@pytest.mark.parametrize(
    "scope",
    [{"channels": ("training",)}, {"controllers": ("norfolk",)}, {"channels": ("web", "training")}],
    ids=["elsewhere", "somebody else", "in part"],
)
def test_one_that_covers_less_does_not_outlast_it(voices: Voices, world: World, scope: dict[str, Any]) -> None:
    quote = voices.agreed(channels=("web", "print"), expires_at=world.clock + timedelta(days=5))
    voices.agree(quote, **scope)
    assert consents_ending(uk_day(world.clock + timedelta(days=1))).get() == quote.consents.earliest("expires_at")


def test_one_that_covers_more_does(voices: Voices, world: World) -> None:
    quote = voices.agreed(channels=("web", "print"), expires_at=world.clock + timedelta(days=5))
    voices.agree(quote, controllers=("sun", "norfolk"))
    assert not consents_ending(uk_day(world.clock + timedelta(days=1))).exists()


def test_one_that_was_withdrawn_does_not(voices: Voices, world: World) -> None:
    quote = voices.agreed(expires_at=world.clock + timedelta(days=5))
    voices.withdraw(quote)
    assert not consents_ending(uk_day(world.clock + timedelta(days=1))).exists()


def test_curators_are_told_once_and_without_the_words(voices: Voices, world: World) -> None:
    quote = voices.agreed("Canary-kqzx helped me.", expires_at=world.clock + timedelta(days=2))
    consent = quote.consents.get()
    for _ in range(2):
        remind_of_end(consent=consent, at=world.now())
    letters = deliver()
    assert [letter.to for letter in letters] == [["cora@sun.example"]]
    assert "kqzx" not in letters[0].body
    assert "nobody's consent is assumed" in letters[0].body
