"""Reading the workshop of adaptations: only what belongs to the actor's organisation, or was offered to it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from library.accounts.actors import Actor
from library.catalogue.models import Derivation
from library.errors import NotFound
from library.leaflets.models import Adaptation, DecisionRecord, Suggestion
from library.leaflets.moves import recipe_of
from library.leaflets.offers import Offer, offer
from library.leaflets.templates import History, history_of


def visible_adaptations(by: Actor) -> QuerySet[Adaptation]:
    """Those of the actor's organisation."""
    return Adaptation.objects.filter(item__owner=by.organisation_id).select_related(
        "item__owner", "item__derivation__original__owner", "item__licence"
    )


def get_adaptation(adaptation_id: UUID, *, by: Actor) -> Adaptation:
    """One visible adaptation. Raises `NotFound`, also when it belongs to somebody else."""
    found = visible_adaptations(by).filter(pk=adaptation_id).first()
    if found is None:
        raise NotFound()
    return found


def update_of(adaptation: Adaptation) -> tuple[Offer, History]:
    """What the newest edition of its template brings to the recipe in progress."""
    history = history_of(adaptation.item.derivation)
    return offer(recipe_of(adaptation), history.documents, history.newest), history


def overdue_acknowledgements(on: date) -> QuerySet[DecisionRecord]:
    """Acknowledgements of which the day has passed, while the adaptation is still behind."""
    return DecisionRecord.objects.filter(
        kind=DecisionRecord.Kind.ACKNOWLEDGED,
        deadline__lt=on,
        adaptation__item__derivation__standing=Derivation.Standing.BEHIND_SAFETY,
    ).select_related("adaptation__item")


def visible_suggestions(by: Actor) -> QuerySet[Suggestion]:
    """Those that the actor's organisation made, and those that it was offered."""
    own = Q(adaptation__item__owner=by.organisation_id) | Q(template__owner=by.organisation_id)
    return Suggestion.objects.filter(own).select_related("template__owner", "adaptation__item__owner")


def get_suggestion(suggestion_id: UUID, *, by: Actor) -> Suggestion:
    """One visible suggestion. Raises `NotFound`, also when it belongs to others."""
    found = visible_suggestions(by).filter(pk=suggestion_id).first()
    if found is None:
        raise NotFound()
    return found
