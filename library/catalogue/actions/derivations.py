"""Items that are adaptations of another, and the areas that they are for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from library.accounts.actors import Actor
from library.accounts.models import Organisation
from library.catalogue.actions.items import insert_item, subject_of
from library.catalogue.addresses import item_url
from library.catalogue.freshness import hold_shared_facts, mark_stale
from library.catalogue.models import Derivation, DerivationArea, Entry, Item
from library.errors import Conflict
from library.history.actions import record
from library.ids import SLUG_MAX_LENGTH, new_id

_CARRIED = ("is_health_content", "review_cycle_months")
_STATED = 470


class AdaptationExists(Conflict):
    """An original has one adaptation for an area in a language."""

    slug = "adaptation-exists"
    title = "There is an adaptation for this area already"
    explanation = (
        "A template has one adaptation for each area and language, so that readers are never sent to two. `areas` are those "
        "that are taken; `url` is the address of the adaptation that has them, once it is published. Change that one, or "
        "agree on the areas with its organisation."
    )


@transaction.atomic
def derive_item(
    *,
    original: Item,
    language: str,
    edition: int,
    licence_id: UUID,
    areas: Sequence[str],
    districts: Sequence[str],
    by: Actor,
    at: datetime,
) -> Item:
    """A new adaptation of an item for some areas, owned by the actor's organisation and not published. It is about the same
    topics, for the same audiences, under the licence named.

    Raises `AdaptationExists`.
    """
    # Two who begin at once stand in line, so that the second is told of the first and not of its slug.
    Item.objects.select_for_update(no_key=True).get(pk=original.pk)
    owner = Organisation.objects.get(pk=by.home)
    item = Item(
        id=new_id(),
        kind=Item.Kind.ADAPTATION,
        slug=_free_slug(f"{original.slug}-{owner.code}", language),
        owner=owner,
        original_language=language,
        licence_id=licence_id,
        rights_holder=owner.name,
        funding=_carried("Not stated for the local version", original.funding),
        conflicts_of_interest=_carried("None declared for the local version", original.conflicts_of_interest),
        created_at=at,
        **{name: getattr(original, name) for name in _CARRIED},
    )
    insert_item(item)
    item.topics.set(original.topics.all())
    item.audiences.set(original.audiences.all())
    derivation = Derivation(
        item=item,
        original=original,
        language=language,
        original_edition=edition,
        areas=sorted(set(areas)),
        districts=sorted(set(districts)),
    )
    derivation.save(force_insert=True)
    claim_areas(derivation)
    record("item.created", subject=subject_of(item), actor=by.id, at=at)
    return item


def claim_areas(derivation: Derivation) -> None:
    """Make it the adaptation for its areas. Raises `AdaptationExists`; of two who ask at once, one gets them."""
    DerivationArea.objects.filter(derivation=derivation).delete()
    rows = [
        DerivationArea(
            derivation=derivation, original_id=derivation.original_id, language=derivation.language, area=area
        )
        for area in derivation.areas
    ]
    try:
        with transaction.atomic():
            DerivationArea.objects.bulk_create(rows)
    except IntegrityError as refusal:
        if "adaptation_of_an_area_is_one" not in str(refusal):
            raise
        raise _taken(derivation) from None


def release_areas(items: Iterable[UUID]) -> None:
    """These adaptations are withdrawn: others may take their places."""
    DerivationArea.objects.filter(derivation__item__in=list(items)).update(is_live=False)


def change_standing(derivations: Iterable[Derivation], standing: str, *, at: datetime) -> None:
    """From now on these adaptations stand so to their originals. Their items are locked by the caller."""
    hold_shared_facts()  # before any row of an entry is locked
    changed = [derivation for derivation in derivations if derivation.standing != standing]
    Derivation.objects.filter(pk__in=[derivation.pk for derivation in changed]).update(standing=standing)
    mark_stale(Entry.objects.filter(item__in=[derivation.item_id for derivation in changed]), at=at)


def _taken(derivation: Derivation) -> AdaptationExists:
    others = DerivationArea.objects.filter(
        original=derivation.original_id, language=derivation.language, area__in=derivation.areas, is_live=True
    ).exclude(derivation=derivation)
    rows = list(others.select_related("derivation__item").order_by("area"))
    members: dict[str, Any] = {"areas": [row.area for row in rows], "url": None}
    if rows:
        item = rows[0].derivation.item
        if item.standing == Item.Standing.PUBLISHED:
            members["url"] = item_url(settings.PUBLIC_URL, item.kind, item.slug)
    return AdaptationExists(f"Taken: {', '.join(members['areas'])}.", **members)


def _free_slug(wanted: str, language: str) -> str:
    """The slug, with the language or a number after it if there is such an item."""
    wanted = wanted[: SLUG_MAX_LENGTH - 10].rstrip("-")
    taken = set(Item.objects.filter(kind=Item.Kind.ADAPTATION, slug__startswith=wanted).values_list("slug", flat=True))
    endings = ["", f"-{language.lower()[:9].rstrip('-')}", *(f"-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for ending in endings if (slug := wanted + ending) not in taken)


def _carried(own: str, original: str) -> str:
    return f"{own}. Of the original: {original}"[:_STATED]
