"""Whether a text about health says where to get help, wherever it is read (domain.md CR-6, CR-8, CR-11, SM-8).

What counts are the contact points that the text itself names, as they are printed: in a text for a place those that serve the place,
in a text for anywhere those of each nation. It holds for health content of every kind, a poster and a film as well as a
leaflet; what is no health content, such as training for staff, needs none. Of a template only locked sections count, since a
place may reword or leave out the others.

A new edition is refused without it. What the library brings out by itself, a safety edition in adaptations or a number that
changed, is not: it would keep the old words in print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q

from library.catalogue.models import Item
from library.directory.crisis_block import PURPOSES, Lack, Line, crisis_faults
from library.directory.models import ContactPoint
from library.directory.places import ANYWHERE, NATIONS, Place, nations_in_words, serves
from library.directory.queries import current_contact_points
from library.documents.grammar import PlaceholderKind
from library.documents.model import Document
from library.documents.references import placeholder_places
from library.documents.vocabulary import Policy
from library.editions.contacts import contacts_in
from library.errors import Fault
from library.quality.findings import Finding

RULE = "crisis-help"
SOURCE = "domain rule CR-6: every text about mental health says where to get help"
NAMED = 3
"""So many contact points of the directory are named as examples of what to add."""
_SECTION = re.compile(r"/sections/([0-9]+)/")
_WRITTEN = frozenset({ContactPoint.Kind.URL, ContactPoint.Kind.EMAIL})


def crisis_help_findings(document: Document, item: Item, on: date, place: Place = ANYWHERE) -> Iterator[Finding]:
    """What the text lacks of the four lines (emergency, urgent, listening, condition) for a place on a day, by JSON pointer into
    the document; nothing for what is no health content.
    """
    if not item.is_health_content:
        return
    of_template = item.kind == Item.Kind.LEAFLET
    chosen = contacts_in(document, on, place)
    named = {name: where for name, where in _named(document, only_locked=of_template) if name in chosen}
    printed = {contact.slug: (contact, where) for name, where in named.items() for contact in chosen[name].contacts}
    for lack, nations in _lacking([contact for contact, _ in printed.values()], place).items():
        if lack.line:
            what_to_do = "Complete its entry in the directory."
            yield _finding(printed[lack.line][1], lack.sentence, what_to_do)
            continue
        sentence = lack.sentence + _where(nations)
        if of_template and lack.what == "purpose":
            sentence += " Only locked sections count, which no place can take out."
        yield _finding("/sections", sentence, _what_to_add(lack, on, nations, place))


def crisis_help_faults(document: Document, item: Item, on: date, place: Place = ANYWHERE) -> Iterator[Fault]:
    """The same as refusals."""
    for found in crisis_help_findings(document, item, on, place):
        yield Fault(found.pointer, f"{found.message} {found.suggestion}")


def _named(document: Document, *, only_locked: bool) -> Iterator[tuple[str, str]]:
    """The names of contact points in the text, with the pointer of where each stands."""
    for where, name in placeholder_places(document, PlaceholderKind.CONTACT):
        section = _SECTION.match(where)
        if not only_locked or (section and document.sections[int(section[1])].policy is Policy.LOCKED):
            yield name, where


def _lacking(contacts: Sequence[ContactPoint], place: Place) -> dict[Lack, list[str]]:
    """What is lacking, with the nations in which it is; without nations when the text is for one place."""
    if not place.is_anywhere:
        return {lack: [] for lack in _of_block(contacts)}
    found: dict[Lack, list[str]] = {}
    for nation in NATIONS:
        serving = [one for one in contacts if serves(one.nations, one.districts, Place(nation))]
        for lack in _of_block(serving):
            found.setdefault(lack, []).append(nation)
    return found


def _of_block(contacts: Sequence[ContactPoint]) -> Iterator[Lack]:
    """Without what `contacts.contact_faults` says of every text that prints such a contact point, of health or not."""
    lines = [_line(contact) for contact in contacts if contact.purpose in PURPOSES]
    yield from (lack for lack in crisis_faults(lines) if lack.what != "non_voice")


def _line(contact: ContactPoint) -> Line:
    """A page can be read and a mail written at any hour, so they need no hours; but nobody answers at once."""
    return Line(
        name=contact.slug,
        purpose=contact.purpose,
        hours=contact.opening,
        hours_in_words="At any hour" if contact.kind in _WRITTEN else contact.hours,
        has_non_voice_answer=bool(contact.non_voice),
    )


def _where(nations: Sequence[str]) -> str:
    return f" This is so for {nations_in_words(nations, 'en')}." if 0 < len(nations) < len(NATIONS) else ""


def _what_to_add(lack: Lack, on: date, nations: Sequence[str], place: Place) -> str:
    """What the directory has of the kind for these nations or for the place, by the names that a text can use."""
    if lack.what == "every_hour":
        return "Name a line that is always open, or say of one of these in the directory that it is."
    theirs = Q(organisation__isnull=True) | Q(organisation=place.organisation)
    found = current_contact_points(on).filter(theirs, purpose=lack.purpose).order_by("group", "slug")
    places = [Place(nation) for nation in nations] or [place]
    serving = [one for one in found if any(serves(one.nations, one.districts, where) for where in places)]
    names = list(dict.fromkeys(one.group or one.slug for one in serving))[:NAMED]
    if not names:
        return f"The directory has none for it yet: add a contact point with the purpose {lack.purpose}, then name it in the text."
    return f"Name one in the text: {', '.join(f'{{{{contact:{name}}}}}' for name in names)}."


def _finding(where: str, message: str, suggestion: str) -> Finding:
    return Finding(RULE, "block", where, message, suggestion=suggestion, source=SOURCE)
