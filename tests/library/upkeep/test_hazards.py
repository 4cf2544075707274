"""The hazard log: each control is where it says, each requirement about help in a crisis has its place, and figures are what happened."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from library.editions.review_status import uk_day
from library.history.models import Event
from library.syndication.actions import forget_deliveries, redeliver
from library.syndication.models import Subscription
from library.upkeep.hazard_figures import CALLED, OF_THE_WHOLE, figures, recalls
from library.upkeep.hazards import HAZARDS, Control
from tests.following import Following
from tests.receivers import receiving, status
from tests.worlds import World

STANDS_BY_NAME = (ast.ClassDef, ast.FunctionDef)
ROOT = Path(__file__).parents[3]
CONTROLS = [control for hazard in HAZARDS for control in hazard.controls]


def named(control: Control) -> str:
    return f"{control.requirement} {control.rule}"


@pytest.mark.parametrize("control", CONTROLS, ids=named)
def test_the_rule_of_each_control_stands_where_it_says(control: Control) -> None:
    module, _, name = control.rule.partition(":")
    assert hasattr(import_module(module), name)


@pytest.mark.parametrize("control", CONTROLS, ids=named)
def test_each_control_has_its_test(control: Control) -> None:
    file, *names = control.test.split("::")
    found: ast.AST = ast.parse((ROOT / file).read_text())
    for name in names:
        found = {one.name: one for one in ast.iter_child_nodes(found) if isinstance(one, STANDS_BY_NAME)}[name]


def test_every_requirement_about_contacts_in_a_crisis_has_a_control() -> None:
    held = {control.requirement for control in CONTROLS}
    assert {f"CR-{number}" for number in range(1, 16)} <= held


def test_each_hazard_has_a_code_and_controls_of_its_own() -> None:
    codes = [hazard.code for hazard in HAZARDS]
    assert codes == [f"H-{number}" for number in range(1, len(HAZARDS) + 1)]
    assert all(hazard.controls for hazard in HAZARDS)
    assert {hazard.severity for hazard in HAZARDS} <= {"catastrophic", "major", "considerable", "minor"}


def test_each_figure_is_shown_once() -> None:
    """One that is shown with two hazards would say of one of them what did not act there."""
    shown = [*OF_THE_WHOLE, *(name for hazard in HAZARDS for name in hazard.figures)]
    assert sorted(shown) == sorted(CALLED)


@pytest.mark.parametrize("name", OF_THE_WHOLE)
def test_what_happens_for_any_reason_is_called_so(name: str) -> None:
    assert "for whatever reason" in CALLED[name]


def counted(world: World) -> dict[str, int]:
    return {name: figure.number for name, figure in figures(uk_day(world.now())).items() if figure.number}


def test_where_nothing_has_happened_every_figure_is_nothing(world: World) -> None:
    found = figures(uk_day(world.now()))
    assert set(found) == set(CALLED)
    assert counted(world) == {}
    assert not any(figure.last for figure in found.values())


def withdrawn(world: World, reason: str, slug: str) -> None:
    world.withdrawn(world.published(slug=slug), reason=reason)


def test_withdrawals_are_counted_and_those_that_were_unsafe_among_them(world: World) -> None:
    withdrawn(world, "unsafe", "one")
    withdrawn(world, "out_of_date", "two")
    last = Event.objects.filter(type="item.withdrawn", reason="unsafe").get().occurred_at
    assert counted(world) == {"withdrawals": 2, "withdrawals-unsafe": 1}
    assert figures(uk_day(world.now()))["withdrawals-unsafe"].last == last


def test_who_asked_for_changes_and_what_was_made_for_safety_are_counted(world: World) -> None:
    item = world.published()
    world.republished(item, change_class="safety", title="Safer")
    world.changes_requested(slug="another")
    assert counted(world) == {"safety-editions": 1, "changes-asked-for": 1}


def test_a_number_that_changed_counts_with_the_editions_that_it_made(world: World) -> None:
    world.retire("samaritans")
    assert counted(world)["contacts-retired"] == 1


@pytest.fixture
def follow(world: World, settings: Any) -> Following:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    return Following(world)


def arrived(follow: Following) -> tuple[int, timedelta | None, timedelta | None]:
    found = recalls(follow.at)
    return found.told, found.half, found.longest


def recalled(follow: Following, *, seconds: int, **facts: str) -> None:
    """It arrives so much later."""
    follow.happen(**facts or {"type": "item.withdrawn"})
    follow.later(seconds=seconds)
    follow.look()


def test_recalls_are_timed_from_what_happened_to_what_arrived(follow: Following) -> None:
    assert arrived(follow) == (0, None, None)
    with receiving() as receiver:
        follow.subscribed(receiver)
        recalled(follow, seconds=30)
        recalled(follow, seconds=90, change_class="safety")
        recalled(follow, seconds=900, type="item.updated")
        follow.happen("item.withdrawn")
    assert arrived(follow) == (2, timedelta(seconds=60), timedelta(seconds=90))


def test_what_happened_before_somebody_asked_to_be_told_is_history_and_no_delay(follow: Following) -> None:
    follow.happen("item.withdrawn")
    follow.later(days=20)
    with receiving() as receiver:
        follow.subscribed(receiver, after=0)
        recalled(follow, seconds=30)
    assert len(receiver.got) == 2
    assert arrived(follow) == (1, timedelta(seconds=30), timedelta(seconds=30))


def asked_for_once_more(follow: Following, subscription: Subscription) -> None:
    redeliver(delivery=subscription.deliveries.get(), by=follow.world.by("nora"), at=follow.at)


@pytest.mark.parametrize("again", [asked_for_once_more, Following.replayed], ids=["one", "all"])
def test_what_is_asked_for_once_more_arrived_the_first_time(
    follow: Following, again: Callable[[Following, Subscription], object]
) -> None:
    with receiving() as receiver:
        subscription = follow.subscribed(receiver)
        recalled(follow, seconds=30)
        follow.later(days=9)
        again(follow, subscription)
        assert (recalls(follow.at).told, recalls(follow.at).waiting) == (1, 0)
        follow.look()
    assert len(receiver.got) == 2
    assert arrived(follow) == (1, timedelta(seconds=30), timedelta(seconds=30))


def test_what_was_forgotten_and_comes_once_more_is_not_timed(follow: Following) -> None:
    with receiving() as receiver:
        subscription = follow.subscribed(receiver)
        recalled(follow, seconds=30)
        follow.later(days=31)
        assert forget_deliveries(at=follow.at)
        follow.replayed(subscription)
        follow.look()
    assert len(receiver.got) == 2
    assert arrived(follow) == (0, None, None)


def test_recalls_that_have_not_arrived_are_counted_apart(follow: Following) -> None:
    with receiving(status(410)) as receiver:
        follow.subscribed(receiver)
        recalled(follow, seconds=30)
        follow.subscribed("http://127.0.0.1:1/")
        recalled(follow, seconds=30)
    found = recalls(follow.at)
    assert (found.told, found.waiting, found.given_up, found.longest) == (0, 1, 1, None)
