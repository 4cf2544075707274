"""The workflow of an adaptation, as a table (design.md, section 6). Pure.

Writing and approving are two people's: whoever has written in it since the last edition may not approve it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from library.accounts.actors import Actor
from library.accounts.roles import Role
from library.errors import Conflict, Forbidden

WRITERS = (Role.EDITOR, Role.CURATOR)
APPROVERS = (Role.APPROVER, Role.PUBLISHER)


@dataclass(frozen=True)
class Step:
    """From which states to which, by whom, and the event it leaves. `target` None: the state stays."""

    name: str
    sources: frozenset[str]
    target: str | None
    roles: tuple[Role, ...]
    event: str


def _step(name: str, sources: str, target: str | None, roles: tuple[Role, ...], event: str) -> Step:
    return Step(name, frozenset(sources.split()), target, roles, event)


STEPS = {
    step.name: step
    for step in (
        # name               from                           to            who         event
        _step("save", "draft submitted published", "draft", WRITERS, "adaptation.saved"),
        _step("take_update", "draft submitted published", "draft", WRITERS, "adaptation.updated"),
        _step("decline_update", "draft submitted published", None, WRITERS, "adaptation.update_declined"),
        _step("acknowledge", "draft submitted published", None, WRITERS, "adaptation.safety_acknowledged"),
        _step("submit", "draft", "submitted", WRITERS, "adaptation.submitted"),
        _step("recall", "submitted", "draft", (*WRITERS, *APPROVERS), "adaptation.recalled"),
        _step("publish", "submitted", "published", APPROVERS, "adaptation.approved"),
        _step("suggest", "draft submitted published", None, WRITERS, "suggestion.made"),
        _step("discard", "draft", None, WRITERS, "adaptation.discarded"),
    )
}


class NotInThatAdaptationState(Conflict):
    """The step does not fit the state of the adaptation."""

    slug = "wrong-adaptation-state"
    title = "The adaptation is not in a state that allows this step"
    explanation = (
        "An adaptation goes from `draft` to `submitted`; somebody else of the same organisation approves it, which makes it "
        "`published`. Changing it takes it back to `draft`; what is out stays out meanwhile. `state` says where it is, "
        "`allowed_from` where the step starts, `next_steps` what can be done now."
    )


class OwnWork(Forbidden):
    """Publishing takes a second person."""

    slug = "approval-takes-a-second-person"
    title = "Somebody else has to approve this"
    explanation = (
        "Whoever has written in an adaptation since its last edition, or submitted it, may not approve it. Ask a colleague of "
        "your organisation with the role approver."
    )


def check_adaptation_step(name: str, state: str) -> Step:
    """The step, if it may be taken from this state; raises `NotInThatAdaptationState` otherwise."""
    step = STEPS[name]
    if state not in step.sources:
        raise NotInThatAdaptationState(
            f"An adaptation that is {state} can't be taken through the step {name.replace('_', ' ')}.",
            state=state,
            allowed_from=sorted(step.sources),
            next_steps=next_steps(state),
        )
    return step


def next_steps(state: str) -> list[str]:
    """What can be done with an adaptation in this state, by whoever has the role."""
    return [step.name for step in STEPS.values() if state in step.sources]


def check_second_person(by: Actor, contributors: Collection[UUID], submitted_by: UUID | None) -> None:
    """Raise `OwnWork` when the actor has a part in what is to be approved, `Forbidden` when it is nobody."""
    if by.person in {*contributors, submitted_by}:
        raise OwnWork("You have written in it, or submitted it: a colleague approves it.")
