"""What a reader of a document is given to read, as headings with Markdown under them: one list for every rendition.

Its sections in their order; before them what it is at a glance; after them what else its details say in words, and
last its sources. If the text closes with care cards (and at most one plain section after them), the details stand
before those, so that help is where people look for it: at the end of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count

from library.documents.markdown import escape
from library.documents.model import (
    CaseStudyDocument,
    Citation,
    Document,
    ResourceDocument,
    Section,
    TrainingDocument,
)
from library.documents.vocabulary import CareLevel
from library.rendering.composing import items, link
from library.rendering.details.case_study import case_study
from library.rendering.details.resource import resource_at_a_glance, resource_files
from library.rendering.details.training import training, training_at_a_glance
from library.rendering.words import Words, words_for


@dataclass(frozen=True)
class Chapter:
    """`heading` is plain text, `markdown` of the subset, with the placeholders that are not filled. Ids are unique in
    the document; a section keeps its own. `language` is that of the heading if it is not the document's.
    """

    id: str
    heading: str
    care_level: CareLevel
    markdown: str
    language: str | None = None


def chapters(document: Document) -> tuple[Chapter, ...]:
    """Everything that the document says but title and summary. No word of `text.plain_text` is lost; of a leaflet's
    details, which are questions to adapters, nothing is told.
    """
    words = words_for(document.language)
    end = _closing_help(document.sections)
    sections = [Chapter(part.id, part.heading, part.care_level, part.body) for part in document.sections]
    return (
        *_headed(_opening(document, words), words, document),
        *sections[:end],
        *_headed(_telling(document, words), words, document),
        *sections[end:],
        *_headed([("sources", _sources(document.citations, words))], words, document),
    )


def _opening(document: Document, words: Words) -> Iterator[tuple[str, str]]:
    if isinstance(document, TrainingDocument):
        yield "at_a_glance", training_at_a_glance(document.details, words)
    if isinstance(document, ResourceDocument):
        yield "at_a_glance", resource_at_a_glance(document.details, words)
        yield "files", resource_files(document.details, words)


def _telling(document: Document, words: Words) -> Iterable[tuple[str, str]]:
    if isinstance(document, CaseStudyDocument):
        return case_study(document.details, words)
    return training(document.details, words) if isinstance(document, TrainingDocument) else ()


def _closing_help(sections: tuple[Section, ...]) -> int:
    """Where the help that closes the text begins: a run of care cards, with at most one plain section after it. The
    length of the text if it does not close with help, or is nothing else.
    """
    cards = [number for number, section in enumerate(sections) if section.care_level is not CareLevel.NONE]
    if not cards:
        return len(sections)
    first, last = cards[0], cards[-1]
    closes = first > 0 and len(cards) == last - first + 1 and len(sections) - last <= 2
    return first if closes else len(sections)


def _headed(told: Iterable[tuple[str, str]], words: Words, document: Document) -> Iterator[Chapter]:
    """A chapter for each detail that says something, headed in words of the language."""
    taken = {section.id for section in document.sections}
    language = None if words.speaks(document.language) else words.language
    for name, markdown in told:
        if markdown.strip():
            yield Chapter(
                _free(name.replace("_", "-"), taken), getattr(words, name), CareLevel.NONE, markdown, language
            )


def _sources(citations: tuple[Citation, ...], words: Words) -> str:
    return items(
        f"{link(source.title, source.url)}, {escape(source.publisher)}, "
        f"{escape(words.source_read.format(date=words.format_date(source.accessed)))}"
        for source in citations
    )


def _free(name: str, taken: set[str]) -> str:
    """An id that no section has: theirs stay, because others link to them."""
    numbered = (f"{name}-{number}" for number in count(2))
    return next(free for free in chain((name,), numbered) if free not in taken)
