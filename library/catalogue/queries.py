"""Reusable reads of the catalogue's records for the workshop. What the public reads is in `reading`."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from library.accounts.actors import Actor
from library.catalogue.models import Asset, Item, QualityEvidence
from library.errors import NotFound


def visible_items(by: Actor) -> QuerySet[Item]:
    """The items of the actor's organisation: nobody else may know that they exist."""
    return (
        Item.objects.filter(owner=by.organisation_id)
        .select_related("owner", "licence", "successor")
        .prefetch_related("topics", "audiences")
    )


def get_item(item_id: UUID, *, by: Actor) -> Item:
    """One visible item. Raises `NotFound`, also when it belongs to somebody else."""
    item = visible_items(by).filter(pk=item_id).first()
    if item is None:
        raise NotFound()
    return item


def visible_evidence(by: Actor) -> QuerySet[QualityEvidence]:
    """What shows the quality of the organisation's items."""
    return QualityEvidence.objects.filter(item__owner=by.organisation_id).select_related("item")


def get_evidence(evidence_id: UUID, *, by: Actor) -> QualityEvidence:
    """One of them. Raises `NotFound`, also when it belongs to somebody else."""
    found = visible_evidence(by).filter(pk=evidence_id).first()
    if found is None:
        raise NotFound()
    return found


def visible_assets(by: Actor) -> QuerySet[Asset]:
    """The files of the actor's organisation."""
    return Asset.objects.filter(owner=by.organisation_id).select_related("licence")


def get_asset(asset_id: UUID, *, by: Actor) -> Asset:
    """One visible file. Raises `NotFound`, also when it belongs to somebody else."""
    asset = visible_assets(by).filter(pk=asset_id).first()
    if asset is None:
        raise NotFound()
    return asset
