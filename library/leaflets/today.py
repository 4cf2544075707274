"""What of adaptations needs somebody today: one reading for one person, from states as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from library.accounts.actors import Actor
from library.catalogue.models import Derivation, Entry, Item
from library.leaflets.models import Adaptation, DecisionRecord, Suggestion
from library.leaflets.queries import overdue_acknowledgements, visible_adaptations, visible_suggestions
from library.leaflets.workflow import APPROVERS


@dataclass(frozen=True)
class LeafletsToday:
    """Adaptations of the actor's organisation by what they wait for; suggestions that it was offered; and of its templates, the
    safety changes that others said they would have dealt with by now. Adaptations come with their `template_title`.
    """

    to_approve: Sequence[Adaptation] = ()
    submitted: Sequence[Adaptation] = ()
    in_progress: Sequence[Adaptation] = ()
    behind_safety: Sequence[Adaptation] = ()
    behind: Sequence[Adaptation] = ()
    orphaned: Sequence[Adaptation] = ()
    suggestions: Sequence[Suggestion] = ()
    overdue: Sequence[DecisionRecord] = ()


def leaflets_today(by: Actor, *, on: date, limit: int) -> LeafletsToday:
    """At most `limit` of each; `to_approve` is for this actor alone: nobody approves what they have written in or handed in."""
    title = Entry.objects.filter(item=OuterRef("item__derivation__original"), is_original=True).values("title")[:1]
    own = visible_adaptations(by).annotate(template_title=Subquery(title)).order_by("updated_at")
    out = own.filter(item__standing=Item.Standing.PUBLISHED)
    standings = {
        standing: list(out.filter(item__derivation__standing=standing)[:limit])
        for standing in (
            Derivation.Standing.BEHIND_SAFETY,
            Derivation.Standing.BEHIND,
            Derivation.Standing.UPSTREAM_WITHDRAWN,
        )
    }
    submitted = own.filter(state=Adaptation.State.SUBMITTED)
    # As `check_second_person` has it.
    to_approve = submitted.exclude(contributors__contains=[by.id]).exclude(submitted_by=by.id)
    offered = visible_suggestions(by).filter(template__owner=by.organisation_id, state=Suggestion.State.OPEN)
    put_off = overdue_acknowledgements(on).filter(adaptation__item__derivation__original__owner=by.organisation_id)
    return LeafletsToday(
        to_approve=list(to_approve[:limit]) if by.has_role(*APPROVERS) else [],
        submitted=list(submitted[:limit]),
        in_progress=list(own.filter(state=Adaptation.State.DRAFT)[:limit]),
        behind_safety=standings[Derivation.Standing.BEHIND_SAFETY],
        behind=standings[Derivation.Standing.BEHIND],
        orphaned=standings[Derivation.Standing.UPSTREAM_WITHDRAWN],
        suggestions=list(offered.order_by("suggested_at")[:limit]),
        overdue=list(
            put_off.select_related("adaptation__item__owner", "adaptation__item__derivation__original").order_by(
                "deadline"
            )[:limit]
        ),
    )
