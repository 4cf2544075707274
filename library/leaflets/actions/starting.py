"""The beginning of an adaptation, and its end before anything was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.accounts.queries import own_organisation
from library.catalogue.actions.derivations import derive_item
from library.catalogue.actions.items import subject_of
from library.catalogue.models import Asset, Entry, Item, Licence
from library.documents.references import references
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.errors import Conflict, Malformed, NotFound
from library.history.actions import record
from library.ids import new_id
from library.leaflets.licences import check_may_adapt
from library.leaflets.models import Adaptation
from library.leaflets.moves import begin
from library.leaflets.places import area_faults
from library.leaflets.recipe import Recipe
from library.leaflets.templates import History, history_in
from library.leaflets.workflow import WRITERS


class PublishedBefore(Conflict):
    """What was published is withdrawn, not thrown away."""

    slug = "adaptation-was-published"
    title = "The adaptation has been published"
    explanation = "Only an adaptation that never was published can be thrown away. Withdraw this one."


@transaction.atomic
def start_adaptation(
    *, template: Item, language: str, areas: Sequence[str], districts: Sequence[str] = (), by: Actor, at: datetime
) -> Adaptation:
    """A new adaptation of a published template, from its present edition in a language, for areas of the actor's organisation.

    Raises `Forbidden`, `NotFound` for what is not a published template in that language, `LicenceForbidsAdaptation`,
    `Malformed` naming areas that are not the organisation's, `AdaptationExists`.
    """
    check_role(by, *WRITERS)
    entry = Entry.objects.filter(
        item=template.pk, kind=Item.Kind.LEAFLET, language=language, state=Entry.State.LIVE
    ).first()
    if entry is None:
        raise NotFound()
    history = history_in(template.pk, language)
    edition = history.editions[entry.edition]
    check_may_adapt(edition.licence, _pictures(history, edition))
    faults = list(area_faults(own_organisation(by), areas, districts, uk_day(at)))
    if faults:
        raise Malformed("Some of these places are not yours to adapt for.", errors=faults)
    item = derive_item(
        original=template,
        language=language,
        edition=edition.number,
        licence_id=Licence.objects.get(spdx=edition.licence).pk,
        areas=areas,
        districts=districts,
        by=by,
        at=at,
    )
    adaptation = Adaptation(
        id=new_id(),
        item=item,
        recipe=Recipe(edition=edition.number).model_dump(mode="json"),
        contributors=[by.id] if by.id else [],
        created_at=at,
        updated_at=at,
    )
    adaptation.save(force_insert=True)
    record("adaptation.started", subject=subject_of(item, language), actor=by.id, at=at, adaptation=adaptation.pk)
    return adaptation


@transaction.atomic
def discard_adaptation(*, adaptation: Adaptation, expected_version: int, by: Actor, at: datetime) -> None:
    """Throw an adaptation away that never was published; its areas are free again. Raises `PublishedBefore`."""
    adaptation, step = begin(adaptation, "discard", expected_version, by=by)
    item = adaptation.item
    if item.standing != Item.Standing.UNPUBLISHED:
        raise PublishedBefore()
    record(step.event, subject=subject_of(item, item.original_language), actor=by.id, at=at, adaptation=adaptation.pk)
    adaptation.delete()
    item.delete()


def _pictures(history: History, edition: Edition) -> list[tuple[str, str]]:
    wanted = references(history.documents[edition.number]).assets
    return list(Asset.objects.filter(pk__in=wanted).values_list("name", "licence__spdx")) if wanted else []
