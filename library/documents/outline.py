"""The headings of a document, for tables of contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from library.documents.markdown import tokens
from library.documents.model import Document
from library.documents.text import markdown_lines


@dataclass(frozen=True)
class Heading:
    """`level` is 2 for a section's own heading, 3 or 4 inside its text; `section` is the id of the section that it is in."""

    section: str
    level: int
    text: str


def outline(document: Document) -> tuple[Heading, ...]:
    """Every heading, in reading order."""
    return tuple(
        heading
        for section in document.sections
        for heading in (Heading(section.id, 2, section.heading), *_inner(section.id, section.body))
    )


def _inner(section: str, markdown: str) -> Iterator[Heading]:
    blocks = tokens(markdown) if "#" in markdown else []
    for opening, inline in pairwise(blocks):
        if opening.type == "heading_open":
            yield Heading(section, len(opening.markup), " ".join(markdown_lines(inline.content, {}, {})))
