"""Passages: where a document holds Markdown. One list of places, for everything that reads or replaces it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from library.documents.model import Document, LeafletDocument, TrainingDocument
from library.documents.pointers import pointer
from library.documents.vocabulary import DetailType


def markdown_texts(document: Document) -> Iterator[tuple[str, str]]:
    """JSON pointer and Markdown of each such text that is not empty, in reading order."""
    for number, section in enumerate(document.sections):
        if section.body:
            yield pointer("sections", number, "body"), section.body
    if isinstance(document, TrainingDocument) and document.details.booking:
        yield pointer("details", "booking"), document.details.booking


def markdown_values(document: Document) -> Iterator[str]:
    """Every string that is read as Markdown: the texts, and the examples and fallbacks of rich local details."""
    yield from (text for _, text in markdown_texts(document))
    if isinstance(document, LeafletDocument):
        rich = (detail for detail in document.details.local_details if detail.type is DetailType.RICH_TEXT)
        yield from (value for detail in rich for value in (detail.example, detail.fallback) if isinstance(value, str))


def with_markdown(document: Document, change: Callable[[str], str]) -> Document:
    """The document with `change` applied to each Markdown text. Nothing is checked: `parse.recheck` does that."""
    sections = tuple(section.model_copy(update={"body": change(section.body)}) for section in document.sections)
    details = document.details
    if isinstance(document, TrainingDocument):
        details = document.details.model_copy(update={"booking": change(document.details.booking)})
    return document.model_copy(update={"sections": sections, "details": details})
