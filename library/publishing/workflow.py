"""The workflow of a draft, as a table (design.md, section 6). Pure.

What happens to the item as a whole afterwards (withdraw, restore, redirect) is in `editions.actions.standing`:
editing the next text of an item
and withdrawing the one that is out don't wait for each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from library.accounts.roles import Role
from library.errors import Conflict


@dataclass(frozen=True)
class Step:
    """From which states to which, by whom, and the event it leaves. `target` None: the state stays, or the step decides."""

    name: str
    sources: frozenset[str]
    target: str | None
    roles: tuple[Role, ...]
    event: str


def _step(name: str, sources: str, target: str | None, roles: tuple[Role, ...], event: str) -> Step:
    return Step(name, frozenset(sources.split()), target, roles, event)


WRITERS = (Role.CURATOR, Role.EDITOR)
RELEASERS = (Role.PUBLISHER, Role.APPROVER)

STEPS = {
    step.name: step
    for step in (
        # name               from                                                      to
        # who                     event
        _step("edit", "draft in_review changes_requested approved published", "draft", WRITERS, "draft.saved"),
        _step("submit", "draft changes_requested", "in_review", WRITERS, "draft.submitted"),
        _step("recall", "in_review approved", "draft", WRITERS, "draft.recalled"),
        _step("approve", "in_review", None, (Role.REVIEWER,), "draft.reviewed"),
        _step("request_changes", "in_review approved", "changes_requested", (Role.REVIEWER,), "draft.reviewed"),
        _step("schedule", "approved", "scheduled", RELEASERS, "draft.scheduled"),
        _step("unschedule", "scheduled", "approved", RELEASERS, "draft.unscheduled"),
        _step("publish", "approved scheduled", "published", RELEASERS, "draft.published"),
        _step("discard", "draft in_review changes_requested approved", None, WRITERS, "draft.discarded"),
    )
}


class NotInThatState(Conflict):
    """The step does not fit the state of the draft."""

    slug = "wrong-state"
    title = "The draft is not in a state that allows this step"
    explanation = (
        "A draft goes from `draft` to `in_review` (submit), to `approved` once every required sign-off is there, "
        "or to `changes_requested`; an approved draft "
        "is published or scheduled. Editing takes it back to `draft`. `state` says where it is, `allowed_from` "
        "where the step starts, `next_steps` what can be done now."
    )


def check_step(name: str, state: str) -> Step:
    """The step, if it may be taken from this state; raises `NotInThatState` otherwise."""
    step = STEPS[name]
    if state not in step.sources:
        raise NotInThatState(
            f"A draft that is {state.replace('_', ' ')} can't be taken through the step {name.replace('_', ' ')}.",
            state=state,
            allowed_from=sorted(step.sources),
            next_steps=next_steps(state),
        )
    return step


def next_steps(state: str) -> list[str]:
    """What can be done with a draft in this state, by whoever has the role."""
    return [step.name for step in STEPS.values() if state in step.sources]
