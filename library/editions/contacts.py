"""Contact points in published texts: `{{contact:name}}` becomes the number that holds on the day, for the place of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from library.directory.models import ContactPoint
from library.directory.places import ANYWHERE, Chosen, Place
from library.directory.queries import chosen_markdown, contacts_for, retired_values
from library.directory.retired_numbers import retired_in
from library.directory.verification import Verification
from library.documents.grammar import PlaceholderKind
from library.documents.model import Document
from library.documents.placeholders import resolve_contacts
from library.documents.pointers import pointer
from library.documents.references import placeholder_places, references
from library.errors import Fault, Incomplete

NON_VOICE_NEEDED = frozenset({ContactPoint.Purpose.EMERGENCY, ContactPoint.Purpose.URGENT})


class UnknownContact(Incomplete):
    """A text names a contact point that the directory does not have, or has no more."""

    slug = "unknown-contact-point"
    title = "The text names a contact point that is not in use"
    explanation = (
        "Every number in a text is a record of the directory, named as `{{contact:slug}}`, or by the group of those that do "
        "the same for different places. The ones listed under `contacts` are not there, were retired, or do not serve the place "
        "that the text is for. See `/v1/contact-points` for those in use."
    )


def resolve(document: Document, on: date, place: Place = ANYWHERE) -> tuple[Document, list[ContactPoint]]:
    """The text with its contacts printed, and which they are. Raises `UnknownContact` naming all that are missing.

    In a text for a place the number is a local one, or else its nation's, or else one for everywhere; one that does not serve
    the place is as missing as one that is not in use.
    """
    chosen = contacts_in(document, on, place)
    missing = sorted(set(references(document).contacts) - set(chosen))
    if missing:
        raise UnknownContact(f"Not in use: {', '.join(missing)}.", contacts=missing)
    shown = {name: chosen_markdown(choice, document.language) for name, choice in chosen.items()}
    printed = {contact.pk: contact for choice in chosen.values() for contact in choice.contacts}
    return resolve_contacts(document, shown), list(printed.values())


def contacts_in(document: Document, on: date, place: Place = ANYWHERE) -> dict[str, Chosen]:
    """What stands for each name in the text, with how near it is to the place; names that nothing answers to are missing."""
    return contacts_for(references(document).contacts, on, place)


@dataclass(frozen=True)
class ContactFlaw:
    """Why a text can't be printed: where by JSON pointer, the words as they stand in its Markdown, and a sentence."""

    pointer: str
    words: str
    sentence: str


def contact_faults(document: Document, on: date, place: Place = ANYWHERE) -> Iterator[Fault]:
    """Why the text can't be printed on a day, place by place: what it names, and retired numbers that it shows
    (domain.md CR-3, CR-4, CR-5, CR-11).
    """
    yield from (Fault(flaw.pointer, flaw.sentence) for flaw in contact_flaws(document, on, place))


def contact_flaws(document: Document, on: date, place: Place = ANYWHERE) -> Iterator[ContactFlaw]:
    """The same with the words concerned."""
    chosen = contacts_in(document, on, place)
    for where, name in dict.fromkeys(placeholder_places(document, PlaceholderKind.CONTACT)):
        words = f"{{{{contact:{name}}}}}"
        yield from (ContactFlaw(where, words, sentence) for sentence in _sentences(name, chosen, on, place))
    retired = retired_values(on)
    for path, text in _strings(document.model_dump(mode="json"), ()) if retired else ():
        for shown in dict.fromkeys(retired_in(text, retired)):
            yield ContactFlaw(pointer(*path), shown, f"{shown} has been retired: nobody may print it any more.")


def _strings(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*path, number))


def _sentences(name: str, chosen: Mapping[str, Chosen], on: date, place: Place) -> Iterator[str]:
    if name not in chosen:
        where = "" if place.is_anywhere else " that serves this place"
        yield f"There is no contact point {name!r} in use{where}; see /v1/contact-points."
        return
    for contact in chosen[name].contacts:
        if contact.verification(on) is Verification.EXPIRED:
            yield f"{contact.slug} was last verified on {contact.verified_at}, too long ago to print it: verify it again."
        if contact.purpose in NON_VOICE_NEEDED and not contact.non_voice:
            yield f"{contact.slug} does not say how somebody reaches it who can't speak on the phone, or that nobody can."
