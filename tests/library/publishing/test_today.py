"""What needs somebody today, computed from states and dates as they are."""

from __future__ import annotations

import pytest

from library.publishing.today import today_for
from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_a_reviewer_is_asked_for_what_she_can_judge_and_nobody_else_has(world: World) -> None:
    waiting = world.in_review()
    world.reviewed(world.in_review(), "lila", "lived_experience")
    assert today_for(world.by("lila")).to_review == [waiting]
    assert len(today_for(world.by("clive")).to_review) == 2
    assert today_for(world.by("cora")).to_review == []


def test_nobody_is_asked_to_sign_off_their_own_work(world: World) -> None:
    both = world.join("both", "sun", ["curator", "reviewer"], ["clinical"])
    world.in_review(curator="both")
    assert today_for(both).to_review == []


def test_each_draft_is_where_its_state_puts_it(world: World) -> None:
    drafts = {"drafts": world.draft(), "changes_requested": world.changes_requested(), "approved": world.approved()}
    drafts["scheduled"] = world.scheduled()
    today = today_for(world.by("cora"))
    assert {name: getattr(today, name) for name in drafts} == {name: [draft] for name, draft in drafts.items()}
