"""Adaptations side by side: what is out of them, how each stands to safety editions, what is on offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from library.accounts.actors import Actor
from library.catalogue.models import Derivation, Entry, Item
from library.editions.models import Edition
from library.errors import NotFound
from library.leaflets.models import Adaptation, DecisionRecord
from library.leaflets.offers import Offer
from library.leaflets.queries import update_of

GRAVITY = ("minor", "contact", "content", "safety")
"""Classes of change, the least first."""
_STANDS = ("original", "language", "original_edition", "standing")


@dataclass(frozen=True)
class SafetyUpdate:
    """How an adaptation stands to the newest safety edition of its template. `acknowledged` is there while it is open and its
    organisation has said why.
    """

    edition: int
    is_done: bool
    acknowledged: DecisionRecord | None


@dataclass(frozen=True)
class Offered:
    """The offer of the newest edition of the template, with the gravest class of the editions between."""

    offer: Offer
    change_class: str


def adaptations_of_template(slug: str, *, by: Actor) -> QuerySet[Adaptation]:
    """The adaptations of a template that the actor may know of: their own, and if the template is theirs, everybody's that
    are published.
    """
    own = Q(item__owner=by.organisation_id)
    published = Q(item__derivation__original__owner=by.organisation_id, item__standing=Item.Standing.PUBLISHED)
    return Adaptation.objects.filter(own | published, item__derivation__original__slug=slug).select_related(
        "item__owner", "item__derivation__original__owner", "item__licence"
    )


def published_adaptations(slug: str, *, by: Actor) -> QuerySet[Adaptation]:
    """Those of them that are out, with no more than who made them and how they stand to their template: there may be hundreds."""
    found = adaptations_of_template(slug, by=by).filter(item__standing=Item.Standing.PUBLISHED)
    shown = ("item__slug", "item__owner__name", *(f"item__derivation__{name}" for name in _STANDS))
    return found.select_related(None).select_related("item__owner", "item__derivation").only(*shown)


def get_template(slug: str) -> Item:
    """The published leaflet of this slug, of whatever owner. Raises `NotFound`."""
    found = Item.objects.filter(kind=Item.Kind.LEAFLET, slug=slug, standing=Item.Standing.PUBLISHED).first()
    if found is None:
        raise NotFound()
    return found


def offered_to(adaptation: Adaptation) -> Offered:
    """What the newest edition of the template brings to the recipe in progress."""
    offer, history = update_of(adaptation)
    between = [history.classes[number] for number in range(offer.from_edition + 1, history.newest + 1)]
    return Offered(offer, max(between, key=GRAVITY.index, default=history.classes[history.newest]))


def safety_updates(adaptations: Sequence[Adaptation]) -> dict[UUID, SafetyUpdate]:
    """By adaptation, for those whose template had a safety edition. Two queries."""
    derivations = {row.pk: row.item.derivation for row in adaptations}
    safety = Edition.objects.filter(
        item__in={one.original_id for one in derivations.values()}, change_class=Edition.ChangeClass.SAFETY
    )
    newest = {
        (row["item"], row["language"]): row["number"]
        for row in safety.values("item", "language").annotate(number=Max("number"))
    }
    said = {
        (record.adaptation_id, record.edition): record
        for record in DecisionRecord.objects.filter(
            adaptation__in=list(derivations), kind=DecisionRecord.Kind.ACKNOWLEDGED
        ).order_by("decided_at")
    }
    updates = {}
    for pk, one in derivations.items():
        number = newest.get((one.original_id, one.language))
        if number is not None:
            is_done = one.standing != Derivation.Standing.BEHIND_SAFETY
            updates[pk] = SafetyUpdate(number, is_done, None if is_done else said.get((pk, number)))
    return updates


def current_entries(adaptations: Sequence[Adaptation]) -> dict[UUID, Entry]:
    """What is out of them, by item, without the texts."""
    entries = Entry.objects.filter(item__in=[row.item_id for row in adaptations], state=Entry.State.LIVE)
    columns = ("item_id", "kind", "slug", "title", "language", "edition", "published_at", "modified_at")
    return {entry.item_id: entry for entry in entries.only(*columns)}
