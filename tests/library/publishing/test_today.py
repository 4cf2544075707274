"""What needs somebody today, computed from states and dates as they are."""

from __future__ import annotations

from datetime import timedelta

import pytest

from library.editions.review_status import uk_day
from library.publishing.models import Draft
from library.publishing.queries import missing_sign_offs
from library.publishing.today import missing_of, today_for
from tests.worlds import World


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_a_reviewer_is_asked_for_what_she_can_judge_and_nobody_else_has(world: World) -> None:
    waiting = world.in_review()
    world.reviewed(world.in_review(), "lila", "lived_experience")
    on = uk_day(world.now())
    assert today_for(world.by("lila"), on=on).to_review == [waiting]
    assert len(today_for(world.by("clive"), on=on).to_review) == 2
    assert today_for(world.by("cora"), on=on).to_review == []


def test_nobody_is_asked_to_sign_off_their_own_work(world: World) -> None:
    both = world.join("both", "sun", ["curator", "reviewer"], ["clinical"])
    world.in_review(curator="both")
    assert today_for(both, on=uk_day(world.now())).to_review == []


def test_each_draft_is_where_its_state_puts_it(world: World) -> None:
    drafts = {"drafts": world.draft(), "changes_requested": world.changes_requested(), "approved": world.approved()}
    drafts["scheduled"] = world.scheduled()
    today = today_for(world.by("cora"), on=uk_day(world.now()))
    assert {name: getattr(today, name) for name in drafts} == {name: [draft] for name, draft in drafts.items()}


@pytest.mark.parametrize(
    # Days before the review is due: overdue from the day after, due soon from 90 days before.
    ("before", "where"),
    [(-1, "overdue"), (0, "due_soon"), (90, "due_soon"), (91, None)],
)
def test_a_review_is_due_by_its_date(world: World, before: int, where: str | None) -> None:
    item = world.published()
    assert item.next_review_due
    today = today_for(world.by("cora"), on=item.next_review_due - timedelta(days=before))
    assert {"overdue": today.overdue, "due_soon": today.due_soon} == {
        name: [item] if name == where else [] for name in ("overdue", "due_soon")
    }


def test_what_is_withdrawn_needs_no_review(world: World) -> None:
    item = world.withdrawn()
    assert item.next_review_due
    assert today_for(world.by("cora"), on=item.next_review_due + timedelta(days=9)).overdue == []


def test_another_organisation_needs_nothing(world: World) -> None:
    world.in_review()
    world.draft()
    today = today_for(world.by("hana"), on=uk_day(world.now()))
    assert [found for found in vars(today).values() if found] == []


def test_missing_sign_offs_of_many_are_those_of_each(world: World) -> None:
    world.in_review()
    world.reviewed(world.in_review(), "lila", "lived_experience")
    world.approved()
    drafts = list(Draft.objects.select_related("item"))
    assert missing_of(drafts) == {draft.pk: missing_sign_offs(draft) for draft in drafts}
