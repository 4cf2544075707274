"""Contact points of the directory for the numbers that somebody typed into a text (domain.md CR-1): offered, never put in unasked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from library.directory.models import ContactPoint
from library.directory.queries import everybodys_contact_points
from library.directory.typed_numbers import TypedNumber, dialled, typed_numbers
from library.documents.model import Document
from library.documents.passages import markdown_texts

DIALLED = ("e164", "short_voice", "sms_short", "relay")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\((?:<[^<>\n]*>|[^()\s]*)\)")
_MENU = re.compile(r"select|choose|press|option", re.IGNORECASE)


@dataclass(frozen=True)
class Offer:
    """A number at `span` of the text at `pointer`, and the contact points that have it: `contacts` are slugs and names.
    Not `certain`: what is to be sent to it in a text message may stand beside it already.
    """

    pointer: str
    span: tuple[int, int]
    shown: str
    contacts: tuple[tuple[str, str], ...]
    certain: bool = True

    @property
    def only(self) -> str | None:
        """The slug, where there is no choice."""
        return self.contacts[0][0] if len(self.contacts) == 1 and self.certain else None


def contact_offers(document: Document, on: date) -> list[Offer]:
    """Those for a text as it stands, in reading order; nothing for numbers that the directory does not have."""
    known: dict[str, list[ContactPoint]] = {}
    for contact in everybodys_contact_points(on).filter(kind__in=DIALLED).order_by("slug"):
        known.setdefault(dialled(contact.value), []).append(contact)
    return [
        _offer(place, span, number, fitting)
        for place, text in markdown_texts(document)
        for span, number in _numbers(text)
        if (fitting := _fitting(number, known.get(number.digits, [])))
    ]


def _offer(place: str, span: tuple[int, int], number: TypedNumber, fitting: list[ContactPoint]) -> Offer:
    names = tuple((one.slug, one.name) for one in fitting)
    return Offer(place, span, number.shown, names, certain=not any(one.menu_path for one in fitting if _is_texted(one)))


def _is_texted(contact: ContactPoint) -> bool:
    return contact.kind == ContactPoint.Kind.SMS_SHORT


def _numbers(text: str) -> Iterator[tuple[tuple[int, int], TypedNumber]]:
    """Each number with what a contact point would take the place of: all of a link that has the number for its words."""
    links = list(_LINK.finditer(text))
    for number in typed_numbers(text):
        around = next((link for link in links if link.start() <= number.start < link.end()), None)
        if around is None:
            yield (number.start, number.end), number
        elif number.end <= around.end(1) and around[1].strip() == number.shown:  # in its address it stands once more
            yield (around.start(), around.end()), number


def _fitting(number: TypedNumber, contacts: Iterable[ContactPoint]) -> list[ContactPoint]:
    """A number with a menu choice after it is another contact point than the number alone; a relay is asked for by its prefix."""
    has_menu, by_relay = bool(_MENU.search(number.shown)), number.shown.startswith("18001")
    return [
        one
        for one in contacts
        if (_is_texted(one) or bool(one.menu_path) == has_menu) and (one.kind == ContactPoint.Kind.RELAY) == by_relay
    ]


def with_contacts(data: dict[str, Any], chosen: Iterable[tuple[Offer, str]]) -> dict[str, Any]:
    """The document with the chosen contact points, by slug, in place of the numbers. Of JSON data; only sections are changed."""
    changes: dict[str, list[tuple[tuple[int, int], str]]] = {}
    for offer, slug in chosen:
        changes.setdefault(offer.pointer, []).append((offer.span, slug))
    sections = [
        {**section, "body": _replaced(section["body"], changes.get(f"/sections/{number}/body", []))}
        for number, section in enumerate(data["sections"])
    ]
    return {**data, "sections": sections}


def _replaced(text: str, changes: Iterable[tuple[tuple[int, int], str]]) -> str:
    for (start, end), slug in sorted(changes, reverse=True):
        text = f"{text[:start]}{{{{contact:{slug}}}}}{text[end:]}"
    return text


def only_ones(offers: Iterable[Offer]) -> list[tuple[Offer, str]]:
    """Those in which nothing is left to choose."""
    return [(offer, offer.only) for offer in offers if offer.only]


def as_member(offer: Offer) -> Mapping[str, Any]:
    return {
        "pointer": offer.pointer,
        "span": list(offer.span),
        "shown": offer.shown,
        "contacts": [{"slug": slug, "name": name} for slug, name in offer.contacts],
    }
