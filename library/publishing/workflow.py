"""The workflow of a draft, as a table (design.md, section 6). Pure.

What happens to the item as a whole afterwards (withdraw, restore, redirect) is in `editions.actions.standing`:
editing the next text of an item
and withdrawing the one that is out don't wait for each other.
"""

from __future__ import annotations

from library.accounts.roles import Role
from library.accounts.workflow import Workflow, row
from library.errors import Conflict

WRITERS = (Role.CURATOR, Role.EDITOR)
RELEASERS = (Role.PUBLISHER, Role.APPROVER)
SETTLED = frozenset({"in_review", "approved", "scheduled"})
"""States in which the text stands as it is to be judged. In any other somebody is writing in it."""


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


WORKFLOW = Workflow(
    "A draft",
    NotInThatState,
    (
        # name               from                                                      to
        # who                     event
        row("edit", "draft in_review changes_requested approved published", "draft", WRITERS, "draft.saved"),
        row("submit", "draft changes_requested", "in_review", WRITERS, "draft.submitted"),
        row("recall", "in_review approved", "draft", WRITERS, "draft.recalled"),
        row("approve", "in_review", None, (Role.REVIEWER,), "draft.reviewed"),
        row("request_changes", "in_review approved", "changes_requested", (Role.REVIEWER,), "draft.reviewed"),
        row("schedule", "approved", "scheduled", RELEASERS, "draft.scheduled"),
        row("unschedule", "scheduled", "approved", RELEASERS, "draft.unscheduled"),
        row("publish", "approved scheduled", "published", RELEASERS, "draft.published"),
        row("discard", "draft in_review changes_requested approved", None, WRITERS, "draft.discarded"),
    ),
)
STEPS = WORKFLOW.steps
check_step, next_steps = WORKFLOW.check_step, WORKFLOW.next_steps
