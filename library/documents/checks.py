"""What one part of a document can't know of another. Every fault with its JSON pointer; `parse` refuses a document that
has any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from markdown_it.token import Token

from library.documents.detail_checks import case_study_faults, resource_faults, training_faults
from library.documents.leaflet_checks import leaflet_faults
from library.documents.markdown import asset_key, tokens
from library.documents.model import CaseStudyDocument, Document, LeafletDocument, ResourceDocument, TrainingDocument
from library.documents.passages import markdown_texts
from library.documents.placeholder_checks import placeholder_faults
from library.documents.pointers import pointer
from library.documents.subset import subset_faults
from library.errors import Fault


def document_faults(document: Document) -> Iterator[Fault]:
    """Every fault of the document, those that others would follow from first."""
    yield from _repeated("sections", "id", [section.id for section in document.sections])
    yield from _repeated("citations", "id", [citation.id for citation in document.citations])
    yield from _repeated("images", "key", [image.key for image in document.images])
    yield from _image_faults(document)
    yield from _detail_faults(document)
    keys = {image.key for image in document.images}
    for place, text in markdown_texts(document):
        blocks = tokens(text)
        sentences = (subset_faults(blocks), placeholder_faults(text, blocks, document), _picture_faults(blocks, keys))
        yield from (Fault(place, sentence) for sentence in chain(*sentences))


def _repeated(member: str, name: str, values: Sequence[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, value in enumerate(values):
        if value in seen:
            yield Fault(pointer(member, number, name), f"{value} is the {name} of another one before it.")
        seen.add(value)


def _image_faults(document: Document) -> Iterator[Fault]:
    """A picture says something, and then says it in words too; or it says nothing, and then says that (domain.md AX-10)."""
    for number, image in enumerate(document.images):
        if image.decorative and image.alt:
            yield Fault(pointer("images", number, "alt"), "A decorative picture has no alternative text.")
        elif not image.decorative and not image.alt.strip():
            yield Fault(
                pointer("images", number, "alt"),
                "A picture needs alternative text, or `decorative` if it says nothing.",
            )


def _picture_faults(blocks: Sequence[Token], keys: set[str]) -> Iterator[str]:
    for token in chain.from_iterable(block.children or () for block in blocks):
        key = asset_key(token) if token.type == "image" else None
        if key and key not in keys:
            yield f"The picture {key[:100]} is not among the images of the document."


def _detail_faults(document: Document) -> Iterator[Fault]:
    match document:
        case ResourceDocument():
            yield from resource_faults(document.details)
        case CaseStudyDocument():
            yield from case_study_faults(document.details)
        case TrainingDocument():
            yield from training_faults(document.details)
        case LeafletDocument():
            yield from leaflet_faults(document.details)
