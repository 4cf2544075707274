"""Where a document holds Markdown: one list of places, for everything that reads or replaces it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from library.documents.model import Document, TrainingDocument
from library.documents.pointers import pointer


def markdown_texts(document: Document) -> Iterator[tuple[str, str]]:
    """JSON pointer and Markdown of each such text that is not empty, in reading order."""
    for number, section in enumerate(document.sections):
        if section.body:
            yield pointer("sections", number, "body"), section.body
    if isinstance(document, TrainingDocument) and document.details.booking:
        yield pointer("details", "booking"), document.details.booking


def with_markdown(document: Document, change: Callable[[str], str]) -> Document:
    """The document with `change` applied to each Markdown text. Nothing is checked: `parse.recheck` does that."""
    sections = tuple(section.model_copy(update={"body": change(section.body)}) for section in document.sections)
    details = document.details
    if isinstance(document, TrainingDocument):
        details = document.details.model_copy(update={"booking": change(document.details.booking)})
    return document.model_copy(update={"sections": sections, "details": details})
