"""Parameters: from the query model, the address, and what the kind of operation asks for in headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls.converters import get_converters
from pydantic import BaseModel

from api.http.operations import Operation
from api.http.schema.shapes import PREFIX, Plain

WORDS = re.compile(r"[a-z0-9-]+(\|[a-z0-9-]+)+")
CONVERTERS: dict[str, dict[str, Any]] = {
    "uuid": {"type": "string", "format": "uuid"},
    "int": {"type": "integer", "minimum": 0},
    "slug": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
}
HEADERS: dict[str, dict[str, Any]] = {
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "required": True,
        "description": "The `ETag` of the version that you read, so that nobody's work is overwritten unseen.",
        "schema": {"type": "string", "pattern": '^(W/)?"[^"]*"$'},
        "example": '"v1"',
    },
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "description": (
            "A value of your own, in quotes, new for each thing to be done. A repeat of the same request with the same "
            "value within 24 hours is answered as the first was, and done once."
        ),
        "schema": {"type": "string", "minLength": 1, "maxLength": 512},
        "example": '"a-new-value-for-each-request"',
    },
    "IdempotencyKeyOfPrograms": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": (
            "Programs must send it: a value of your own, in quotes, new for each thing to be done. A repeat of the same request with "
            "the same value within 24 hours is answered as the first was, and done once. A form need not: its page sees to it."
        ),
        "schema": {"type": "string", "minLength": 1, "maxLength": 512},
        "example": '"a-new-value-for-each-request"',
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "`ETag`s that you hold: if one of them is still right, the answer is 304 without a body.",
        "schema": {"type": "string"},
    },
    "IfModifiedSince": {
        "name": "If-Modified-Since",
        "in": "header",
        "description": "The `Last-Modified` that you hold. Looked at only without `If-None-Match`, and only where `Last-Modified` is sent.",
        "schema": {"type": "string"},
    },
    "Range": {
        "name": "Range",
        "in": "header",
        "description": "One part of the file: `bytes=0-499`, `bytes=500-`, or `bytes=-500` for the last 500. Anything else gets the whole.",
        "schema": {"type": "string"},
    },
    "IfRange": {
        "name": "If-Range",
        "in": "header",
        "description": "The `ETag` of the file that you hold a part of: if it is another by now, you get the whole.",
        "schema": {"type": "string"},
    },
}


def header_names(declared: Operation, method: str) -> list[str]:
    """Which header parameters (keys of HEADERS) an operation has."""
    ranges = ["Range", "IfRange"] if declared.ranged else []
    if declared.roles is None and method == "GET":
        return [*(["IfNoneMatch", "IfModifiedSince"] if declared.conditional else []), *ranges]
    key = "IdempotencyKey" if declared.page_form is None else "IdempotencyKeyOfPrograms"
    return ranges + [name for name, wanted in (("IfMatch", declared.versioned), (key, declared.idempotent)) if wanted]


def path_parameters(declared: Operation, names: list[str], path_regex: str) -> Iterator[dict[str, Any]]:
    """The variables of the address: the schema from the route's converter, the rest from the declaration."""
    for name in names:
        said = declared.path.get(name, {})
        said = {"description": said} if isinstance(said, str) else dict(said)
        schema = said.pop("schema", None) or _of_route(path_regex, name)
        yield {"name": name, "in": "path", "required": True, "schema": schema, **said}


def query_parameters(model: type[BaseModel], examples: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One parameter per field. Lists are written with commas."""
    described = model.model_json_schema(mode="validation", ref_template=PREFIX + "{model}", schema_generator=Plain)
    definitions = described.get("$defs", {})
    for name, property_schema in described.get("properties", {}).items():
        schema = _without_null(_inlined(property_schema, definitions))
        parameter: dict[str, Any] = {"name": name, "in": "query"}
        if description := schema.pop("description", None):
            parameter["description"] = description
        if name in described.get("required", []):
            parameter["required"] = True
        parameter["schema"] = schema
        if schema.get("type") == "array":
            parameter |= {"style": "form", "explode": False}
        if name in examples:
            parameter["example"] = examples[name]
        yield parameter


def _of_route(path_regex: str, name: str) -> dict[str, Any]:
    """The schema of a route's converter; one of our own that is a list of words is an enumeration."""
    match = re.search(rf"<(\w+):{name}>", path_regex)
    if match is None:
        return {"type": "string"}
    if match[1] in CONVERTERS:
        return dict(CONVERTERS[match[1]])
    pattern = get_converters()[match[1]].regex
    return {"type": "string", "enum": pattern.split("|")} if WORDS.fullmatch(pattern) else {"type": "string"}


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(schema, dict):
        if "$ref" in schema:
            found = definitions[schema["$ref"].removeprefix(PREFIX)]
            kept = {key: value for key, value in found.items() if key not in ("title", "description")}
            return {**kept, **{key: value for key, value in schema.items() if key != "$ref"}}
        return {key: _inlined(value, definitions) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_inlined(value, definitions) for value in schema]
    return schema


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that is not given is not null."""
    if schema.get("default", ...) is None:
        schema = {key: value for key, value in schema.items() if key != "default"}
    choices = [choice for choice in schema.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        outer = {key: value for key, value in schema.items() if key != "anyOf"}
        return {**choices[0], **outer}
    return schema
