"""What stands in a text where nothing has been filled in, and the words of quotes that are given."""

from __future__ import annotations

from collections.abc import Mapping

from library.documents.grammar import Placeholder, PlaceholderKind, find
from library.documents.model import CaseStudyDocument
from library.documents.quotations import with_quotations
from library.documents.text import labels_of, placeholder_text
from library.rendering.chapters import Chapter, chapters
from library.rendering.sheet import Sheet
from library.rendering.words import Words


def blank(sheet: Sheet, found: Placeholder, words: Words) -> str:
    """`Community service: phone, not filled in yet`. Nothing for a quote: its words belong to their owner."""
    if found.kind is PlaceholderKind.QUOTE:
        return ""
    label = placeholder_text(found, {**labels_of(sheet.document), **sheet.labels})
    return f"{label[1:-1]}, {words.not_filled_in}"


def blanks(sheet: Sheet, markdown: str, words: Words) -> dict[str, str]:
    """The words for every placeholder of the text, by its content."""
    return {found.content: blank(sheet, found, words) for found in find(markdown)}


def quote_labels(said: Mapping[str, str]) -> dict[str, str]:
    """Labels of a sheet that say these quotes, plain text by id."""
    return {f"{PlaceholderKind.QUOTE}:{id}": words for id, words in said.items()}


def chapters_of(sheet: Sheet) -> tuple[Chapter, ...]:
    """The chapters of its document. What people said is none where the sheet was given no words of theirs: a heading with
    nothing under it tells that somebody has taken them back.
    """
    document, given = sheet.document, _given(sheet)
    if isinstance(document, CaseStudyDocument):
        said = tuple(one for one in document.details.testimonials if str(one) in given)
        details = document.details.model_copy(update={"testimonials": said})
        document = document.model_copy(update={"details": details})
    return chapters(document)


def with_quotes(sheet: Sheet, markdown: str) -> str:
    """The text with the quotes that the sheet was given as said words; the others leave nothing behind."""
    return with_quotations(markdown, _given(sheet))


def _given(sheet: Sheet) -> dict[str, str]:
    prefix = f"{PlaceholderKind.QUOTE}:"
    return {label.removeprefix(prefix): said for label, said in sheet.labels.items() if label.startswith(prefix)}
