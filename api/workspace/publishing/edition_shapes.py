"""An edition as its publisher sees it: with the text that was signed off, and who published it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field, TypeAdapter

from api.http.requests import Shape
from api.workspace.publishing.fields import DocumentData
from api.workspace.publishing.item_shapes import ItemName
from library.editions.models import Edition

_JSON: TypeAdapter[Any] = TypeAdapter(Any)


class RecordedSignOff(Shape):
    kind: str
    scope: str
    on: date


class EditionRecord(Shape):
    """What was published, when, and as what kind of change. It never changes."""

    id: UUID
    item: ItemName
    language: str
    number: int
    change_class: str = Field(description="minor, content, safety or contact.")
    note: str
    sha256: str = Field(
        description="Of the published text in canonical form, contacts printed. A review of the edition is bound to it."
    )
    source_sha256: str = Field(description="Of the text as it was signed off, contacts as placeholders.")
    licence: str
    rights_holder: str
    sign_offs: list[RecordedSignOff]
    published_at: datetime
    published_by: UUID | None = Field(description="Opaque id of the person who published or scheduled it.")

    @classmethod
    def of(cls, edition: Edition) -> EditionRecord:
        return cls(**_in_short(edition))


class EditionText(EditionRecord):
    """An edition with its text as it was signed off: a new draft can start from it."""

    document: DocumentData

    @classmethod
    def of(cls, edition: Edition) -> EditionText:
        return cls(**_in_short(edition), document=_JSON.validate_json(edition.source))


class EditionRecordList(Shape):
    """Editions, newest first, without their texts."""

    items: list[EditionRecord]
    next: str | None = Field(description="Address of the next page; null on the last.")


_COPIED = (
    *("language", "number", "change_class", "note", "sha256", "source_sha256", "licence", "rights_holder"),
    *("published_at", "published_by"),
)


def _in_short(edition: Edition) -> dict[str, Any]:
    return {
        **{name: getattr(edition, name) for name in _COPIED},
        "id": edition.pk,
        "item": ItemName.of(edition.item),
        "sign_offs": [RecordedSignOff.model_validate(row, strict=False) for row in edition.sign_offs],
    }
