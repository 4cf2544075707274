"""What the builder needs to know of the library: what there is to show, and which choices each has."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from library.catalogue.addresses import COLLECTIONS
from library.catalogue.languages import own_name
from library.catalogue.models import Item, Topic
from library.catalogue.search import Page, Question
from library.catalogue.suggestions import did_you_mean
from library.editions.adapted import adaptations_of, cards_of, live_entries
from library.editions.archive import live_entry
from library.editions.reading import read_item, read_list
from library.syndication.choices import subject_of
from library.syndication.embed_address import ItemEmbed, ListEmbed
from library.syndication.embed_lists import title_of

ENGLISH = "en-GB"
SHOWN = 12


@dataclass(frozen=True)
class Finds:
    """Cards as they are stored; `did_you_mean` when nothing was found."""

    cards: list[bytes]
    has_more: bool
    did_you_mean: str | None


@dataclass(frozen=True)
class Subject:
    """What was picked. Of a list only the title is known, and `kind` is None. `shown_in` is the language of the title,
    `languages` the tags that there are, with their own names; `places` the areas that have a version, with whose it is.
    """

    title: str
    shown_in: str
    kind: str | None = None
    publisher: str = ""
    edition: int | None = None
    languages: tuple[tuple[str, str], ...] = ()
    can_be_local: bool = False
    places: tuple[tuple[str, str], ...] = ()


def found_for(q: str, kind: str | None, *, now: datetime) -> Finds:
    """What a search finds, best first; without words the newest. Adaptations only if they are asked for."""
    kinds = (kind,) if kind else tuple(name for name in COLLECTIONS if name != Item.Kind.ADAPTATION)
    words = q if any(not word.startswith("-") for word in q.split()) else ""
    page = Page(SHOWN, "relevance" if words else "-published_at")
    listing = read_list(Question(kind=kinds, q=words or None), page, now=now)
    spelling = did_you_mean(words) if words and not listing.cards else None
    return Finds(listing.cards, listing.after is not None, spelling)


def topics() -> list[tuple[str, str]]:
    """Slug and name of every topic, as a tree reads from top to bottom."""
    return list(Topic.objects.order_by("path").values_list("slug", "name"))


def subject(item: str, language: str | None, *, now: datetime) -> Subject | None:
    """What was picked; None for what can't be embedded. Raises as reading the item does."""
    found = subject_of(item)
    if isinstance(found, ItemEmbed):
        return _item(found, language, now)
    if isinstance(found, ListEmbed):
        title, language = title_of(found)
        return Subject(title, language or ENGLISH)
    return None


def _item(found: ItemEmbed, language: str | None, now: datetime) -> Subject:
    reading = read_item(found.kind, found.slug, language, known=(), now=now)
    detail: dict[str, Any] = json.loads(reading.document or b"{}")
    is_leaflet = found.kind == Item.Kind.LEAFLET
    return Subject(
        title=detail["title"],
        shown_in=detail["language"],
        kind=found.kind,
        publisher=detail["publisher"]["name"],
        edition=detail["edition"],
        languages=tuple((row["language"], own_name(row["language"])) for row in detail["languages"]),
        can_be_local=is_leaflet,
        places=_places(found.slug, language, now) if is_leaflet else (),
    )


def _places(slug: str, language: str | None, now: datetime) -> tuple[tuple[str, str], ...]:
    """The areas for which there is a version in this language: code, and whose version it is."""
    template = live_entry(Item.Kind.LEAFLET, slug, language, now=now)
    entries = list(live_entries(adaptations_of(template, language=template.language).values("item")))
    cards = [json.loads(card) for card in cards_of(entries, now=now)]
    return tuple(
        sorted(((area, card["organisation"]["name"]) for card in cards for area in card["areas"]), key=_by_name)
    )


def _by_name(place: tuple[str, str]) -> tuple[str, str]:
    return place[1], place[0]
