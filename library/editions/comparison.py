"""What is local in an adaptation, section by section, beside the edition of the original that it follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from library.catalogue.models import Derivation, Entry, Item
from library.documents.changes import Hunk
from library.documents.model import Section
from library.documents.words import word_hunks
from library.editions.archive import live_entry
from library.editions.entries import current_edition, document_of
from library.editions.models import Edition, Provenance

VERBATIM = "verbatim"


@dataclass(frozen=True)
class SectionCompared:
    """`original` is the section as the original has it, `local` as the adaptation has it; None where it is not.

    `hunks` is the way from the one text to the other, word by word; None when the original may not be shown.
    """

    id: str
    status: str
    base_edition: int
    original: Section | None
    local: Section | None
    hunks: tuple[Hunk, ...] | None


@dataclass(frozen=True)
class Comparison:
    """`template` is the edition that the adaptation follows, `newest` the number of the original's present one; None when
    it was withdrawn.
    """

    entry: Entry
    edition: Edition
    derivation: Derivation
    template: Edition
    template_title: str
    newest: int | None
    sections: tuple[SectionCompared, ...]


def compare(slug: str, language: str | None, *, now: datetime) -> Comparison:
    """A published adaptation beside its original. Raises as reading the adaptation does.

    Of an original that was withdrawn no word is shown that the adaptation does not show itself.
    """
    entry = live_entry(Item.Kind.ADAPTATION, slug, language, now=now)
    edition = current_edition(entry)
    derivation = Derivation.objects.select_related("original", "item__owner").get(item=entry.item_id)
    provenance = Provenance.objects.select_related("template").get(edition=edition)
    newest = (
        Entry.objects.filter(item=derivation.original_id, language=derivation.language, state=Entry.State.LIVE)
        .values_list("edition", flat=True)
        .first()
    )
    return Comparison(
        entry=entry,
        edition=edition,
        derivation=derivation,
        template=provenance.template,
        template_title=provenance.title,
        newest=newest,
        sections=tuple(_sections(provenance, edition, shows_original=newest is not None)),
    )


def _sections(provenance: Provenance, edition: Edition, *, shows_original: bool) -> Iterator[SectionCompared]:
    originals = {section.id: section for section in document_of(provenance.template).sections}
    locals_ = {section.id: section for section in document_of(edition).sections}
    for row in provenance.sections:
        id_, original, local = row["id"], originals.get(row["id"]), locals_.get(row["id"])
        hunks: tuple[Hunk, ...] | None = None
        if shows_original:
            changed = row["status"] != VERBATIM
            hunks = word_hunks(original.body if original else "", local.body if local else "") if changed else ()
        shown = original if shows_original or row["status"] == VERBATIM else None
        yield SectionCompared(id_, row["status"], row["base_edition"], shown, local, hunks)
