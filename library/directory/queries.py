"""Contact points as the public and published texts need them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, DateField, ExpressionWrapper, F, IntegerField, Q, QuerySet, Value, When

from library.accounts.actors import Actor
from library.directory.display import display, link, markdown
from library.directory.models import ContactPoint, Service

HELP_ORDER = (
    ContactPoint.Purpose.EMERGENCY,
    ContactPoint.Purpose.URGENT,
    ContactPoint.Purpose.LISTENING,
    ContactPoint.Purpose.CONDITION,
)


def current_contact_points(on: date) -> QuerySet[ContactPoint]:
    """Those in use on a day: retired ones are never printed again."""
    in_use = (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return ContactPoint.objects.filter(in_use)


def contacts_to_verify(on: date) -> QuerySet[ContactPoint]:
    """Those in use that nobody has verified, or not for longer than their interval; the longest first."""
    due = ExpressionWrapper(F("verified_at") + F("verify_interval_days"), output_field=DateField())
    never_first = F("verify_due").asc(nulls_first=True)
    unsure = Q(verified_at__isnull=True) | Q(verify_due__lte=on)
    return current_contact_points(on).annotate(verify_due=due).filter(unsure).order_by(never_first, "slug")


def visible_services(by: Actor) -> QuerySet[Service]:
    """The services of the actor's organisation."""
    return Service.objects.filter(organisation=by.organisation_id).prefetch_related("contact_points").order_by("name")


def contacts_by_slug(slugs: Iterable[str], on: date) -> dict[str, ContactPoint]:
    """The current contact points of these slugs; a slug that is missing has none."""
    return {contact.slug: contact for contact in current_contact_points(on).filter(slug__in=list(slugs))}


def contact_markdown(contact: ContactPoint) -> str:
    """How a published text shows it."""
    return markdown(contact.kind, contact.value, contact.menu_path)


def present(contact: ContactPoint) -> dict[str, Any]:
    """A contact point as the public sees it."""
    return {
        "slug": contact.slug,
        "name": contact.name,
        "kind": contact.kind,
        "purpose": contact.purpose,
        "display": display(contact.kind, contact.value),
        "link": link(contact.kind, contact.value) or None,
        "menu_path": contact.menu_path or None,
        "nations": contact.nations,
        "districts": contact.districts,
        "hours": contact.hours or None,
        "verified_at": contact.verified_at.isoformat() if contact.verified_at else None,
        "verified_by": contact.verified_by or None,
    }


def crisis_help(on: date) -> list[dict[str, Any]]:
    """Where a reader gets help now: emergency first, then urgent, listening and condition lines (domain.md, CR-6, CR-12)."""
    rank = Case(
        *(When(purpose=purpose, then=Value(number)) for number, purpose in enumerate(HELP_ORDER)),
        output_field=IntegerField(),
    )
    return [
        present(contact) for contact in current_contact_points(on).filter(purpose__in=HELP_ORDER).order_by(rank, "slug")
    ]
