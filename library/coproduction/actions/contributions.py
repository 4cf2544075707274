"""Every write to the contributions of an item. They are public with it, as facts: right from the moment they change."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.db import transaction

from library.accounts.actors import Actor
from library.catalogue.models import Item
from library.coproduction.actions.items import announce, check_version, open_item
from library.coproduction.models import Contribution
from library.errors import Fault, Malformed

FACTS = (
    "people",
    "count",
    "recompense",
    "recompense_type",
    "recompense_policy",
    "recompense_policy_url",
    "recompense_amount",
    "benefits_advice",
    "what_changed",
    "evidence",
    "evidence_url",
    "started_on",
    "ended_on",
)
"""What may be said of a contribution besides group, role, stage and approach."""
_TITLED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor)\.? [A-Z]")


@transaction.atomic
def record_contribution(
    *, item: Item, group: str, role: str, stage: str, approach: str, by: Actor, at: datetime, **facts: Any
) -> Contribution:
    """A group's part in an item at one stage; `facts` are of `FACTS`. Raises `Malformed` for a person by name, or dates out of order."""
    item = open_item(item, by)
    contribution = Contribution(item=item, created_at=at)
    _describe(contribution, {**facts, "group": group, "role": role, "stage": stage, "approach": approach})
    contribution.save(force_insert=True)
    announce("contribution.recorded", item, by, at)
    return contribution


@transaction.atomic
def correct_contribution(
    *,
    contribution: Contribution,
    group: str,
    role: str,
    stage: str,
    approach: str,
    expected_version: int,
    by: Actor,
    at: datetime,
    **facts: Any,
) -> Contribution:
    """Set all of it: what is left out of `facts` is not told any more. Raises `PreconditionFailed`, and as `record_contribution`."""
    item = open_item(contribution.item, by)
    corrected = check_version(Contribution, contribution, expected_version)
    nothing = Contribution()
    untold = {name: getattr(nothing, name) for name in FACTS}
    _describe(corrected, {**untold, **facts, "group": group, "role": role, "stage": stage, "approach": approach})
    corrected.version += 1
    corrected.save()
    announce("contribution.corrected", item, by, at)
    return corrected


@transaction.atomic
def remove_contribution(
    *, contribution: Contribution, expected_version: int | None = None, by: Actor, at: datetime
) -> None:
    """Take back a contribution that was recorded by mistake. What is published claims only what the record still supports."""
    item = open_item(contribution.item, by)
    if expected_version is not None:
        check_version(Contribution, contribution, expected_version)
    contribution.delete()
    announce("contribution.removed", item, by, at)


def _describe(contribution: Contribution, facts: dict[str, Any]) -> None:
    unknown = sorted(set(facts) - {*FACTS, "group", "role", "stage", "approach"})
    if unknown:
        raise TypeError(f"not facts of a contribution: {', '.join(unknown)}")
    for name, value in facts.items():
        setattr(contribution, name, value)
    faults = []
    if _TITLED.search(contribution.group):
        faults.append(Fault("/group", "Name the group, never a person: a name needs a consent of its own."))
    if contribution.started_on and contribution.ended_on and contribution.ended_on < contribution.started_on:
        faults.append(Fault("/ended_on", "It ended before it started."))
    if faults:
        raise Malformed(errors=faults)
