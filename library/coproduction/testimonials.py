"""Reading testimonials: as facts of what is published, and as a curator sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from library.accounts.actors import Actor
from library.accounts.letters import day_of
from library.coproduction.consent_rules import Scope, Ways, ways
from library.coproduction.models import Consent, ConsentWording, Testimonial
from library.coproduction.words import hash_of
from library.errors import NotFound

IN_TIME = timedelta(days=90)
"""How long before its end a consent comes up in the curators' queue."""


@dataclass(frozen=True)
class Said:
    """A testimonial as a fact: its words, and what was agreed. `approved`: exactly these words."""

    id: UUID
    words: str
    language: str
    media: str
    approved: bool
    withdrawn: bool
    scopes: tuple[Scope, ...]


def name_of(row: Testimonial) -> str:
    """`For the-leaflet, given 3 May 2026`: never its words, since names stand in tabs, letters and the history of browsers."""
    items = ", ".join(item.slug for item in row.items.all())
    return f"{f'For {items}' if items else 'A testimonial'}, given {day_of(row.created_at)}"


def said(ids: Iterable[UUID]) -> dict[UUID, Said]:
    """The testimonials of these ids that there are, in two queries."""
    wanted = set(ids)
    rows = Testimonial.objects.filter(pk__in=wanted).prefetch_related(_consents()) if wanted else ()
    return {row.pk: said_of(row) for row in rows}


def ways_of(testimonial: UUID, at: datetime) -> Ways:
    """Where a testimonial may be shown at a moment (`consent_rules.ways`), as far as is on record now."""
    found = said([testimonial])[testimonial]
    return ways(found.scopes, now=at, approved=found.approved, withdrawn=found.withdrawn)


def said_of(row: Testimonial) -> Said:
    return Said(
        id=row.pk,
        words=row.words,
        language=row.language,
        media=row.media,
        approved=row.approved_final_at is not None and row.words_sha256 == hash_of(row.words),
        withdrawn=row.withdrawn_at is not None,
        scopes=tuple(scope_of(consent) for consent in row.consents.all()),
    )


def scope_of(consent: Consent) -> Scope:
    """What of an agreement decides anything."""
    ended = [moment for moment in (consent.replaced_at, consent.withdrawn_at) if moment is not None]
    return Scope(
        controllers=frozenset(controller.pk for controller in consent.controllers.all()),
        channels=frozenset(consent.channels),
        given_at=consent.given_at,
        expires_at=consent.expires_at,
        ended_at=min(ended, default=None),
        attribution=consent.attribution,
        shown_name=consent.shown_name,
    )


def visible_testimonials(by: Actor) -> QuerySet[Testimonial]:
    """Those of the actor's organisation, newest first."""
    return (
        Testimonial.objects.filter(owner=by.organisation_id)
        .select_related("owner")
        .prefetch_related("items", _consents())
        .order_by("-id")
    )


def get_testimonial(id: UUID, *, by: Actor) -> Testimonial:
    """One visible testimonial. Raises `NotFound`, also when it belongs to somebody else."""
    found = visible_testimonials(by).filter(pk=id).first()
    if found is None:
        raise NotFound()
    return found


def visible_wordings(by: Actor) -> QuerySet[ConsentWording]:
    """What people of the actor's organisation show when they ask, newest first."""
    return ConsentWording.objects.filter(owner=by.organisation_id).order_by("-id")


def consents_ending(on: date, *, within: timedelta = IN_TIME) -> QuerySet[Consent]:
    """Agreements in force that end within so many days of a day, the soonest first; not those that another outlasts which covers
    everything that they do.
    """
    start = _midnight(on)
    naming = Consent.controllers.through.objects
    among_them = naming.filter(consent=OuterRef(OuterRef("pk")), organisation=OuterRef("organisation"))
    not_named = naming.filter(~Exists(among_them), consent=OuterRef(OuterRef("pk")))
    later = Consent.objects.filter(
        ~Exists(not_named),
        testimonial=OuterRef("testimonial"),
        channels__contains=OuterRef("channels"),
        expires_at__gte=start + within,
        replaced_at__isnull=True,
        withdrawn_at__isnull=True,
    )
    return (
        in_force(start)
        .filter(~Exists(later), expires_at__lt=start + within)
        .select_related("testimonial__owner")
        .order_by("expires_at")
    )


def ended_consents(at: datetime) -> QuerySet[Consent]:
    """Agreements that have come to their end by themselves, of which the feed has not been told."""
    return Consent.objects.filter(
        expires_at__lte=at, replaced_at__isnull=True, withdrawn_at__isnull=True, end_told_at__isnull=True
    ).order_by("expires_at", "id")


def consents_over(by: Actor, at: datetime) -> QuerySet[Consent]:
    """Agreements of the actor's organisation that have come to their end, where none that holds has followed; the latest first."""
    holding = in_force(at).filter(testimonial=OuterRef("testimonial"))
    return (
        Consent.objects.filter(testimonial__owner=by.organisation_id, testimonial__withdrawn_at__isnull=True)
        .filter(~Exists(holding), expires_at__lte=at, replaced_at__isnull=True, withdrawn_at__isnull=True)
        .order_by("-expires_at", "id")
    )


def words_to_approve(by: Actor) -> QuerySet[Testimonial]:
    """Testimonials of the actor's organisation whose final words nobody has approved yet, the oldest first."""
    return visible_testimonials(by).filter(approved_final_at__isnull=True, withdrawn_at__isnull=True).order_by("id")


def in_force(at: datetime) -> QuerySet[Consent]:
    """Agreements that hold at a moment."""
    return Consent.objects.filter(
        given_at__lte=at, expires_at__gt=at, replaced_at__isnull=True, withdrawn_at__isnull=True
    )


def _midnight(day: date) -> datetime:
    return datetime.fromisoformat(f"{day.isoformat()}T00:00:00+00:00")


def _consents() -> Prefetch:
    rows = Consent.objects.select_related("wording").prefetch_related("controllers").order_by("given_at", "id")
    return Prefetch("consents", queryset=rows)
