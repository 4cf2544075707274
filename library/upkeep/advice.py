"""What to tell whoever writes a text about the addresses in it at which something is wrong (domain.md CR-15). It hinders nothing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from library.documents.links import link_places
from library.documents.model import Document
from library.documents.passages import markdown_texts
from library.quality.findings import Finding
from library.upkeep.link_words import standing_words
from library.upkeep.links import known

RULE = "watched-link"


def link_findings(document: Document, *, organisation: UUID, on: date) -> list[Finding]:
    """One for each place and address, in reading order; none where somebody of the organisation has arrived."""
    places = list(dict.fromkeys(link_places(document)))
    found, texts = known((address for _, address in places), organisation, on), dict(markdown_texts(document))
    return [
        _finding(place, address, texts.get(place, address), standing_words(found[address].standing))
        for place, address in places
        if address in found
    ]


def _finding(place: str, address: str, text: str, seen: str) -> Finding:
    """Where the address is written in another way than it is followed (`&amp;`), the sentence names it."""
    start = text.find(address)
    if start < 0:
        return Finding(RULE, "advise", place, f"{address} was looked at. {seen}")
    span = (start, start + len(address))
    return Finding(RULE, "advise", place, f"This address was looked at. {seen}", span, address)
