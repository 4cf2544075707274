"""Dealing with what readers wrote: somebody takes it, settles it, or takes it up again; and its words have an end."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from library.accounts.actors import Actor, check_role
from library.accounts.models import Membership
from library.accounts.workflow import Step
from library.catalogue.feedback_rules import (
    KEPT_AFTER_SETTLING,
    KEPT_AT_MOST,
    NEEDS_A_NOTE,
    WORKFLOW,
    NotInThatFeedbackStatus,
)
from library.catalogue.models import Feedback
from library.errors import Fault, Malformed, NotFound, PreconditionFailed
from library.history.actions import Subject, record


@transaction.atomic
def take_feedback(
    *, feedback: Feedback, to: Membership | None = None, expected_version: int, by: Actor, at: datetime
) -> Feedback:
    """A colleague looks after it; whoever acts, if nobody else is named. Again, to hand it on.

    Raises `NotFound` for what belongs to others, `Forbidden`, `PreconditionFailed`, `NotInThatFeedbackStatus`, and `Malformed`
    when `to` can't deal with feedback of the actor's organisation.
    """
    locked, step = _lock(feedback, "take", expected_version, by=by)
    locked.assigned_to = _colleague(to, step, by=by)
    return _save(locked, step, by=by, at=at)


@transaction.atomic
def settle_feedback(
    *, feedback: Feedback, outcome: str, note: str = "", expected_version: int, by: Actor, at: datetime
) -> Feedback:
    """It is dealt with, and how. Raises as `take_feedback`, and `Malformed` where the outcome needs a note and has none.

    Once its words are deleted no note is needed, and none is kept: it would tell of them.
    """
    locked, step = _lock(feedback, "settle", expected_version, by=by)
    if locked.forgotten_at is not None:
        note = ""
    elif outcome in NEEDS_A_NOTE and not note.strip():
        raise Malformed(errors=[Fault("/note", "Say why, or to whom it went: a colleague may ask.")])
    locked.outcome, locked.note = outcome, note.strip()
    locked.settled_at, locked.settled_by = at, by.id
    return _save(locked, step, by=by, at=at, reason=outcome)


@transaction.atomic
def reopen_feedback(*, feedback: Feedback, expected_version: int, by: Actor, at: datetime) -> Feedback:
    """It was settled too soon: whoever says so looks after it. The note stays until it is settled anew.

    Raises as `take_feedback`, and `NotInThatFeedbackStatus` once its words are deleted.
    """
    locked, step = _lock(feedback, "reopen", expected_version, by=by)
    if locked.forgotten_at is not None:
        raise NotInThatFeedbackStatus(
            "Its words have been deleted: there is nothing left to look at.", state=locked.status
        )
    locked.outcome, locked.settled_at, locked.settled_by = "", None, None
    locked.assigned_to = _colleague(None, step, by=by)
    return _save(locked, step, by=by, at=at)


def forget_feedback(*, at: datetime) -> int:
    """Empty what has had its time (`feedback_rules`); of how many. That somebody wrote, about what, and what came of it, stays."""
    over = Q(settled_at__lte=at - KEPT_AFTER_SETTLING) | Q(received_at__lte=at - KEPT_AT_MOST)
    return Feedback.objects.filter(over, forgotten_at=None).update(text="", note="", forgotten_at=at)


def subject_of_feedback(feedback: Feedback) -> Subject:
    """For history: by its id alone, under the organisation whose item it is about."""
    return Subject(id=feedback.pk, kind="feedback", organisation=feedback.item.owner_id)


def _lock(feedback: Feedback, name: str, expected_version: int, *, by: Actor) -> tuple[Feedback, Step]:
    rows = Feedback.objects.select_for_update(of=("self",)).select_related("item")
    locked = rows.filter(pk=feedback.pk, item__owner=by.organisation_id).first()
    if locked is None:
        raise NotFound()
    check_role(by, *WORKFLOW.steps[name].roles)
    if locked.version != expected_version:
        raise PreconditionFailed("Somebody has changed this feedback since you read it.", version=locked.version)
    return locked, WORKFLOW.check_step(name, locked.status)


def _colleague(to: Membership | None, step: Step, *, by: Actor) -> Membership:
    """Who is to look after it: a member of today with a role that can."""
    members = Membership.objects.filter(
        organisation=by.organisation_id, ended_at__isnull=True, roles__overlap=[role.value for role in step.roles]
    )
    found = members.filter(user=by.person).first() if to is None else members.filter(pk=to.pk).first()
    if found is None:
        raise Malformed(errors=[Fault("/to", "Must be a colleague of your organisation who deals with feedback.")])
    return found


def _save(feedback: Feedback, step: Step, *, by: Actor, at: datetime, reason: str = "") -> Feedback:
    feedback.status = step.target or feedback.status
    feedback.version += 1
    feedback.save()
    record(step.event, subject=subject_of_feedback(feedback), actor=by.id, at=at, reason=reason)
    return feedback
