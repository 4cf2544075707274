"""Which addresses are watched: those in what is out, and in what the directory has in use. Written down in small steps: each run takes
what is new or was changed since, so many at most, and what nobody names any more goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from library.catalogue.models import Entry
from library.directory.models import ContactPoint, Service
from library.directory.queries import current_contact_points
from library.documents.links import link_places
from library.editions.entries import current_edition, document_of
from library.editions.review_status import uk_day
from library.upkeep.links import naming
from library.upkeep.models import Link, LinksRead, WatchedAddress
from library.upkeep.watching import host_of, page_of, url_hash

A_RUN = 500
WEB_PAGES = (ContactPoint.Kind.URL, ContactPoint.Kind.WEBCHAT)


def gather(*, at: datetime, most: int = A_RUN) -> None:
    """Write down what is named since the last run. Safe to repeat, and to be killed in: each step is a transaction."""
    for entry in _unread_entries()[:most]:
        _read_entry(entry, at)
    for field in ("source_url", "value"):
        for contact in _unwritten_contacts(field, at)[:most]:
            _name_in_directory(getattr(contact, field), at, contact_point=contact)
    for service in _unwritten_services()[:most]:
        _name_in_directory(service.source_url, at, service=service)
    _forget(at, most)


def _unread_entries() -> QuerySet[Entry]:
    read = LinksRead.objects.filter(entry=OuterRef("pk"), edition=OuterRef("edition"))
    return Entry.objects.filter(~Exists(read), state=Entry.State.LIVE).select_related("item").order_by("pk")


@transaction.atomic
def _read_entry(entry: Entry, at: datetime) -> None:
    """Addresses of contact points are left to whoever keeps those: an author can't change them."""
    wanted = {address for _, address in link_places(document_of(current_edition(entry)))}
    wanted -= set(ContactPoint.objects.filter(kind__in=WEB_PAGES, value__in=wanted).values_list("value", flat=True))
    found = _addresses(wanted, at)
    Link.objects.filter(entry=entry).delete()
    Link.objects.bulk_create(
        [Link(address=address, entry=entry, edition=entry.edition, written=written) for address, written in found],
        ignore_conflicts=True,
    )
    LinksRead.objects.update_or_create(entry=entry, defaults={"edition": entry.edition})


def _unwritten_contacts(field: str, at: datetime) -> QuerySet[ContactPoint]:
    written = Link.objects.filter(contact_point=OuterRef("pk"), written=OuterRef(field))
    rows = current_contact_points(uk_day(at)).filter(~Exists(written)).exclude(**{field: ""}).order_by("pk")
    return rows.filter(kind__in=WEB_PAGES) if field == "value" else rows


def _unwritten_services() -> QuerySet[Service]:
    written = Link.objects.filter(service=OuterRef("pk"), written=OuterRef("source_url"))
    return Service.objects.filter(~Exists(written)).exclude(source_url="").order_by("pk")


@transaction.atomic
def _name_in_directory(url: str, at: datetime, **by: Any) -> None:
    """An address that only differs in its `#` from another of the same record is another link to the same page."""
    for address, written in _addresses([url], at):
        Link.objects.bulk_create([Link(address=address, written=written, **by)], ignore_conflicts=True)


def _addresses(urls: Iterable[str], at: datetime) -> list[tuple[WatchedAddress, str]]:
    """The watched address of each, made where there is none: it is looked at in its turn, from now on."""
    made = {url: _address(url, at) for url in sorted(urls)}
    WatchedAddress.objects.bulk_create(
        {address.url_sha256: address for address in made.values()}.values(), ignore_conflicts=True
    )
    hashes = [address.url_sha256 for address in made.values()]
    kept = {row.url_sha256: row for row in WatchedAddress.objects.filter(url_sha256__in=hashes)}
    return [(kept[address.url_sha256], url) for url, address in made.items()]


def _address(url: str, at: datetime) -> WatchedAddress:
    plain = page_of(url)
    return WatchedAddress(url=plain, url_sha256=url_hash(plain), host=host_of(plain), next_look_at=at)


def _forget(at: datetime, most: int) -> None:
    """What is named no more, so many at most: links of what was changed or is gone, then addresses without a link."""
    gone = Link.objects.exclude(pk__in=naming(uk_day(at)).values("pk")).order_by("pk").values("pk")[:most]
    Link.objects.filter(pk__in=list(gone.values_list("pk", flat=True))).delete()
    bare = WatchedAddress.objects.filter(~Exists(Link.objects.filter(address=OuterRef("pk"))))
    WatchedAddress.objects.filter(pk__in=list(bare.values_list("pk", flat=True)[:most])).delete()
    away = LinksRead.objects.exclude(entry__state=Entry.State.LIVE) | LinksRead.objects.exclude(
        Q(edition=F("entry__edition"))
    )
    LinksRead.objects.filter(pk__in=list(away.values_list("pk", flat=True)[:most])).delete()
