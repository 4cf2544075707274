"""Reading what readers wrote: that about the items of the actor's organisation."""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from library.accounts.actors import Actor
from library.accounts.models import Membership
from library.catalogue.feedback_rules import TRIAGE
from library.catalogue.models import Entry, Feedback
from library.errors import Fault, Malformed, NotFound


def visible_feedback(by: Actor) -> QuerySet[Feedback]:
    """Newest first, each with the `title` of its item. Nothing for whoever does not deal with feedback."""
    if not by.has_role(*TRIAGE):
        return Feedback.objects.none()
    original = Entry.objects.filter(item=OuterRef("item"), is_original=True)
    rows = Feedback.objects.filter(item__owner=by.organisation_id).annotate(
        title=Subquery(original.values("title")[:1])
    )
    return rows.select_related("item__owner", "assigned_to__user").order_by("-id")


def find_feedback(
    by: Actor, *, status: str | None = None, about: str | None = None, item: UUID | None = None
) -> QuerySet[Feedback]:
    """Those of them that are asked for; None asks for nothing."""
    wanted = {"status": status, "about": about, "item": item}
    return visible_feedback(by).filter(**{name: value for name, value in wanted.items() if value is not None})


def get_feedback(id: UUID, *, by: Actor) -> Feedback:
    """One visible one. Raises `NotFound`, also when it belongs to somebody else."""
    found = visible_feedback(by).filter(pk=id).first()
    if found is None:
        raise NotFound()
    return found


def assignee_of(row: Feedback) -> Membership | None:
    """Who looks after it: not whoever has left, or lost the role, or is of the organisation that had the item before."""
    to = row.assigned_to
    if to is None or to.organisation_id != row.item.owner_id or to.ended_at is not None or not to.user.is_active:
        return None
    return to if set(to.roles) & {role.value for role in TRIAGE} else None


def colleagues_for(by: Actor) -> QuerySet[Membership]:
    """Who can look after feedback in the actor's organisation."""
    roles = [role.value for role in TRIAGE]
    members = Membership.objects.filter(organisation=by.organisation_id, ended_at__isnull=True, user__is_active=True)
    return (
        members.filter(roles__overlap=roles)
        .select_related("user")
        .order_by("user__last_name", "user__first_name", "pk")
    )


def colleague_named(id: UUID | None, *, by: Actor) -> Membership | None:
    """The colleague of this membership; None for None. Raises `Malformed` for anybody else."""
    found = colleagues_for(by).filter(pk=id).first() if id is not None else None
    if id is not None and found is None:
        raise Malformed(errors=[Fault("/to", "Must be a colleague of your organisation who deals with feedback.")])
    return found
