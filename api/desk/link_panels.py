"""What was seen at the addresses that something names, on its page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked
from api.desk.cells import badge, day
from api.desk.things import Cell, Panel
from library.directory.models import ContactPoint
from library.editions.review_status import uk_day
from library.upkeep.link_words import sight_words, standing_words
from library.upkeep.links import arrived_at, naming, sighting_of
from library.upkeep.models import Arrival, Link, Sighting, WatchedAddress
from library.upkeep.watching import MATTERS, State, is_missing

TONES = {State.WELL: "good", State.BROKEN: "bad", State.UNREACHABLE: "warn", State.MOVED: "warn", State.REFUSED: "warn"}
WORDS = {
    State.NEW: "Not looked at yet",
    State.WELL: "Well",
    State.MOVED: "Moved",
    State.BROKEN: "Broken",
    State.UNREACHABLE: "Can't tell",
    State.REFUSED: "Not looked at",
}
COLUMNS = ("Address", "What was seen")
NOTHING_NAMED = "No web address, or it was not read yet."
SHOWN = 50


def item_links(about: Asked) -> Panel:
    found = naming(uk_day(about.at)).filter(entry__item=about.thing)
    rows = _rows(found.select_related("address").order_by("pk"), about)
    lead = "Where its texts that are out send readers. Looked at once a week; nothing is changed by that."
    return Panel("Links", COLUMNS, rows, NOTHING_NAMED, lead, id="links")


def contact_links(about: Asked) -> Sequence[Panel]:
    """Its addresses, and whether its number stands where it was verified. Nothing where it has none."""
    contact = about.thing
    found = naming(uk_day(about.at)).filter(contact_point=contact)
    rows = _rows(found.select_related("address").order_by("pk"), about)
    if (sighting := sighting_of(contact)) is not None:
        rows.append((_address(sighting.page), _of_number(sighting, contact)))
    lead = "Where it was verified, and where it leads. Looked at once a week; nothing is changed by that."
    return [Panel("Seen at its addresses", COLUMNS, rows, NOTHING_NAMED, lead, id="links")] if rows else []


def contact_notices(about: Asked) -> list[str]:
    """What somebody who keeps it should know first: its number does not stand where it was verified."""
    sighting = sighting_of(about.thing)
    if sighting is None or not is_missing(sighting.sight, about.thing.verified_at):
        return []
    return [
        f"Its number was looked for on {sighting.page}. {sight_words(sighting.sight)} Look at it, and verify it or change it."
    ]


def service_links(about: Asked) -> Sequence[Panel]:
    found = naming(uk_day(about.at)).filter(service=about.thing)
    rows = _rows(found.select_related("address").order_by("pk"), about)
    return [Panel("Where it was verified", COLUMNS, rows, id="links")] if rows else []


def _rows(links: Iterable[Link], about: Asked) -> list[tuple[Cell, ...]]:
    once = {one.address_id: one for one in links}
    shown = sorted(once.values(), key=lambda one: (one.address.state not in MATTERS, one.written))[:SHOWN]
    arrivals = arrived_at([one.address for one in shown], about.by, uk_day(about.at))
    return [(_address(one.written), _seen(one.address, arrivals.get(one.address_id))) for one in shown]


def _address(url: str) -> SafeString:
    """A link that breaks wherever the page is narrow. It was written by people: only web addresses lead somewhere."""
    if not url.startswith(("https://", "http://")):
        return format_html('<span class="d-address">{}</span>', url)
    return format_html('<a class="d-address" href="{}">{}</a>', url, url)


def _seen(address: WatchedAddress, arrival: Arrival | None) -> SafeString:
    """`Broken. It is not there any more (404). Since 3 May 2026. Looked at on 4 May 2026.`"""
    looked = f"Looked at on {day(uk_day(address.looked_at))}." if address.looked_at else ""
    if arrival is None:
        return format_html("{} {} {}", _badge(address), standing_words(address.standing), looked)
    opened = f"A person opened it on {day(uk_day(arrival.opened_at))}; that counts until {day(arrival.holds_until)}."
    return format_html("{} {} The watch can’t look at it. {}", badge("well", "Readers arrive", "good"), opened, looked)


def _of_number(sighting: Sighting, contact: ContactPoint) -> SafeString:
    missing = is_missing(sighting.sight, contact.verified_at)
    state = badge("number", "Number not found", "bad") if missing else badge("number", "Its number", "plain")
    return format_html("{} {}", state, sight_words(sighting.sight))


def _badge(address: WatchedAddress) -> SafeString:
    state = State(address.state)
    return badge(state.value, WORDS[state], TONES.get(state, "plain"))
