"""Who names which address, as it is now, and what was seen there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from library.accounts.actors import Actor
from library.accounts.models import Organisation
from library.catalogue.models import Entry
from library.directory.models import ContactPoint
from library.directory.queries import current_contact_points
from library.errors import NotFound
from library.upkeep.models import MATTER, Arrival, Link, Sighting, WatchedAddress
from library.upkeep.watching import State, url_hash


def known(urls: Iterable[str], organisation: UUID, on: date) -> dict[str, WatchedAddress]:
    """What is known of these addresses, of those at which something is wrong and nobody of this organisation has arrived."""
    hashes = {url: url_hash(url) for url in urls}
    arrived = arrivals(on).filter(organisation=organisation).values("address")
    rows = WatchedAddress.objects.filter(url_sha256__in=set(hashes.values()), state__in=MATTER).exclude(pk__in=arrived)
    found = {row.url_sha256: row for row in rows}
    return {url: found[key] for url, key in hashes.items() if key in found}


def naming(on: date) -> QuerySet[Link]:
    """The links that hold: of the editions that are out, and of what the directory has in use on a day, as written there."""
    in_use = current_contact_points(on).filter(pk=OuterRef("contact_point"))
    as_written = Q(contact_point__source_url=F("written")) | Q(contact_point__value=F("written"))
    return Link.objects.filter(
        Q(entry__state=Entry.State.LIVE, edition=F("entry__edition"))
        | (Exists(in_use) & as_written)
        | Q(service__source_url=F("written"))
    )


def arrivals(on: date) -> QuerySet[Arrival]:
    """Those that hold on a day: the watch fails as it did when a person arrived."""
    return Arrival.objects.filter(holds_until__gte=on, state=F("address__state"), problem=F("address__problem"))


def troubled(on: date) -> QuerySet[Link]:
    """Those at whose address something is wrong, unless a person of those whose it is has arrived there. What an adaptation has from its
    original is for the original's authors; at an address of everybody's any steward's person arrives.
    """
    whose = (
        Q(organisation=OuterRef("entry__item__owner"))
        | Q(organisation=OuterRef("service__organisation"))
        | Q(organisation=OuterRef("contact_point__organisation"))
    )
    arrived = arrivals(on).filter(address=OuterRef("address"))
    of_steward = arrived.filter(organisation__kind=Organisation.Kind.STEWARD)
    everybodys = Q(contact_point__isnull=False, contact_point__organisation=None)
    of_original = Link.objects.filter(
        address=OuterRef("address"),
        entry__item=OuterRef("entry__item__derivation__original"),
        entry__state=Entry.State.LIVE,
        edition=F("entry__edition"),
    )
    rows = naming(on).filter(address__state__in=MATTER).exclude(Exists(of_original))
    rows = rows.exclude(Exists(arrived.filter(whose))).exclude(everybodys & Exists(of_steward))
    return rows.select_related("address", "entry__item", "contact_point", "service").order_by("address__since", "pk")


def is_settled(link: Link) -> bool:
    """Whether somebody has looked since: in a whole review on a later day, or by verifying. What is broken is not settled so."""
    since, kept = link.address.since, link.contact_point or link.service
    if link.address.state == State.BROKEN or since is None:
        return False
    if link.entry is not None:
        reviewed = link.entry.item.last_reviewed
        return reviewed is not None and reviewed > since
    return kept is not None and kept.verified_at is not None and kept.verified_at >= since


def sightings(on: date) -> QuerySet[Sighting]:
    """What was seen of the numbers as they are now, on the pages that are named now."""
    holds = Q(contact_point__value=F("number"), contact_point__source_url=F("page"))
    return Sighting.objects.filter(holds, contact_point__in=current_contact_points(on))


def sighting_of(contact: ContactPoint) -> Sighting | None:
    """What was seen of a contact point's number, if that was looked for where it is to stand now."""
    return Sighting.objects.filter(contact_point=contact, number=contact.value, page=contact.source_url).first()


def watched_for(by: Actor, on: date, *, state: str | None = None) -> QuerySet[WatchedAddress]:
    """The addresses that the actor's own items, services and contact points name; of a state, if one is asked for."""
    named = Exists(own_links(by, on).filter(address=OuterRef("pk")))
    found = WatchedAddress.objects.filter(named)
    return found.filter(state=state) if state else found


def arrived_at(addresses: Iterable[WatchedAddress], by: Actor, on: date) -> dict[UUID, Arrival]:
    """Where people of the actor's organisation have arrived, as far as that holds."""
    found = arrivals(on).filter(address__in=list(addresses), organisation=by.organisation_id)
    return {one.address_id: one for one in found}


def get_watched(id: UUID, *, by: Actor, on: date) -> WatchedAddress:
    """Of the actor's own things, or `NotFound`: the same for an address of others as for a random id."""
    found = watched_for(by, on).filter(pk=id).first()
    if found is None:
        raise NotFound()
    return found


def own_links(by: Actor, on: date) -> QuerySet[Link]:
    """Of the actor's organisation; what is everybody's is each steward's."""
    own = by.organisation_id
    whose = Q(entry__item__owner=own) | Q(service__organisation=own) | Q(contact_point__organisation=own)
    if by.is_steward:
        whose |= Q(contact_point__isnull=False, contact_point__organisation=None)
    return naming(on).filter(whose)


def named_by(addresses: Iterable[WatchedAddress], by: Actor, on: date) -> dict[UUID, list[Link]]:
    """Which of the actor's own things name each of them."""
    rows = own_links(by, on).filter(address__in=list(addresses))
    found: defaultdict[UUID, list[Link]] = defaultdict(list)
    for link in rows.select_related("entry__item", "contact_point", "service").order_by("pk"):
        found[link.address_id].append(link)
    return dict(found)
