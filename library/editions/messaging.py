"""Safe messaging in the texts of an item: how much it weighs there, and what a clinician has let stand (domain.md SM-1 to SM-6).

What counts is whom the item is for, by its topics and audiences. A waiver holds for the very words and the paragraph that they
stand in: with one character changed it is void. A place that adapts a leaflet has no waivers of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from library.catalogue.models import Item
from library.coproduction.testimonials import said
from library.documents.grammar import PlaceholderKind
from library.documents.model import Document
from library.documents.references import placeholder_places
from library.editions.models import Waiver
from library.editions.quotes import quote_id
from library.editions.recorded import recorded_texts
from library.errors import Fault
from library.quality.bodies_shown import bodies_shown
from library.quality.findings import Finding, Severity
from library.quality.safe_messaging import safe_messaging, severity_for
from library.quality.texts import is_english, is_in_english, paragraphs, public_texts

Held = Mapping[tuple[str, str], Waiver]
"""Waivers by rule and hash of words."""


def messaging_findings(document: Document, item: Item, on: date) -> Iterator[Finding]:
    """What an English text says that can harm its readers, and what is waived as advice. `item` is the one whose topics and
    audiences count: of an adaptation its template.
    """
    severity = severity_of(item)
    if severity is None or not is_english(document):
        return
    held = waivers_of(item, on)
    for place, text in texts_of(document, item):
        for found in safe_messaging(text, place, severity):
            yield with_waiver(found, text, held)
    yield from _of_quotes(document, severity)


def texts_of(document: Document, item: Item) -> Iterator[tuple[str, str]]:
    """Every text of it that reaches the public, by pointer: what it says itself, and what its recordings say."""
    yield from public_texts(document)
    yield from recorded_texts(document, item)


def picture_findings(document: Document, item: Item) -> list[Finding]:
    """What its pictures show of bodies, in whatever language and for whomever: about eating disorders that has to be said."""
    return list(bodies_shown(document)) if severity_of(item) is not None else []


def picture_faults(document: Document, item: Item) -> list[Fault]:
    """What keeps it from being published."""
    return [Fault(found.pointer, f"{found.message} {found.suggestion}") for found in picture_findings(document, item)]


def messaging_faults(document: Document, item: Item, on: date) -> Iterator[Fault]:
    """What keeps it from being published."""
    for found in messaging_findings(document, item, on):
        if found.severity == "block":
            yield Fault(found.pointer, f"{said_of(found)} {found.message} {found.suggestion}")


def said_of(found: Finding) -> str:
    return f"“{found.excerpt}”:" if found.excerpt else "A quote that stands here:"


def severity_of(item: Item) -> Severity | None:
    topics = {slug for topic in item.topics.all() for slug in topic.path}
    return severity_for(topics, {audience.slug for audience in item.audiences.all()})


def waivers_of(item: Item, on: date) -> Held:
    """Those that hold on a day."""
    rows = Waiver.objects.filter(item=item, ended_at=None, expires_on__gte=on)
    return {(row.rule, row.words_sha256): row for row in rows}


def words_hash(found: Finding, text: str) -> str:
    """Of the words and the paragraph around them. `found` is a finding in `text`."""
    start, _ = found.span or (0, 0)
    around = next(text[begin:end] for begin, end in paragraphs(text) if begin <= start <= end)
    return hashlib.sha256(f"{found.excerpt}\n{around}".encode()).hexdigest()


def with_waiver(found: Finding, text: str, held: Held) -> Finding:
    """As advice, with the reason, where a clinician has let it stand."""
    waiver = held.get((found.rule, words_hash(found, text))) if held else None
    if waiver is None:
        return found
    return replace(
        found, severity="advise", message=f"Let stand until {waiver.expires_on}: {waiver.reason}", suggestion=None
    )


def _of_quotes(document: Document, severity: Severity) -> Iterator[Finding]:
    """Without their words: they stand in one table, and who reads findings need not be who may read that."""
    places = {
        id: place for place, name in placeholder_places(document, PlaceholderKind.QUOTE) if (id := quote_id(name))
    }
    for id, one in said(places).items() if places else ():
        if is_in_english(one.language):
            for found in safe_messaging(one.words, places[id], severity, is_quote=True):
                yield replace(found, span=None, excerpt=None)
