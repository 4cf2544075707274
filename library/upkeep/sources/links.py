"""Addresses at which something is wrong, and numbers that do not stand where they were verified. One duty for each item, contact point
and service, however many of its addresses it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from library.accounts.models import Organisation
from library.catalogue.models import Entry
from library.directory.models import ContactPoint, Service
from library.upkeep.duty import Duty
from library.upkeep.link_words import sight_words, standing_words
from library.upkeep.links import is_settled, sightings, troubled
from library.upkeep.models import Link
from library.upkeep.rules import NUMBER_DAYS, Kind
from library.upkeep.sources.asking import Question
from library.upkeep.sources.titles import public_name_of
from library.upkeep.watching import MATTERS, State, is_missing

LISTED = 3


def broken_links(asked: Question) -> Iterator[Duty]:
    stewards = _stewards(asked)
    rows = troubled(asked.on)
    if asked.organisation is not None:
        own = asked.organisation
        whose = Q(entry__item__owner=own) | Q(service__organisation=own) | Q(contact_point__organisation=own)
        rows = rows.filter(whose | _everybodys("contact_point", stewards))
    by_subject: defaultdict[UUID, list[Link]] = defaultdict(list)
    for link in rows:
        if not is_settled(link):
            by_subject[_subject(link)].append(link)
    titles = _titles([link for links in by_subject.values() for link in links])
    for links in by_subject.values():
        yield from _of_subject(links, _about(links[0], titles, stewards), asked)


def numbers_gone(asked: Question) -> Iterator[Duty]:
    stewards = _stewards(asked)
    rows = sightings(asked.on).filter(missing_since__isnull=False).select_related("contact_point")
    if asked.organisation is not None:
        rows = rows.filter(Q(contact_point__organisation=asked.organisation) | _everybodys("contact_point", stewards))
    for row in rows:
        contact = row.contact_point
        if row.missing_since is None or not is_missing(row.sight, contact.verified_at):
            continue
        for owner in _keepers(contact, stewards):
            yield Duty(
                kind=Kind.NUMBER,
                subject=contact.pk,
                name=contact.name,
                page=f"directory/contactpoint/{contact.pk}/verify/",
                organisation=owner,
                due_on=row.missing_since + timedelta(days=NUMBER_DAYS),
                on=asked.on,
                public_name=public_name_of(contact),
                detail=f"{row.page}: {sight_words(row.sight)} Look at it, and verify or change it.",
            )


@dataclass(frozen=True)
class _Named:
    """What names an address: what it is called, its page at the desk, whose it is, and what the public calls it."""

    kind: str
    name: str
    page: str
    owners: Sequence[UUID]
    public_name: str = ""


def _of_subject(links: Sequence[Link], about: _Named, asked: Question) -> Iterator[Duty]:
    due = min(_due(link) for link in links)
    said = list(dict.fromkeys(f"{link.written}: {standing_words(link.address.standing)}" for link in links))
    more = [f"And {len(said) - LISTED} more."] if len(said) > LISTED else []
    for owner in about.owners:
        yield Duty(
            kind=Kind.LINK,
            subject=_subject(links[0]),
            name=about.name,
            page=about.page,
            organisation=owner,
            due_on=due,
            on=asked.on,
            detail=" ".join([*said[:LISTED], *more]),
            public_name=about.public_name,
            about=about.kind,
        )


def _due(link: Link) -> date:
    began: date = link.address.since  # type: ignore[assignment]  # whatever was looked at has one: a constraint
    return began + timedelta(days=MATTERS[State(link.address.state)])


def _subject(link: Link) -> UUID:
    """The item, contact point or service: a link is named by one of them, a constraint says so."""
    return link.entry.item_id if link.entry else link.contact_point_id or link.service_id  # type: ignore[return-value]


def _about(link: Link, titles: dict[UUID, tuple[str, bool]], stewards: Sequence[UUID]) -> _Named:
    if link.entry is not None:
        item = link.entry.item
        title, is_out = titles.get(item.pk, (item.slug, False))
        page = f"catalogue/item/{item.pk}/change/"
        return _Named("item", title, page, [item.owner_id], title if is_out else "")
    if link.contact_point is not None:
        contact = link.contact_point
        page = f"directory/contactpoint/{contact.pk}/change/"
        return _Named("contact_point", contact.name, page, _keepers(contact, stewards), public_name_of(contact))
    service: Service = link.service  # type: ignore[assignment]
    return _Named("service", service.name, f"directory/service/{service.pk}/change/", [service.organisation_id])


def _stewards(asked: Question) -> list[UUID]:
    of_kind = Organisation.objects.filter(kind=Organisation.Kind.STEWARD, ended_on__isnull=True, **asked.owned("pk"))
    return list(of_kind.values_list("pk", flat=True))


def _everybodys(path: str, stewards: Sequence[UUID]) -> Q:
    """A filter: contact points for everybody's texts, if one of the stewards asks."""
    none = Q(pk__in=())
    return Q(**{f"{path}__isnull": False, f"{path}__organisation": None}) if stewards else none


def _keepers(contact: ContactPoint, stewards: Sequence[UUID]) -> Sequence[UUID]:
    return stewards if contact.organisation_id is None else [contact.organisation_id]


def _titles(links: Sequence[Link]) -> dict[UUID, tuple[str, bool]]:
    """What items are called in their original language, and whether that is out."""
    items = {link.entry.item_id for link in links if link.entry}
    rows = Entry.objects.filter(item__in=items, is_original=True).values_list("item", "title", "state")
    return {item: (title, state == Entry.State.LIVE) for item, title, state in rows}
