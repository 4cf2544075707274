"""Looking at the addresses whose turn it is, one at a time and each server rarely: what comes of it is written down, and nothing else is
changed (domain.md CR-15).

An address is claimed before it is looked at, and what was seen is written down before the next: a run that is killed loses one look, which
comes again in an hour. Silence counts only while another server answers: when it is our own line that is down, nobody's links are broken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from library.directory.models import ContactPoint
from library.directory.queries import current_contact_points
from library.editions.review_status import uk_day
from library.syndication.outbound import Page, Takes, look
from library.upkeep.links import naming, sighting_of
from library.upkeep.models import Sighting, WatchedAddress
from library.upkeep.source_pages import Search
from library.upkeep.watching import Seen, Sight, State, after, as_sent, next_look, page_of, sighted

A_RUN = 10
SECONDS = 20.0
HOST_RESTS = timedelta(seconds=60)
CLAIMED = timedelta(hours=1)
WITNESSES = 3
NUMBERS = (
    ContactPoint.Kind.E164,
    ContactPoint.Kind.SHORT_VOICE,
    ContactPoint.Kind.SMS_SHORT,
    ContactPoint.Kind.RELAY,
)

Looks = Callable[[str, Takes | None], Page]
"""How an address is looked at; what stands there goes to whoever takes it."""


@dataclass
class Line:
    """Whether our own way out was seen to work in this run; None while nobody knows."""

    works: bool | None = None


def look_around(*, at: datetime, most: int = A_RUN, seconds: float = SECONDS, looks: Looks | None = None) -> int:
    """Look at so many addresses at most, one of each host, and begin none after so many seconds; how many were looked at."""
    began, line, hosts, done = monotonic(), Line(), set[str](), 0
    while done < most and monotonic() - began < seconds and (address := _claim(hosts, at)):
        hosts.add(address.host)
        search = Search(contact.value for contact in _verified_on(address, at))
        page = (looks or _look)(address.url, search.read if search.numbers else None)
        if _seen(page).is_silent and not _line_works(line, address, looks or _look):
            break
        line.works = line.works or not _seen(page).is_silent
        _write_down(address, page, search, at)
        done += 1
    return done


def user_agent() -> str:
    """Who asks, and where to find out why."""
    return f"coproduction-library-links/1 (+{settings.PUBLIC_URL})"


def _look(url: str, takes: Takes | None) -> Page:
    return look(as_sent(url), agent=user_agent(), takes=takes)


@transaction.atomic
def _claim(hosts: set[str], at: datetime) -> WatchedAddress | None:
    """The next whose turn is past, of a host that was left alone for a while."""
    resting = WatchedAddress.objects.filter(looked_at__gt=at - HOST_RESTS, looked_at__lte=at).values("host")
    due = WatchedAddress.objects.filter(next_look_at__lte=at).exclude(Q(host__in=hosts) | Q(host__in=resting))
    address = due.order_by("next_look_at", "pk").select_for_update(skip_locked=True, of=("self",)).first()
    if address is not None:
        address.next_look_at = at + CLAIMED
        address.save(update_fields=["next_look_at"])
    return address


def _line_works(line: Line, silent: WatchedAddress, looks: Looks) -> bool:
    """Whether anybody answers: somebody of this run did, or one of the last others that were well does."""
    if line.works is None:
        well = WatchedAddress.objects.filter(state=State.WELL).exclude(host=silent.host)
        witnesses = well.order_by("-looked_at")[:WITNESSES]
        line.works = any(not _seen(looks(witness.url, None)).is_silent for witness in witnesses)
    return line.works


def _seen(page: Page) -> Seen:
    return Seen(page.reply.status, page.reply.problem, page.location)


@transaction.atomic
def _write_down(address: WatchedAddress, page: Page, search: Search, at: datetime) -> None:
    row = WatchedAddress.objects.select_for_update().filter(pk=address.pk).first()
    if row is None:
        return
    standing = after(row.standing, _seen(page), url=row.url, on=uk_day(at))
    for name in row.FACTS:
        setattr(row, name, getattr(standing, name))
    row.looked_at, row.next_look_at = at, next_look(standing, at)
    row.save()
    missed = [_look_for(contact, page, search, at) for contact in _verified_on(row, at)]
    if any(missed):
        # The next look decides: a page under repair is no news.
        row.next_look_at = min(row.next_look_at, at + timedelta(days=1))
        row.save(update_fields=["next_look_at"])


def _verified_on(address: WatchedAddress, at: datetime) -> list[ContactPoint]:
    """Those with a number to look for on this very page."""
    on = uk_day(at)
    named = naming(on).filter(address=address, contact_point__isnull=False).values("contact_point")
    rows = current_contact_points(on).filter(pk__in=named, kind__in=NUMBERS).exclude(source_url="")
    return [row for row in rows if page_of(row.source_url) == address.url]


def _look_for(contact: ContactPoint, page: Page, search: Search, at: datetime) -> bool:
    """Write down whether it stands there; whether it was missed for the first time."""
    kept = sighting_of(contact)
    sight = sighted(kept.sight if kept else Sight(), _found(contact, page, search), uk_day(at))
    facts = {name: getattr(sight, name) for name in Sighting.FACTS}
    Sighting.objects.update_or_create(
        contact_point=contact, defaults={"number": contact.value, "page": contact.source_url, **facts}
    )
    return sight.missing_since is not None and sight.missing_since == sight.missed_on


def _found(contact: ContactPoint, page: Page, search: Search) -> bool | None:
    """None where no page was to be had."""
    if page.reply.problem or page.reply.status is None or not 200 <= page.reply.status < 300:
        return None
    return search.told(contact.value, is_whole=page.is_whole)
