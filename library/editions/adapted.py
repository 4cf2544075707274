"""Adaptations as the public finds them: those of a template, and the one that serves a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from library.accounts.models import OrganisationCode
from library.accounts.succession import new_homes
from library.catalogue.models import Derivation, Entry, Item
from library.catalogue.places import containing
from library.editions.archive import live_entry
from library.editions.entries import project_entries
from library.editions.projection import version_tag
from library.editions.review_status import uk_day


@dataclass(frozen=True)
class Serving:
    """What serves a place: the entries of the adaptations for it, or of the original if there is none."""

    entries: tuple[Entry, ...]
    is_local: bool


def adaptations_of(
    template: Entry, *, organisation: str | None = None, areas: Sequence[str] = (), language: str | None = None
) -> QuerySet[Derivation]:
    """The published adaptations of a template: those of an organisation (its code), for any of these areas, in a language."""
    found = Derivation.objects.filter(original=template.item_id, item__standing=Item.Standing.PUBLISHED)
    if organisation is not None:
        found = found.filter(item__owner__code=organisation)
    if areas:
        found = found.filter(areas__overlap=list(areas))
    return found if language is None else found.filter(language=language)


def serving(slug: str, language: str | None, *, district: str | None, area: str | None, now: datetime) -> Serving:
    """Which version of a template serves a postcode district or an area. Raises as reading the template does.

    Several serve a place where their areas overlap: which of them a reader wants, nobody guesses.
    """
    template = live_entry(Item.Kind.LEAFLET, slug, language, now=now)
    here = _covers(district, area, uk_day(now))
    found = adaptations_of(template, language=template.language).filter(here).values("item")
    local = tuple(live_entries(found).order_by("title", "slug"))
    return Serving(local or (template,), is_local=bool(local))


def live_entries(items: QuerySet[Derivation, Any] | Iterable[UUID]) -> QuerySet[Entry]:
    """What is out of these items, in their original language, without the long texts."""
    return Entry.objects.filter(item__in=items, is_original=True, state=Entry.State.LIVE).defer(
        "document", "text", "search", "search_head"
    )


def cards_of(entries: Sequence[Entry], *, now: datetime) -> list[bytes]:
    """The card of each live entry as it is now."""
    version = version_tag(settings.PUBLIC_URL)
    stale = [
        entry
        for entry in entries
        if entry.projection_version != version or (entry.fresh_until is not None and entry.fresh_until <= now)
    ]
    renewed = (
        {entry.pk: projection.card for entry, projection in zip(stale, project_entries(stale, at=now), strict=True)}
        if stale
        else {}
    )
    return [renewed.get(entry.pk) or bytes(entry.card) for entry in entries]


def same_place(code: str, *, on: date) -> list[str]:
    """The code of an area with every other that stands for the same place on a day: a body's ODS and GSS codes, and those of
    the bodies that took over from it (domain.md, LO-7). The code alone if nobody has it.
    """
    bodies = set(OrganisationCode.objects.filter(value=code).values_list("organisation", flat=True))
    heirs = {home.pk for homes in new_homes(bodies, on=on).values() for home in homes} if bodies else set()
    codes = OrganisationCode.objects.filter(organisation__in=bodies | heirs).values_list("value", flat=True)
    return sorted({code, *codes})


def _covers(district: str | None, area: str | None, on: date) -> Q:
    if district is not None:
        return Q(districts__overlap=containing(district))
    return Q(areas__overlap=same_place(area or "", on=on))
