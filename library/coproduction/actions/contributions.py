"""Every write to the contributions of an item. They are public with it, as facts: right from the moment they change."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from library.accounts.actors import Actor
from library.catalogue.models import Item
from library.coproduction.actions.items import announce, open_item
from library.coproduction.models import Contribution


@transaction.atomic
def record_contribution(
    *,
    item: Item,
    group: str,
    role: str,
    stage: str,
    approach: str,
    recompense: str = "",
    what_changed: str = "",
    by: Actor,
    at: datetime,
) -> Contribution:
    """A group's part in an item at one stage."""
    item = open_item(item, by)
    contribution = Contribution(
        item=item,
        group=group,
        role=role,
        stage=stage,
        approach=approach,
        recompense=recompense,
        what_changed=what_changed,
        created_at=at,
    )
    contribution.save(force_insert=True)
    announce("contribution.recorded", item, by, at)
    return contribution


@transaction.atomic
def remove_contribution(*, contribution: Contribution, by: Actor, at: datetime) -> None:
    """Take back a contribution that was recorded by mistake. What is published claims only what the record still supports."""
    item = open_item(contribution.item, by)
    contribution.delete()
    announce("contribution.removed", item, by, at)
