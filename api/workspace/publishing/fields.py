"""What the members of bodies and answers are made of here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, Field, GetJsonSchemaHandler, StringConstraints, TypeAdapter

from api.http.fields import not_blank, several_lines
from api.http.requests import Instant, PlainText
from library.documents.errors import InvalidDocument
from library.documents.model import Document
from library.errors import Fault
from library.ids import SLUG_MAX_LENGTH, SLUG_PATTERN

_DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)


class _Described:
    """Described as a document; what is sent is checked by the domain, which knows more of it than its shape."""

    def __get_pydantic_json_schema__(self, _: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return handler(_DOCUMENT.core_schema)


def _to_the_second(value: Any) -> Any:
    return value - timedelta(microseconds=value.microsecond)


DocumentData = Annotated[dict[str, Any], _Described()]
"""A document as JSON data."""
Sentence = Annotated[PlainText, AfterValidator(not_blank), Field(min_length=1, max_length=500)]
Comment = Annotated[str, AfterValidator(several_lines), StringConstraints(max_length=5000)]
Slug = Annotated[str, Field(max_length=SLUG_MAX_LENGTH, pattern=SLUG_PATTERN)]
Moment = Annotated[Instant, AfterValidator(_to_the_second)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def unchanged(description: str) -> Any:
    """A member that may be left out, and then changes nothing. Null is not taken for that."""
    return Field(default_factory=lambda: None, description=description)


@contextmanager
def document_at(place: str) -> Iterator[None]:
    """Faults of the document that stands at `place` in the body point into the body."""
    try:
        yield
    except InvalidDocument as refusal:
        refusal.errors = [Fault(place + fault.pointer, fault.detail) for fault in refusal.errors]
        raise
