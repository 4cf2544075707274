"""The texts of a document that its checks read: where each stands, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from library.documents.model import Document
from library.documents.passages import markdown_texts
from library.documents.pointers import pointer

NO_PROSE = frozenset(
    {
        "approach",
        "as_of",
        "asset",
        "booking",  # Markdown: it is among the passages
        "date",
        "delivery",
        "duration",
        "group",
        "ladder",
        "recognitions",
        "related",
        "stage",
        "status",
        "testimonials",
        "url",
    }
)
"""Members of details whose strings are codes, dates and addresses."""
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


def readable_texts(document: Document) -> Iterator[tuple[str, str]]:
    """JSON pointer and words of the title, the summary, each heading and text, and each prose member of the details."""
    yield pointer("title"), document.title
    yield pointer("summary"), document.summary
    for number, section in enumerate(document.sections):
        yield pointer("sections", number, "heading"), section.heading
    yield from markdown_texts(document)
    yield from _strings(document.details.model_dump(mode="json"), ("details",))


def public_texts(document: Document) -> Iterator[tuple[str, str]]:
    """The same, and what screen readers say of pictures (domain.md SM-1)."""
    yield from readable_texts(document)
    for number, image in enumerate(document.images):
        if image.alt:
            yield pointer("images", number, "alt"), image.alt


def is_english(document: Document) -> bool:
    """The checks of wording know English only; of other languages they say nothing rather than something wrong."""
    return is_in_english(document.language)


def is_in_english(language: str) -> bool:
    return language.partition("-")[0].lower() == "en"


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph begins and ends."""
    start = 0
    for gap in _PARAGRAPH_END.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _strings(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value.strip():
            yield pointer(*path), value
    elif isinstance(value, Mapping):
        for name, member in value.items():
            if name not in NO_PROSE:
                yield from _strings(member, (*path, name))
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from _strings(member, (*path, number))
