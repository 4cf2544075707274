"""The one spelling of a document, and its hash."""

from __future__ import annotations

import hashlib
import json

from library.documents.model import Document


def canonical_json(document: Document) -> bytes:
    """The document as canonical JSON in the sense of RFC 8785 (JCS).

    UTF-8, members sorted, no white space, only the escapes that JSON demands, dates as ISO 8601, defaults written out.
    Documents are in the part of RFC 8785 where this is simple: member names are ASCII, so that sorting by code point
    and by UTF-16 unit agree; numbers are integers below 2**53; there are no lone surrogates.
    """
    return json.dumps(
        document.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def document_hash(document: Document) -> str:
    """SHA-256 of the canonical JSON, in lower-case hexadecimal."""
    return hashlib.sha256(canonical_json(document)).hexdigest()
