"""Words that can harm, at the desk: said to the writer, let stand by a clinical reviewer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from library.editions.models import Waiver
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import address, sit_down
from tests.waivers import harmful
from tests.worlds import World


def test_the_writer_sees_which_words_and_what_to_write_instead(world: World, cora: Client) -> None:
    page = cora.get(address(harmful(world))).content.decode()
    assert "“38 kg”" in page
    assert "Leave the figure out" in page


def test_a_clinical_reviewer_lets_them_stand(world: World, cora: Client) -> None:
    draft = harmful(world)
    clive = sit_down(world, "clive")
    page = clive.get(address(draft, "waive"))
    (choice,) = page.context["form"].fields["finding"].choices
    assert "The dose goes by weight: 5 ml for 38 kg." in page.content.decode()
    day = (world.clock + timedelta(days=60)).date().isoformat()
    answer = fill_in(clive, address(draft, "waive"), finding=choice[0], reason="It is a dose.", expires_on=day)
    assert answer.status_code == 302
    assert Waiver.objects.get().excerpt == "38 kg"
    shown = cora.get(address(draft)).content.decode()
    assert "Let stand until" in shown
    assert "Leave the figure out" not in shown


@pytest.mark.parametrize("name", ["cora", "petra", "ada"])
def test_nobody_else_is_offered_it(world: World, name: str) -> None:
    draft = harmful(world)
    assert not any(step.name == "waive" for step, _ in sit_down(world, name).get(address(draft)).context["steps"])


def test_where_nothing_is_to_let_stand_it_is_not_offered(world: World) -> None:
    draft = world.draft()
    assert not any(step.name == "waive" for step, _ in sit_down(world, "clive").get(address(draft)).context["steps"])


def test_who_reviews_for_something_else_is_not_offered_it(world: World) -> None:
    draft = harmful(world)
    for name, offered in (("clive", True), ("lila", False), ("cora", False)):
        page = sit_down(world, name).get(address(draft)).content.decode()
        assert ("Let words stand" in page) is offered, name
