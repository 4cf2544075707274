"""The workflow of an adaptation, as a table (design.md, section 6). Pure.

Writing and approving are two people's: whoever has written in it since the last edition may not approve it.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from library.accounts.actors import Actor
from library.accounts.roles import Role
from library.accounts.workflow import Workflow, row
from library.errors import Conflict, Forbidden

WRITERS = (Role.EDITOR, Role.CURATOR)
APPROVERS = (Role.APPROVER, Role.PUBLISHER)


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


WORKFLOW = Workflow(
    "An adaptation",
    NotInThatAdaptationState,
    (
        # name               from                           to            who         event
        row("save", "draft submitted published", "draft", WRITERS, "adaptation.saved"),
        row("take_update", "draft submitted published", "draft", WRITERS, "adaptation.updated"),
        row("decline_update", "draft submitted published", None, WRITERS, "adaptation.update_declined"),
        row("acknowledge", "draft submitted published", None, WRITERS, "adaptation.safety_acknowledged"),
        row("submit", "draft", "submitted", WRITERS, "adaptation.submitted"),
        row("recall", "submitted", "draft", (*WRITERS, *APPROVERS), "adaptation.recalled"),
        row("publish", "submitted", "published", APPROVERS, "adaptation.approved"),
        row("suggest", "draft submitted published", None, WRITERS, "suggestion.made"),
        row("discard", "draft", None, WRITERS, "adaptation.discarded"),
    ),
)
STEPS = WORKFLOW.steps
check_adaptation_step, next_steps = WORKFLOW.check_step, WORKFLOW.next_steps


def check_second_person(by: Actor, contributors: Collection[UUID], submitted_by: UUID | None) -> None:
    """Raise `OwnWork` when the actor has a part in what is to be approved, `Forbidden` when it is nobody."""
    if by.person in {*contributors, submitted_by}:
        raise OwnWork("You have written in it, or submitted it: a colleague approves it.")
