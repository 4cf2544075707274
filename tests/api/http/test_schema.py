"""The document: complete, right, the same each time, and written for people."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.plumbing import ComponentRegistry
from drf_spectacular.renderers import OpenApiYamlRenderer
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from pydantic import BaseModel, Field, computed_field

from api.http.problems import problem_types
from api.http.requests import Body, Query, Shape, WholeNumber
from api.http.schema import shapes
from tests import contract

OPERATIONS = list(contract.operations())


def name_of(row: tuple[str, str, Any]) -> str:
    return f"{row[1]} {row[0]}"


def test_what_is_committed_is_what_the_code_says() -> None:
    generated = OpenApiYamlRenderer().render(
        SchemaGenerator().get_schema(request=None, public=True), renderer_context={}
    )
    assert generated.decode() == Path(contract.FILE).read_text(encoding="utf-8"), (
        "run `make openapi` and look at the difference"
    )


def test_it_is_valid_openapi() -> None:
    document = contract.document()
    assert document["openapi"] == "3.1.0"
    validate(document)


@pytest.mark.parametrize("name", contract.document()["components"]["schemas"])
def test_a_schema_is_valid_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(contract.document()["components"]["schemas"][name])


@pytest.mark.parametrize("row", OPERATIONS, ids=name_of)
def test_an_operation_speaks_to_people(row: tuple[str, str, dict[str, Any]]) -> None:
    operation = row[2]
    assert operation["summary"][0].isupper()
    assert not operation["summary"].endswith(".")
    assert operation["description"].partition("\n")[0].rstrip().endswith((".", "?"))
    for parameter in contract._parameters(operation):
        assert parameter.get("description"), parameter["name"]


@pytest.mark.parametrize("row", OPERATIONS, ids=name_of)
def test_an_operation_shows_a_command(row: tuple[str, str, dict[str, Any]]) -> None:
    command = row[2]["description"].rpartition("```sh\n")[2]
    assert command.startswith("curl")
    assert "{" not in command.partition("-d '")[0], "a variable of the address needs an example in `path=`"
    if "requestBody" in row[2]:
        assert "-d '" in command or "-F " in command


@pytest.mark.parametrize("row", OPERATIONS, ids=name_of)
def test_examples_are_what_the_schemas_say(row: tuple[str, str, dict[str, Any]]) -> None:
    operation = row[2]
    for parameter in contract._parameters(operation):
        if "example" in parameter:
            value = parameter["example"]
            schema = parameter["schema"]
            contract._check(
                parameter["name"], contract._coerced(value, schema) if isinstance(value, str) else value, schema
            )
    bodies = [operation["requestBody"]] if "requestBody" in operation else []
    for holder in [*bodies, *(contract._resolved(response) for response in operation["responses"].values())]:
        for content in holder.get("content", {}).values():
            examples = [content["example"]] if "example" in content else []
            examples += [example["value"] for example in content.get("examples", {}).values()]
            for example in examples:
                contract._check(name_of(row), example, content["schema"])


@pytest.mark.parametrize("row", OPERATIONS, ids=name_of)
def test_every_refusal_is_one_of_ours(row: tuple[str, str, dict[str, Any]]) -> None:
    for status, response in row[2]["responses"].items():
        if status >= "400":
            narrowed = contract._resolved(response)["content"]["application/problem+json"]["schema"]["allOf"][1]
            slugs = re.fullmatch(r"/problems/\((.+)\)\$", narrowed["properties"]["type"]["pattern"])[1].split("|")  # type: ignore[index]
            assert set(slugs) <= set(problem_types())


def test_operation_ids_are_unique() -> None:
    ids = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(ids) == len(set(ids))


def test_no_address_of_a_machine_is_in_it() -> None:
    assert set(re.findall(r"https?://[^\s'\"`>)]+", contract.FILE.read_text(encoding="utf-8"))) >= {
        "http://127.0.0.1:8000"
    }


class Part(BaseModel):
    size: int = 1

    @computed_field
    def area(self) -> int:
        return self.size**2


class Both(BaseModel):
    part: Part = Part()


class Taken(Body):
    whole: Both


class Answered(Shape):
    whole: Both


def test_a_request_is_described_as_it_is_read() -> None:
    described = shapes.describe(Taken, "validation")
    assert "area" not in described["PartInput"]["properties"]
    assert described["BothInput"]["properties"]["part"]["$ref"].endswith("/PartInput")
    assert described["Taken"]["properties"]["whole"]["$ref"].endswith("/BothInput")


def test_an_answer_is_described_as_it_is_written() -> None:
    described = shapes.describe(Answered, "serialization")
    assert described["Part"]["required"] == ["area"]
    assert described["Answered"]["properties"]["whole"]["$ref"].endswith("/Both")


class Numbered(Query):
    number: WholeNumber | None = Field(None, ge=1, lt=10)


def test_bounds_are_in_the_words_of_json_schema() -> None:
    number = shapes.describe(Numbered, "validation")["Numbered"]["properties"]["number"]
    assert number["anyOf"][0] == {"type": "integer", "minimum": 1, "exclusiveMaximum": 10}


def test_two_models_of_one_name_are_an_error() -> None:
    registry = ComponentRegistry()
    shapes.reference(registry, type("Same", (Shape,), {"__annotations__": {"a": int}}), "serialization")
    with pytest.raises(shapes.NameTakenTwice):
        shapes.reference(registry, type("Same", (Shape,), {"__annotations__": {"b": str}}), "serialization")


def test_two_models_of_one_name_within_one_are_an_error() -> None:
    inner = type("Part", (BaseModel,), {"__annotations__": {"other": str}})
    outer = type("Outer", (Shape,), {"__annotations__": {"a": Part, "b": inner}})
    with pytest.raises(shapes.NameTakenTwice):
        shapes.describe(outer, "serialization")
