"""Contact points as the public and published texts need them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import (
    Case,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from library.accounts.actors import Actor
from library.directory.display import display, link, markdown
from library.directory.models import ContactChange, ContactPoint, Service
from library.directory.places import ANYWHERE, Chosen, Place, choose, nations_in_words
from library.errors import Fault, Malformed, NotFound

Kept = TypeVar("Kept", ContactPoint, Service)
UNKNOWN = "There is no such contact point in use."

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


def everybodys_contact_points(on: date) -> QuerySet[ContactPoint]:
    """Those in use on a day that any text can name: the steward's, not those of local services."""
    return current_contact_points(on).filter(organisation__isnull=True)


def contacts_to_verify(on: date) -> QuerySet[ContactPoint]:
    """Those in use that nobody has verified, or not for longer than their interval; the longest first."""
    return to_verify(current_contact_points(on), on)


def to_verify(rows: QuerySet[Kept], on: date) -> QuerySet[Kept]:
    """Those of them that nobody has verified, or that are to be verified by a day (`verify_due`); the longest first."""
    due = ExpressionWrapper(F("verified_at") + F("verify_interval_days"), output_field=DateField())
    never_first = F("verify_due").asc(nulls_first=True)
    unsure = Q(verified_at__isnull=True) | Q(verify_due__lte=on)
    return rows.annotate(verify_due=due).filter(unsure).order_by(never_first, "slug")


def visible_services(by: Actor) -> QuerySet[Service]:
    """The services of the actor's organisation."""
    return Service.objects.filter(organisation=by.organisation_id).prefetch_related("contact_points").order_by("name")


def get_service(id: UUID, *, by: Actor) -> Service:
    """One of the actor's organisation. Raises `NotFound`."""
    found = visible_services(by).filter(pk=id).first()
    if found is None:
        raise NotFound()
    return found


def visible_contact_points(by: Actor) -> QuerySet[ContactPoint]:
    """What the actor's texts can name: everybody's, and those of the actor's organisation."""
    theirs = Q(organisation__isnull=True) | Q(organisation=by.organisation_id)
    return ContactPoint.objects.filter(theirs).select_related("organisation", "superseded_by")


def get_contact_point(id: UUID, *, by: Actor) -> ContactPoint:
    """One that the actor may see. Raises `NotFound`."""
    found = visible_contact_points(by).filter(pk=id).first()
    if found is None:
        raise NotFound()
    return found


def contact_points_named(slugs: Iterable[str], *, by: Actor) -> list[ContactPoint]:
    """The contact points of these slugs, in their order. Raises `Malformed` for each that the actor can't see."""
    wanted = list(slugs)
    found = {contact.slug: contact for contact in visible_contact_points(by).filter(slug__in=wanted)}
    missing = [number for number, slug in enumerate(wanted) if slug not in found]
    if missing:
        raise Malformed(errors=[Fault(f"/contact_points/{number}", UNKNOWN) for number in missing])
    return [found[slug] for slug in wanted]


def successor_named(slug: str | None, *, by: Actor) -> ContactPoint | None:
    """What is to take a contact point's place; None for None. Raises `Malformed` when the actor can't see it."""
    found = visible_contact_points(by).filter(slug=slug).first() if slug else None
    if slug and found is None:
        raise Malformed(errors=[Fault("/superseded_by", UNKNOWN)])
    return found


def find_services(by: Actor, *, role: str | None = None) -> QuerySet[Service]:
    """The actor's organisation's, of one role if one is named."""
    found = visible_services(by).select_related("organisation")
    return found.filter(role=role) if role else found


def find_contact_points(
    by: Actor,
    *,
    group: str | None = None,
    slug: str | None = None,
    own: bool | None = None,
    pending: bool | None = None,
) -> QuerySet[ContactPoint]:
    """Those that the actor may see, by what is asked for; None asks for nothing. `pending`: a change of theirs waits."""
    found = visible_contact_points(by)
    if group is not None:
        found = found.filter(group=group)
    if slug is not None:
        found = found.filter(slug=slug)
    if own is not None:
        found = found.filter(organisation__isnull=not own)
    if pending is not None:
        waits = Exists(_pending(by).filter(contact_point=OuterRef("pk")))
        found = found.filter(waits if pending else ~waits)
    return found


def pending_changes(contacts: Iterable[ContactPoint], *, by: Actor) -> dict[UUID, ContactChange]:
    """By contact point: what was proposed in the actor's organisation and waits for a second person."""
    return {change.contact_point_id: change for change in _pending(by).filter(contact_point__in=list(contacts))}


def _pending(by: Actor) -> QuerySet[ContactChange]:
    return ContactChange.objects.filter(state=ContactChange.State.PENDING, organisation=by.organisation_id)


def changes_to_confirm(by: Actor) -> QuerySet[ContactChange]:
    """What somebody else of the actor's organisation proposed and waits for this second person; the oldest first."""
    others = _pending(by).exclude(proposed_by=by.person)
    return others.select_related("contact_point").order_by("proposed_at")


def pending_change(contact: ContactPoint, *, by: Actor) -> ContactChange | None:
    """What was proposed for it in the actor's organisation and waits for a second person."""
    return pending_changes([contact], by=by).get(contact.pk)


def contacts_for(names: Iterable[str], on: date, place: Place = ANYWHERE) -> dict[str, Chosen]:
    """What a text for a place prints for these slugs and groups; a name that nothing in use answers to is missing.

    Only everybody's contact points and those of the place's own organisation count: nobody's number gets into another's text.
    """
    wanted = list(names)
    theirs = Q(organisation__isnull=True) | Q(organisation=place.organisation)
    rows = current_contact_points(on).filter(theirs, Q(slug__in=wanted) | Q(group__in=wanted)).order_by("slug")
    found: dict[str, list[ContactPoint]] = {name: [] for name in wanted}
    for row in rows:
        for name in {row.slug, row.group} & set(wanted):
            found[name].append(row)
    chosen = {name: choose(name, rows, place) for name, rows in found.items()}
    return {name: choice for name, choice in chosen.items() if choice is not None}


def chosen_markdown(chosen: Chosen, language: str) -> str:
    """How a published text shows it; of several, for which nations each is."""
    if len(chosen.contacts) == 1:
        return contact_markdown(chosen.contacts[0])
    return ", ".join(
        f"{contact_markdown(contact)} ({nations_in_words(contact.nations, language)})" for contact in chosen.contacts
    )


def retired_values(on: date) -> list[tuple[str, str]]:
    """Kind and value of what was retired, unless another one that is for everybody has the same: not to be printed any more."""
    in_use = everybodys_contact_points(on).filter(value=OuterRef("value"))
    retired = ContactPoint.objects.filter(Q(organisation__isnull=True), valid_to__lt=on).exclude(Exists(in_use))
    return list(retired.order_by("slug").values_list("kind", "value").distinct())


def contact_markdown(contact: ContactPoint) -> str:
    """How a published text shows it."""
    return markdown(contact.kind, contact.value, contact.menu_path)


def present(contact: ContactPoint) -> dict[str, Any]:
    """A contact point as the public sees it."""
    return {
        "slug": contact.slug,
        "group": contact.group or None,
        "name": contact.name,
        "kind": contact.kind,
        "purpose": contact.purpose,
        "display": display(contact.kind, contact.value),
        "link": link(contact.kind, contact.value) or None,
        "menu_path": contact.menu_path or None,
        "nations": contact.nations,
        "districts": contact.districts,
        "hours": contact.hours or None,
        "schedule": contact.schedule,
        "cost": contact.call_cost,
        "non_voice": contact.non_voice,
        "verified_at": contact.verified_at.isoformat() if contact.verified_at else None,
        "verified_by": contact.verified_by or None,
    }


def crisis_help(on: date) -> list[dict[str, Any]]:
    """Where a reader gets help now: emergency first, then urgent, listening and condition lines (domain.md, CR-6, CR-12).

    What two records say is said once: nobody reads a number twice to find out whether it is another. A number that is called
    and texted, or leads elsewhere from another nation, is two lines.
    """
    rank = Case(
        *(When(purpose=purpose, then=Value(number)) for number, purpose in enumerate(HELP_ORDER)),
        output_field=IntegerField(),
    )
    lines = everybodys_contact_points(on).filter(purpose__in=HELP_ORDER).order_by(rank, "slug")
    once: dict[tuple[object, ...], ContactPoint] = {}
    for line in lines:
        where = (frozenset(line.nations), frozenset(line.districts))
        once.setdefault((line.kind, line.value, line.menu_path, *where), line)
    return [present(line) for line in once.values()]
