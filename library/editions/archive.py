"""Older editions: the history of an item as the public may read it, and what changed between two of them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from pydantic import TypeAdapter

from library.catalogue.models import Entry
from library.documents.diff import Change, diff
from library.documents.model import Document
from library.editions.entries import document_of
from library.editions.gathering import load_facts
from library.editions.models import Edition
from library.editions.projection import Projection, project
from library.editions.reading import LanguageNotAvailable, departure
from library.errors import NotFound

_DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)


class NoSuchEdition(NotFound):
    """The item is there, the edition is not."""

    slug = "no-such-edition"
    title = "There is no such edition"
    explanation = "Editions are numbered from 1 per language, without gaps. `current_edition` is the newest one."


def live_entry(kind: str, slug: str, language: str | None, *, now: datetime) -> Entry:
    """The entry of an item in a language, or in its original. Raises as `reading.read_item` does: nothing is readable
    of a withdrawn item, nor of a language that did not come back with it.
    """
    entries = {entry.language: entry for entry in Entry.objects.filter(kind=kind, slug=slug)}
    original = next((entry for entry in entries.values() if entry.is_original), None)
    if original is None:
        raise NotFound()
    if original.state != Entry.State.LIVE:
        raise departure(original.pk, now=now)
    if language is not None and language not in entries:
        raise LanguageNotAvailable(f"There is no {language} version.", languages=original.languages)
    entry = entries[language] if language else original
    if entry.state != Entry.State.LIVE:
        raise departure(entry.pk, now=now)
    return entry


def editions_of(entry: Entry) -> QuerySet[Edition]:
    """All editions of a live entry. Their texts are not loaded."""
    return Edition.objects.filter(item=entry.item_id, language=entry.language).defer("document", "source")


def read_edition(entry: Entry, number: int, *, now: datetime) -> Projection:
    """One edition as it was published, with the facts as they are now."""
    edition = _edition(entry, number)
    facts = load_facts([edition])[edition.pk]
    return project(edition, document_of(edition), facts, now, settings.PUBLIC_URL)


def changes_between(entry: Entry, older: int, newer: int) -> list[Change]:
    """What changed from one edition to another, section by section."""
    return diff(document_of(_edition(entry, older)), document_of(_edition(entry, newer)))


def _edition(entry: Entry, number: int) -> Edition:
    edition = Edition.objects.filter(item=entry.item_id, language=entry.language, number=number).first()
    if edition is None:
        raise NoSuchEdition(f"There is no edition {number}.", current_edition=entry.edition)
    return edition


def source_of(edition: Edition) -> Document:
    """The text of an edition as it was signed off, placeholders and all: what the next text is compared with."""
    return _DOCUMENT.validate_json(edition.source)
