"""What a document prints that lives elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from library.documents.grammar import PlaceholderKind, find
from library.documents.model import CaseStudyDocument, Document, LeafletDocument, ResourceDocument, TrainingDocument
from library.documents.texts import markdown_texts


@dataclass(frozen=True)
class References:
    """Each sorted and without repetition. `contacts` are slugs of the directory, `quotes` ids of testimonials,
    `local_details` keys of the template.
    """

    contacts: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    assets: tuple[UUID, ...] = ()
    local_details: tuple[str, ...] = ()
    recognitions: tuple[UUID, ...] = ()


def references(document: Document) -> References:
    """What the document names, in its texts and in its details."""
    found = [placeholder for _, text in markdown_texts(document) for placeholder in find(text)]
    names = {kind: {placeholder.name for placeholder in found if placeholder.kind is kind} for kind in PlaceholderKind}
    recognitions: set[UUID] = set()
    if isinstance(document, CaseStudyDocument):
        names[PlaceholderKind.QUOTE].update(document.details.testimonials)
        recognitions.update(document.details.recognitions)
    return References(
        contacts=tuple(sorted(names[PlaceholderKind.CONTACT])),
        quotes=tuple(sorted(names[PlaceholderKind.QUOTE])),
        assets=tuple(sorted(set(_assets(document)))),
        local_details=tuple(sorted(names[PlaceholderKind.DETAIL])),
        recognitions=tuple(sorted(recognitions)),
    )


def _assets(document: Document) -> Iterator[UUID]:
    yield from (image.asset for image in document.images)
    match document:
        case ResourceDocument():
            yield from (file.asset for file in document.details.files)
            yield from filter(None, (document.details.captions, document.details.transcript))
        case TrainingDocument():
            yield from (material.asset for material in document.details.materials if material.asset)
        case CaseStudyDocument() | LeafletDocument():
            pass
