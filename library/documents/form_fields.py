"""One local detail as JSON Schema: what can be filled in, and what people are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from library.documents.details.leaflet import AgeRange, LocalDetail
from library.documents.fields import EARLIEST, LATEST, URL_MAX_LENGTH
from library.documents.local_values import VALUE_LENGTH
from library.documents.vocabulary import DetailType
from library.ids import SLUG_MAX_LENGTH, SLUG_PATTERN

_TEXT: Mapping[str, Any] = {"type": "string", "pattern": r"\S", "maxLength": VALUE_LENGTH}
_AGE: Mapping[str, Any] = {"type": "integer", "minimum": 0, "maximum": 120}
_SHAPES: Mapping[DetailType, Mapping[str, Any]] = {
    DetailType.TEXT: _TEXT,
    DetailType.RICH_TEXT: {**_TEXT, "contentMediaType": "text/markdown"},
    DetailType.PHONE: {"type": "string", "pattern": r"^\+?[0-9](?:[0-9 ]*[0-9])?$", "maxLength": VALUE_LENGTH},
    DetailType.EMAIL: {"type": "string", "format": "email", "maxLength": VALUE_LENGTH},
    DetailType.URL: {"type": "string", "format": "uri", "pattern": "^https://", "maxLength": URL_MAX_LENGTH},
    DetailType.OPENING_HOURS: _TEXT,
    DetailType.ADDRESS: _TEXT,
    DetailType.AGE_RANGE: {
        "type": "object",
        "properties": {
            "min": {**_AGE, "title": "From age"},
            "max": {**_AGE, "type": ["integer", "null"], "title": "To age"},
        },
        "required": ["min"],
        "additionalProperties": False,
    },
    DetailType.BOOLEAN: {"type": "boolean"},
    DetailType.CHOICE: {"type": "string"},
    DetailType.DATE: {
        "type": "string",
        "format": "date",
        "x-earliest": EARLIEST.isoformat(),
        "x-latest": LATEST.isoformat(),
    },
    DetailType.SERVICE: {"type": "string", "pattern": SLUG_PATTERN, "maxLength": SLUG_MAX_LENGTH},
}


def field_schema(detail: LocalDetail) -> dict[str, Any]:
    """The schema of a filled value. `x-type` is the type of the detail, `x-role` the role of a service, `x-fallback` what
    is shown if it stays empty.

    A choice is `oneOf` its values, each with the label that people read, because forms are made from that.
    """
    schema: dict[str, Any] = {"title": detail.label, **_SHAPES[detail.type], "x-type": detail.type.value}
    if detail.help:
        schema["description"] = detail.help
    if detail.max_length is not None:
        schema["maxLength"] = detail.max_length
    if detail.choices:
        schema["enum"] = [choice.value for choice in detail.choices]
        schema["oneOf"] = [{"const": choice.value, "title": choice.label} for choice in detail.choices]
    if detail.role:
        schema["x-role"] = detail.role
    if detail.example is not None:
        schema["examples"] = [plain_value(detail.example)]
    if detail.fallback is not None:
        schema["x-fallback"] = plain_value(detail.fallback)
    return schema


def plain_value(value: bool | AgeRange | str) -> Any:
    """The value as JSON. An upper age that there is not is left out."""
    return value.model_dump(mode="json", exclude_none=True) if isinstance(value, AgeRange) else value
