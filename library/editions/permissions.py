"""May I adapt, embed or print this, here, in this language? By the licences of what is published now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from library.accounts.models import Organisation
from library.catalogue.models import Asset, Entry, Item, Licence
from library.catalogue.permitted import Action, Ruling, ruling
from library.coproduction.consent_rules import Channel
from library.editions.archive import live_entry
from library.editions.entries import current_edition
from library.editions.models import Edition, Reference
from library.editions.quotes import book_of
from library.errors import Fault, Malformed

TEMPLATES_ONLY = (
    "This library makes adaptations of leaflet templates. Of anything else make your own copy, as its licence allows."
)
LEFT_OUT = "Its quotes are their owners' own. Those that are not agreed to are left out."
USED_AS: Mapping[Action, Channel] = {"adapt": Channel.WEB, "embed": Channel.EMBED, "print": Channel.PRINT}
WHOSE_OWN = "It is your own: as its rights holder, or with their word, you decide."


@dataclass(frozen=True)
class NarrowerTerms:
    """A file of the item that is under terms of its own."""

    name: str
    licence: str
    ruling: Ruling


@dataclass(frozen=True)
class QuoteTerms:
    """A quote of the item: whether its owner has agreed to this, and why."""

    id: UUID
    allowed: bool
    reason: str


@dataclass(frozen=True)
class Permission:
    """The answer for one item and action, with what it rests on."""

    entry: Entry
    edition: Edition
    licence: Licence
    ruling: Ruling
    exceptions: tuple[NarrowerTerms, ...]
    quotes: tuple[QuoteTerms, ...]


def permission(
    kind: str, slug: str, action: Action, *, organisation: str | None, language: str | None, now: datetime
) -> Permission:
    """What the licence of the current edition says, those of its files where they say less (domain.md, LIC-2), and what the owners
    of its quotes have agreed to: a licence never covers their words.

    `organisation` is the code of whoever asks. Raises as reading the item does, and `Malformed` for an unknown code.
    """
    asking = _organisation(organisation)
    entry = live_entry(kind, slug, language, now=now)
    edition = current_edition(entry)
    item = Item.objects.get(pk=entry.item_id)
    licence = Licence.objects.get(spdx=edition.licence)
    found = ruling(action, spdx=licence.spdx, licence=licence.name, rights_holder=edition.rights_holder)
    reasons = [*found.reasons]
    if action == "adapt" and found.allowed and kind != Item.Kind.LEAFLET:
        reasons.append(TEMPLATES_ONLY)
    if asking is not None and asking.pk == item.owner_id:
        reasons.append(WHOSE_OWN)
    narrower = tuple(_exceptions(edition, action, found)) if found.allowed else ()
    quotes = tuple(_quotes(edition, action, asking, now))
    if quotes and any(not quote.allowed for quote in quotes):
        reasons.append(LEFT_OUT)
    if action == "adapt" and (kept := [one for one in narrower if not one.ruling.allowed]):
        names = ", ".join(one.name for one in kept)
        found = Ruling(False, found.reasons, (f"A version without {names}, or permission for it.",))
        reasons.append(f"It shows {names}, of which adaptations may not be shared.")
    return Permission(entry, edition, licence, Ruling(found.allowed, tuple(reasons), found.needs), narrower, quotes)


def _organisation(code: str | None) -> Organisation | None:
    if code is None:
        return None
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise Malformed(errors=[Fault("?organisation", "There is no organisation of this code.")])
    return found


def _quotes(edition: Edition, action: Action, asking: Organisation | None, now: datetime) -> Iterator[QuoteTerms]:
    book = book_of(edition)
    for id in book.said:
        ruled = book.ruling(id, USED_AS[action], now, asking)
        yield QuoteTerms(id, ruled.shown, ruled.reason)


def _exceptions(edition: Edition, action: Action, whole: Ruling) -> list[NarrowerTerms]:
    printed = Reference.objects.filter(edition=edition, kind=Reference.Kind.ASSET).values("target")
    found = []
    for asset in Asset.objects.filter(pk__in=printed).select_related("licence").order_by("name"):
        licence = asset.licence
        own = ruling(action, spdx=licence.spdx, licence=licence.name, rights_holder=asset.rights_holder)
        if licence.spdx != edition.licence and own != whole:
            found.append(NarrowerTerms(asset.name, licence.spdx, own))
    return found
