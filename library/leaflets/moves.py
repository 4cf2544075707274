"""What every verb about an adaptation begins and ends with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from library.accounts.actors import Actor, check_role
from library.accounts.workflow import Step
from library.catalogue.actions.items import lock_item, subject_of
from library.catalogue.models import Derivation
from library.errors import NotFound, PreconditionFailed
from library.history.actions import record
from library.leaflets.models import Adaptation
from library.leaflets.recipe import Recipe
from library.leaflets.workflow import check_adaptation_step


def lock_adaptation(adaptation: Adaptation, *, by: Actor) -> Adaptation:
    """The adaptation as it is now, with its item locked. Raises `NotFound` for somebody else's."""
    item = lock_item(adaptation.item, by=by)
    locked = Adaptation.objects.filter(pk=adaptation.pk).first()
    if locked is None:
        raise NotFound()
    locked.item = item
    item.derivation = Derivation.objects.select_related("original__owner").get(item=item)
    item.derivation.item = item
    return locked


def begin(adaptation: Adaptation, step_name: str, expected_version: int, *, by: Actor) -> tuple[Adaptation, Step]:
    """Lock it and see that the step may be taken: by this actor, from its state, from the version that the caller has read."""
    adaptation = lock_adaptation(adaptation, by=by)
    step = check_adaptation_step(step_name, adaptation.state)
    check_role(by, *step.roles)
    check_version(adaptation, expected_version)
    return adaptation, step


def check_version(adaptation: Adaptation, expected: int) -> None:
    """Raise `PreconditionFailed` unless it is still the one that the caller has read."""
    if adaptation.version != expected:
        raise PreconditionFailed(
            "Somebody has changed this adaptation since you read it. Read it again and send its new ETag.",
            version=adaptation.version,
        )


def recipe_of(adaptation: Adaptation) -> Recipe:
    """The recipe in progress."""
    return Recipe.model_validate(adaptation.recipe)


def write(adaptation: Adaptation, recipe: Recipe, *, by: Actor) -> None:
    """Put a recipe in place of the one in progress. Whoever does has a part in the next edition."""
    adaptation.recipe = recipe.model_dump(mode="json")
    if by.id and by.id not in adaptation.contributors:
        adaptation.contributors = [*adaptation.contributors, by.id]


def move(adaptation: Adaptation, step: Step, *, by: Actor, at: datetime, **facts: Any) -> Adaptation:
    """Save the adaptation as the step leaves it, and record the event, with further ids and codes."""
    adaptation.state = step.target or adaptation.state
    if adaptation.state == Adaptation.State.DRAFT:
        adaptation.submitted_by = None
    adaptation.version += 1
    adaptation.updated_at = at
    adaptation.save()
    subject = subject_of(adaptation.item, adaptation.item.original_language)
    record(step.event, subject=subject, actor=by.id, at=at, adaptation=adaptation.pk, state=adaptation.state, **facts)
    return adaptation
