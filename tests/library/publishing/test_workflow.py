"""The workflow as a table, tested whole: every state, every step, every role.

The grid below is drawn from design.md, section 6, by hand: `W` is who writes, `R` who reviews, `P` who publishes; a dot is a refusal.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from library.accounts.roles import Role
from library.errors import LibraryError
from library.history.models import Event
from library.publishing import actions
from library.publishing.models import Draft
from library.publishing.workflow import STEPS, NotInThatState, check_step, next_steps
from tests.texts import text
from tests.worlds import World

GRID = """
                   draft   in_review   changes_requested   approved   scheduled   published
edit               W       W           W                   W          .           W
submit             W       .           W                   .          .           .
recall             .       W           .                   W          .           .
approve            .       R           .                   .          .           .
request_changes    .       R           .                   R          .           .
schedule           .       .           .                   P          .           .
unschedule         .       .           .                   .          P           .
publish            .       .           .                   P          P           .
discard            W       W           W                   W          .           .
"""
WHO = {
    "W": {Role.CURATOR, Role.EDITOR},
    "R": {Role.REVIEWER},
    "P": {Role.PUBLISHER, Role.APPROVER},
    ".": set(),
}
LANDS_IN = {
    "edit": "draft",
    "submit": "in_review",
    "recall": "draft",
    "approve": "in_review",  # one of two sign-offs
    "request_changes": "changes_requested",
    "schedule": "scheduled",
    "unschedule": "approved",
    "publish": "published",
    "discard": None,
}
EVENTS = {
    "edit": "draft.saved",
    "submit": "draft.submitted",
    "recall": "draft.recalled",
    "approve": "draft.reviewed",
    "request_changes": "draft.reviewed",
    "schedule": "draft.scheduled",
    "unschedule": "draft.unscheduled",
    "publish": "draft.published",
    "discard": "draft.discarded",
}
HEADER, *ROWS = [line.split() for line in GRID.strip().splitlines()]
MAY = {(state, row[0]): WHO[cell] for row in ROWS for state, cell in zip(HEADER, row[1:], strict=True)}
SITUATIONS: dict[str, Callable[[World], Draft]] = {
    "draft": lambda world: world.draft(),
    "in_review": lambda world: world.in_review(),
    "changes_requested": lambda world: world.changes_requested(),
    "approved": lambda world: world.approved(),
    "scheduled": lambda world: world.scheduled(),
    "published": lambda world: Draft.objects.get(item=world.published()),
}


def test_the_grid_names_every_state_and_every_step() -> None:
    assert set(HEADER) == set(Draft.State.values) == set(SITUATIONS)
    assert {row[0] for row in ROWS} == set(STEPS) == set(LANDS_IN) == set(EVENTS)


@pytest.mark.parametrize(("state", "step"), MAY, ids=lambda value: value)
def test_the_table_is_the_grid(state: str, step: str) -> None:
    if MAY[state, step]:
        assert set(check_step(step, state).roles) == MAY[state, step]
    else:
        with pytest.raises(NotInThatState) as refused:
            check_step(step, state)
        assert refused.value.members["state"] == state
        assert set(refused.value.members["allowed_from"]) == {start for start in HEADER if MAY[start, step]}


@pytest.mark.parametrize("state", HEADER)
def test_the_next_steps_of_a_state_are_its_column(state: str) -> None:
    assert next_steps(state) == [row[0] for row in ROWS if MAY[state, row[0]]]


@pytest.fixture
def actors(world: World) -> dict[Role, Any]:
    """One person per role, all of the organisation that owns the draft, none of them a contributor but the curator."""
    kinds = {Role.REVIEWER: ["clinical"]}
    return {role: world.join(f"only-{role}", "sun", [role.value], kinds.get(role)) for role in Role}


@pytest.mark.parametrize("state", HEADER)
def test_every_step_by_every_role_from_every_state(state: str, world: World, actors: dict[Role, Any]) -> None:
    draft = SITUATIONS[state](world)
    assert draft.state == state
    expected = {(step, role): _expected(state, step, role) for step in STEPS for role in Role}
    found = {(step, role): _outcome(world, draft, step, actors[role]) for step in STEPS for role in Role}
    assert found == expected


def _expected(state: str, step: str, role: Role) -> tuple[Any, ...]:
    if not MAY[state, step]:
        return ("refused", "wrong-state")
    if role not in MAY[state, step]:
        return ("refused", "not-allowed")
    return ("done", LANDS_IN[step], EVENTS[step])


def _outcome(world: World, draft: Draft, step: str, by: Any) -> tuple[Any, ...]:
    """What comes of it; undone afterwards. A refusal must leave the draft as it was, and no event."""
    before = Draft.objects.values().get(pk=draft.pk)
    events = set(Event.objects.values_list("pk", flat=True))
    with transaction.atomic():
        try:
            _steps(world, draft)[step](by=by, at=world.now())
        except LibraryError as refusal:
            assert Draft.objects.values().get(pk=draft.pk) == before
            assert set(Event.objects.values_list("pk", flat=True)) == events
            return ("refused", refusal.slug)
        after = Draft.objects.filter(pk=draft.pk).first()
        added = Event.objects.exclude(pk__in=events).filter(type__startswith="draft.")
        assert added.get().actor == by.id
        outcome = ("done", after.state if after else None, added.get().type)
        transaction.set_rollback(True)
    return outcome


def _steps(world: World, draft: Draft) -> dict[str, Callable[..., Any]]:
    same = {"draft": draft, "expected_version": draft.version}
    review = {
        "draft": draft,
        "kind": "clinical",
        "scope": "whole",
        "document_hash": draft.document_hash,
        "comment": "See the second section.",
    }
    release = {**same, "change_class": "content", "note": "New."}
    return {
        "edit": partial(actions.save_draft, **same, document=text("resource", title="Another title")),
        "submit": partial(actions.submit, **same),
        "recall": partial(actions.recall, **same),
        "approve": partial(actions.review_draft, **review, decision="approved"),
        "request_changes": partial(actions.review_draft, **review, decision="changes_requested"),
        "schedule": partial(actions.schedule, **release, publish_at=world.clock + timedelta(hours=1)),
        "unschedule": partial(actions.unschedule, **same),
        "publish": partial(actions.publish, **release),
        "discard": partial(actions.discard_draft, **same),
    }


@pytest.mark.parametrize("step", [step for step in STEPS if step not in {"approve", "request_changes"}])
def test_a_step_of_an_old_version_is_refused(step: str, world: World, actors: dict[Role, Any]) -> None:
    state = next(state for state in HEADER if MAY[state, step])
    draft = SITUATIONS[state](world)
    draft.version -= 1
    assert _outcome(world, draft, step, actors[min(MAY[state, step])]) == ("refused", "edit-conflict")


@pytest.mark.parametrize("step", STEPS)
def test_a_draft_of_somebody_else_is_not_there(step: str, world: World) -> None:
    everything = world.join("stranger", "harbour", [role.value for role in Role], ["clinical"])
    state = next(state for state in HEADER if MAY[state, step])
    assert _outcome(world, SITUATIONS[state](world), step, everything) == ("refused", "not-found")
