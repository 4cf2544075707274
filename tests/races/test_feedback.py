"""A reader taps twice on Send: the form is taken once, and both are thanked."""

from __future__ import annotations

from functools import partial
from itertools import count
from time import sleep
from typing import Any

import pytest
from django.db import connection

from api.public.editions import feedback
from library.catalogue.models import Feedback, Item
from tests.api.public.editions.feedback_forms import UNCLEAR, hidden, look, send
from tests.client import Api, Response
from tests.races.together import statuses, together
from tests.worlds import World


@pytest.fixture(autouse=True)
def _slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking the words lasts so long that the second tap comes meanwhile."""
    give = feedback.give_feedback

    def slowly(**said: Any) -> Any:
        given = give(**said)
        sleep(0.3)
        return given

    monkeypatch.setattr(feedback, "give_feedback", slowly)


def tapped_twice(item: Item) -> list[Response]:
    fields = {**hidden(look(item)), **UNCLEAR}
    connection.close()
    return together(*[partial(send, item, fields)] * 2)


def test_both_taps_get_the_thanks_and_the_words_stand_once(world: World) -> None:
    first, second = tapped_twice(world.published())
    assert statuses([first, second]) == [201, 201]
    assert first.body == second.body
    assert Feedback.objects.count() == 1


def test_when_the_first_fails_the_second_is_taken(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    slowly, calls = feedback.give_feedback, count()

    def fails_at_first(**said: Any) -> Any:
        given, number = slowly(**said), next(calls)
        if number == 0:
            raise RuntimeError("out of order")
        return given

    item = world.published()
    monkeypatch.setattr(feedback, "give_feedback", fails_at_first)
    monkeypatch.setattr("tests.api.public.editions.feedback_forms.Api", partial(Api, raises=False))
    assert statuses(tapped_twice(item)) == [201, 500]
    assert Feedback.objects.count() == 1


def test_a_program_hears_at_once_that_the_first_is_worked_on(world: World) -> None:
    tell = partial(Api().post, f"/v1/resources/{world.published().slug}/feedback", UNCLEAR, idempotency_key='"one"')
    assert statuses(together(tell, tell)) == [201, 409]
