"""Documents for tests: the smallest of each kind, changed in one place, and what parsing them gives."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from library.documents import examples
from library.documents.errors import InvalidDocument
from library.documents.model import Document
from library.documents.parse import parse_document

_DETAILS: dict[str, dict[str, Any]] = {
    "resource": {"medium": "guide"},
    "case_study": {},
    "leaflet": {},
    "training": {"delivery": "online"},
}


def smallest(kind: str = "resource", **members: Any) -> dict[str, Any]:
    """The least that is a document of this kind, with these members besides."""
    return {"kind": kind, "title": "Title", "language": "en-GB", "details": copy.deepcopy(_DETAILS[kind]), **members}


def section(body: str = "", id: str = "one", **members: Any) -> dict[str, Any]:
    return {"id": id, "heading": "Heading", "body": body, **members}


def with_body(body: str, kind: str = "resource", **members: Any) -> dict[str, Any]:
    """A document whose only text this is."""
    return smallest(kind, sections=[section(body)], **members)


def with_details(kind: str, **members: Any) -> dict[str, Any]:
    return smallest(kind, details=_DETAILS[kind] | members)


def example(kind: str) -> dict[str, Any]:
    return copy.deepcopy(examples.BY_KIND[kind])


def parsed_body(body: str, kind: str = "resource", **members: Any) -> Document:
    return parse_document(with_body(body, kind, **members))


def faults(data: Any) -> dict[str, str]:
    """Pointer and sentence of each fault of data that is refused."""
    with pytest.raises(InvalidDocument) as refusal:
        parse_document(data)
    return {fault.pointer: fault.detail for fault in refusal.value.errors}


def body_fault(body: str, kind: str = "resource", **members: Any) -> str:
    """The one sentence with which this text is refused."""
    found = faults(with_body(body, kind, **members))
    assert list(found) == ["/sections/0/body"]
    return found["/sections/0/body"]
