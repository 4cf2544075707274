"""The schema of documents, which people read as forms and as reference."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
from pydantic import TypeAdapter

from library.documents import examples
from library.documents.model import Document
from library.documents.parse import parse_document

SCHEMA = TypeAdapter(Document).json_schema()


PROPERTIES = [
    pytest.param(described, id=f"{name}.{member}")
    for name, definition in SCHEMA["$defs"].items()
    for member, described in definition.get("properties", {}).items()
]


def test_the_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("kind", sorted(examples.BY_KIND))
def test_the_example_of_each_kind_is_a_document(kind: str) -> None:
    assert parse_document(examples.BY_KIND[kind]).kind == kind


@pytest.mark.parametrize("kind", sorted(examples.BY_KIND))
def test_the_example_of_each_kind_fits_the_schema(kind: str) -> None:
    jsonschema.validate(examples.BY_KIND[kind], SCHEMA, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("kind", sorted(examples.BY_KIND))
def test_what_parsing_gives_fits_the_schema(kind: str) -> None:
    document = parse_document(examples.BY_KIND[kind]).model_dump(mode="json")
    jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("kind", sorted(examples.BY_KIND))
def test_the_example_stands_in_the_schema(kind: str) -> None:
    definitions = [entry for entry in SCHEMA["$defs"].values() if "examples" in entry]
    assert [entry["examples"] for entry in definitions if entry["examples"][0]["kind"] == kind] == [
        [examples.BY_KIND[kind]]
    ]


def test_the_examples_hold_no_numbers_to_call_and_no_invented_hosts() -> None:
    text = json.dumps(examples.BY_KIND)
    assert "example.com" not in text
    assert re.findall(r"tel:|\b0[0-9]{2,4}[ 0-9]{5,}", re.sub(r"01996a10-[0-9a-f-]+", "", text)) == []


@pytest.mark.parametrize("described", PROPERTIES)
def test_every_member_is_described_for_people(described: dict[str, Any]) -> None:
    assert re.search(r"[\w}]`?[.?]$", described.get("description", ""))
    assert "domain.md" not in described["description"]


def test_the_kind_tells_documents_apart() -> None:
    assert SCHEMA["discriminator"]["propertyName"] == "kind"
    assert set(SCHEMA["discriminator"]["mapping"]) == set(examples.BY_KIND)


def test_nothing_is_open_to_unknown_members() -> None:
    objects = {name: entry for name, entry in SCHEMA["$defs"].items() if entry.get("type") == "object"}
    assert [name for name, entry in objects.items() if entry.get("additionalProperties") is not False] == []
