"""What readers write about an item: how soon somebody looks at it, how it is dealt with, how long it is kept (domain.md, HQ-11). Pure.

| status | means |
|---|---|
| new | nobody has looked at it |
| open | somebody looks after it |
| settled | dealt with; `outcome` says how |

The words may tell of somebody's health, and of distress: they are for the organisation whose item it is, and they have an end.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from library.accounts.roles import Role
from library.accounts.workflow import Workflow, row
from library.errors import Conflict

DAYS: Mapping[str, int] = {"upsetting": 1, "wrong": 3, "broken": 7, "unclear": 14, "other": 14, "helpful": 30}
"""Within so many days somebody has looked at it and dealt with it. What upset a reader may upset the next one today."""
KEPT_AFTER_SETTLING = timedelta(days=180)
KEPT_AT_MOST = timedelta(days=730)
"""From when it came in, whether or not anybody settled it: what nobody read for two years is not kept in the hope that somebody will."""
WORDLESS = frozenset({"helpful"})
"""Said without a word; everything else needs one, or nobody could act on it."""
NEEDS_A_NOTE = frozenset({"no_change", "passed_on"})
"""Outcomes of which the next colleague would ask why, or to whom."""
TRIAGE = (Role.CURATOR, Role.PUBLISHER, Role.STEWARD_ADMIN, Role.EDITOR, Role.APPROVER, Role.ADMIN)


class NotInThatFeedbackStatus(Conflict):
    """The step does not fit where the feedback stands."""

    slug = "wrong-feedback-status"
    title = "The feedback is not in a status that allows this step"
    explanation = (
        "Feedback is `new` until somebody takes it, `open` while they look after it, and `settled` with an outcome; what is settled "
        "can be reopened while its words are kept. `state` says where it is, `allowed_from` where the step starts, `next_steps` "
        "what can be done now."
    )


WORKFLOW = Workflow(
    "Feedback",
    NotInThatFeedbackStatus,
    (
        # name          from        to         who     event
        row("take", "new open", "open", TRIAGE, "feedback.taken"),
        row("settle", "new open", "settled", TRIAGE, "feedback.settled"),
        row("reopen", "settled", "open", TRIAGE, "feedback.reopened"),
    ),
)


def due_on(about: str, received: date) -> date:
    """The day by which it is dealt with."""
    return received + timedelta(days=DAYS[about])
