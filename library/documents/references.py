"""What a document prints that lives elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from library.documents.grammar import PlaceholderKind, find
from library.documents.model import CaseStudyDocument, Document, LeafletDocument, ResourceDocument, TrainingDocument
from library.documents.passages import markdown_texts
from library.documents.pointers import pointer


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
        assets=tuple(sorted({asset for _, asset in asset_places(document)})),
        local_details=tuple(sorted(names[PlaceholderKind.DETAIL])),
        recognitions=tuple(sorted(recognitions)),
    )


def asset_places(document: Document) -> Iterator[tuple[str, UUID]]:
    """JSON pointer and id of each file that the document names."""
    yield from ((pointer("images", number, "asset"), image.asset) for number, image in enumerate(document.images))
    match document:
        case ResourceDocument():
            details = document.details
            yield from (
                (pointer("details", "files", number, "asset"), file.asset) for number, file in enumerate(details.files)
            )
            yield from (
                (pointer("details", name), asset)
                for name in ("captions", "transcript")
                if (asset := getattr(details, name))
            )
        case TrainingDocument():
            for number, material in enumerate(document.details.materials):
                if material.asset:
                    yield pointer("details", "materials", number, "asset"), material.asset
        case CaseStudyDocument() | LeafletDocument():
            pass


def placeholder_places(document: Document, kind: PlaceholderKind) -> Iterator[tuple[str, str]]:
    """JSON pointer and name of each placeholder of a kind; testimonials that the details name count as quotes."""
    for place, text in markdown_texts(document):
        yield from ((place, found.name) for found in find(text) if found.kind is kind)
    if kind is PlaceholderKind.QUOTE and isinstance(document, CaseStudyDocument):
        for number, testimonial in enumerate(document.details.testimonials):
            yield pointer("details", "testimonials", number), testimonial
