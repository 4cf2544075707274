"""Which contact point a text prints for a place: never one that does not serve it (domain.md CR-3). Plain values in and out.

A text names a contact point by its slug, or several that do the same for different places by their group. So one text serves
every nation, and the number follows the place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from library.directory.models import ContactPoint

_NATION_NAMES = {
    "en": {
        "england": "England",
        "wales": "Wales",
        "scotland": "Scotland",
        "northern_ireland": "Northern Ireland",
    },
    "cy": {
        "england": "Lloegr",
        "wales": "Cymru",
        "scotland": "Yr Alban",
        "northern_ireland": "Gogledd Iwerddon",
    },
    "pl": {
        "england": "Anglia",
        "wales": "Walia",
        "scotland": "Szkocja",
        "northern_ireland": "Irlandia Północna",
    },
    "ur": {
        "england": "انگلینڈ",
        "wales": "ویلز",
        "scotland": "اسکاٹ لینڈ",
        "northern_ireland": "شمالی آئرلینڈ",
    },
    "ar": {
        "england": "إنجلترا",
        "wales": "ويلز",
        "scotland": "اسكتلندا",
        "northern_ireland": "أيرلندا الشمالية",
    },
}
NATIONS = tuple(_NATION_NAMES["en"])
_AREA = re.compile(r"[A-Z]+")


@dataclass(frozen=True)
class Place:
    """Where a text is for. `districts` are postcode areas or districts; `organisation` has contact points of its own.

    Without a nation and districts the text is for anywhere.
    """

    nation: str | None = None
    districts: tuple[str, ...] = ()
    organisation: UUID | None = None

    @property
    def is_anywhere(self) -> bool:
        return self.nation is None and not self.districts


ANYWHERE = Place()


class Reach(StrEnum):
    """For how much more than the place the contact point is there. An order: nearest first."""

    LOCAL = "local"
    NATION = "nation"
    NATIONAL = "national"


@dataclass(frozen=True)
class Chosen:
    """What stands for a name in a text: one contact point, or in a text for anywhere one for each nation."""

    contacts: tuple[ContactPoint, ...]
    reach: Reach


def choose(name: str, candidates: Sequence[ContactPoint], place: Place) -> Chosen | None:
    """What stands for `name` among those in use that have it as slug or group; the nearest, then the first by slug.

    None when none of them serves the place. In a text for anywhere a slug stands for itself; a group for the one without a
    nation, or else for one of each nation.
    """
    named = [one for one in candidates if one.slug == name]
    if place.is_anywhere:
        return _chosen(named[:1]) if named else _anywhere(candidates)
    serving = [one for one in named or candidates if serves(one.nations, one.districts, place)]
    nearest = sorted(serving, key=lambda one: (list(Reach).index(reach_of(one)), one.slug))
    return _chosen(nearest[:1])


def serves(nations: Sequence[str], districts: Sequence[str], place: Place) -> bool:
    """Whether a scope contains the place, all of it. Empty scopes contain everything; a place without districts is a whole nation."""
    if nations and place.nation not in nations:
        return False
    return not districts or (
        bool(place.districts) and all(any(_covers(scope, one) for scope in districts) for one in place.districts)
    )


def reach_of(contact: ContactPoint) -> Reach:
    """How far its scope goes."""
    if contact.districts:
        return Reach.LOCAL
    return Reach.NATION if contact.nations else Reach.NATIONAL


def nations_in_words(nations: Sequence[str], language: str) -> str:
    """Their names, in the language of the text if we have them."""
    names = _NATION_NAMES.get(language.partition("-")[0], _NATION_NAMES["en"])
    return ", ".join(names[nation] for nation in names if nation in nations)


def _anywhere(candidates: Sequence[ContactPoint]) -> Chosen | None:
    for reach in (Reach.NATIONAL, Reach.NATION):
        found = sorted((one for one in candidates if reach_of(one) is reach), key=lambda one: one.slug)
        if found:
            return _chosen(found[:1] if reach is Reach.NATIONAL else _one_each(found))
    return None


def _one_each(contacts: Sequence[ContactPoint]) -> list[ContactPoint]:
    """In the order of the nations' names, without those that only repeat nations."""
    told: set[str] = set()
    found = []
    for contact in contacts:
        if not set(contact.nations) <= told:
            told |= set(contact.nations)
            found.append(contact)
    return sorted(found, key=lambda one: min(NATIONS.index(nation) for nation in one.nations))


def _chosen(contacts: Sequence[ContactPoint]) -> Chosen | None:
    return Chosen(tuple(contacts), reach_of(contacts[0])) if contacts else None


def _covers(scope: str, district: str) -> bool:
    """`CB` covers CB1 and CB; `CB1` only itself. `N` is not a part of `NR`."""
    if scope == district:
        return True
    area = _AREA.match(district)
    return _AREA.fullmatch(scope) is not None and area is not None and area[0] == scope
