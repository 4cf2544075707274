"""May I adapt, embed or print this, here, in this language? By the licences of what is published now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from library.accounts.models import Organisation
from library.catalogue.models import Asset, Entry, Item, Licence
from library.catalogue.permitted import Action, Ruling, ruling
from library.editions.archive import live_entry
from library.editions.entries import current_edition
from library.editions.models import Edition, Reference
from library.errors import Fault, Malformed

TEMPLATES_ONLY = (
    "This library makes adaptations of leaflet templates. Of anything else make your own copy, as its licence allows."
)
WHOSE_OWN = "It is your own: as its rights holder, or with their word, you decide."


@dataclass(frozen=True)
class NarrowerTerms:
    """A file of the item that is under terms of its own."""

    name: str
    licence: str
    ruling: Ruling


@dataclass(frozen=True)
class Permission:
    """The answer for one item and action, with what it rests on."""

    entry: Entry
    edition: Edition
    licence: Licence
    ruling: Ruling
    exceptions: tuple[NarrowerTerms, ...]


def permission(
    kind: str, slug: str, action: Action, *, organisation: str | None, language: str | None, now: datetime
) -> Permission:
    """What the licence of the current edition says, and those of its files where they say less (domain.md, LIC-2).

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
    if action == "adapt" and (kept := [one for one in narrower if not one.ruling.allowed]):
        names = ", ".join(one.name for one in kept)
        found = Ruling(False, found.reasons, (f"A version without {names}, or permission for it.",))
        reasons.append(f"It shows {names}, of which adaptations may not be shared.")
    return Permission(entry, edition, licence, Ruling(found.allowed, tuple(reasons), found.needs), narrower)


def _organisation(code: str | None) -> Organisation | None:
    if code is None:
        return None
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise Malformed(errors=[Fault("?organisation", "There is no organisation of this code.")])
    return found


def _exceptions(edition: Edition, action: Action, whole: Ruling) -> list[NarrowerTerms]:
    printed = Reference.objects.filter(edition=edition, kind=Reference.Kind.ASSET).values("target")
    found = []
    for asset in Asset.objects.filter(pk__in=printed).select_related("licence").order_by("name"):
        licence = asset.licence
        own = ruling(action, spdx=licence.spdx, licence=licence.name, rights_holder=asset.rights_holder)
        if licence.spdx != edition.licence and own != whole:
            found.append(NarrowerTerms(asset.name, licence.spdx, own))
    return found
