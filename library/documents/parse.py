"""The way in: JSON data becomes a document here, or is refused with every fault at its place."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from library.documents.canonical import canonical_json
from library.documents.checks import document_faults
from library.documents.errors import DocumentTooLarge, InvalidDocument, TooManyWords, TooMuchMarkup
from library.documents.json_shape import shape_faults
from library.documents.limits import DISTINCT_WORD_BYTES, DISTINCT_WORDS, DOCUMENT_BYTES, FAULTS, MARKUP_WEIGHT
from library.documents.model import Document
from library.documents.passages import markdown_values
from library.documents.pointers import pointer_of
from library.documents.subset import markup_weight
from library.documents.text import plain_text
from library.documents.words import distinct_words
from library.errors import Fault

__all__ = ["InvalidDocument", "parse_document", "recheck"]

_DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)
_SENTENCES = {
    "missing": "This is needed.",
    "extra_forbidden": "There is no such member here.",
    "union_tag_not_found": "This needs {discriminator}, which says what it is.",
    "union_tag_invalid": "There is no such {discriminator}. It must be one of {expected_tags}.",
    "dict_type": "This must be an object.",
    "model_type": "This must be an object.",
    "tuple_type": "This must be an array.",
    "string_type": "This must be text.",
    "bool_type": "This must be true or false.",
    "int_type": "This must be a whole number.",
    "string_too_long": "This can have at most {max_length} characters.",
    "too_long": "This can have at most {max_length} members.",
    "too_short": "This needs at least {min_length} members.",
}


def parse_document(data: Any) -> Document:
    """The document that `data` (what `json.loads` gives) describes.

    Raises InvalidDocument with a fault for each place, or its subclass that names a limit of the whole document:
    DocumentTooDeep, DocumentTooLarge, TooMuchMarkup, TooManyWords. Nothing is repaired: what is accepted comes out of
    `canonical_json` as it went in, with the defaults written out.
    """
    _refuse(list(islice(shape_faults(data), FAULTS)))
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    _within_bytes(len(text))
    try:
        document = _DOCUMENT.validate_json(text)
    except ValidationError as error:
        raise InvalidDocument(_faults(error.errors(include_url=False, include_input=False), data)) from None
    _within_bytes(len(canonical_json(document)))
    _within_weight(document)
    _refuse(list(islice(document_faults(document), FAULTS)))
    _within_words(document)
    return document


def recheck(document: Document) -> Document:
    """The same document, after it was put together from parts without checks (`model_copy`). Raises as `parse_document`."""
    return parse_document(document.model_dump(mode="json"))


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise InvalidDocument(faults)


def _within_bytes(size: int) -> None:
    if size > DOCUMENT_BYTES:
        raise DocumentTooLarge(
            "",
            f"The document has {size} bytes as JSON; the limit is {DOCUMENT_BYTES}.",
            limit=DOCUMENT_BYTES,
            found=size,
        )


def _within_weight(document: Document) -> None:
    weight = sum(map(markup_weight, markdown_values(document)))
    if weight > MARKUP_WEIGHT:
        detail = f"The Markdown of the document weighs {weight}; the limit is {MARKUP_WEIGHT}."
        raise TooMuchMarkup("", detail, limit=MARKUP_WEIGHT, found=weight)


def _within_words(document: Document) -> None:
    words = distinct_words(plain_text(document))
    if len(words) > DISTINCT_WORDS:
        raise TooManyWords(
            "",
            f"The document has {len(words)} different words; the limit is {DISTINCT_WORDS}.",
            limit=DISTINCT_WORDS,
            found=len(words),
        )
    size = sum(len(word.encode()) for word in words)
    if size > DISTINCT_WORD_BYTES:
        raise TooManyWords(
            "",
            f"The different words of the document have {size} bytes together; the limit is {DISTINCT_WORD_BYTES}.",
            limit=DISTINCT_WORD_BYTES,
            found=size,
        )


def _faults(details: list[ErrorDetails], data: Any) -> list[Fault]:
    """One fault per place: where a value could have been of several types, the sentences are joined."""
    sentences: dict[str, list[str]] = {}
    for detail in details:
        sentences.setdefault(pointer_of(detail["loc"][1:], data), []).append(_sentence(detail))
    return [Fault(place, " Or: ".join(dict.fromkeys(said))) for place, said in islice(sentences.items(), FAULTS)]


def _sentence(detail: ErrorDetails) -> str:
    if sentence := _SENTENCES.get(detail["type"]):
        return sentence.format(**detail.get("ctx", {}))
    return detail["msg"] if detail["msg"].endswith(".") else f"{detail['msg']}."
