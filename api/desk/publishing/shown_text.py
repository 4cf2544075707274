"""A public answer as people at the desk read it."""

from __future__ import annotations

import json
from typing import Any

from api.desk.publishing.detail_rows import detail_rows
from api.desk.publishing.document_form import document_blank


def as_shown(document: str | bytes) -> dict[str, Any]:
    """What the API sends of an item, as data; its details also as `rows`, with words for people."""
    detail: dict[str, Any] = json.loads(document)
    blank = document_blank(detail["kind"], (), ())
    details = next(part for part in blank.parts if part.name == "details")
    return {**detail, "rows": detail_rows(details, detail["details"])}
