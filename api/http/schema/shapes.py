"""pydantic models as components of the document, by direction.

A request is described as it is read, an answer as it is written: with computed members, and with what a serialiser makes
of a value. A model whose two descriptions differ and which goes both ways appears twice, as `Name` and `NameInput`. Two
different models of one name are an error: one of them would silently describe the other.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from drf_spectacular.plumbing import ComponentRegistry, ResolvedComponent
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from api.http.requests import Body, Query

Direction = Literal["validation", "serialization"]
PREFIX = "#/components/schemas/"


class NameTakenTwice(Exception):
    """Two models of one name would share a component."""


BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}


class Plain(GenerateJsonSchema):
    """Without a title for every member, which only repeats its name; and with bounds in the words of JSON Schema, where pydantic leaves
    its own (for a number that is looked at before and may be left out).
    """

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def generate_inner(self, schema: Any) -> dict[str, Any]:
        return {BOUNDS.get(word, word): value for word, value in super().generate_inner(schema).items()}


def reference(registry: ComponentRegistry, model: type[BaseModel], direction: Direction) -> dict[str, Any]:
    """Put a model and all that it refers to among the components; a `$ref` to it."""
    components = describe(model, direction)
    for name, schema in components.items():
        register(registry, "schemas", name, schema)
    return {"$ref": PREFIX + next(iter(components))}


def register(registry: ComponentRegistry, kind: str, name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Add a component, which must be equal to one of the same name; a `$ref` to it."""
    component = ResolvedComponent(name=name, type=kind, schema=schema, object=name)
    if component in registry and registry[component].schema != schema:
        raise NameTakenTwice(f"{kind}/{name} has two meanings; rename one of the models")
    registry.register_on_missing(component)
    return component.ref


def describe(model: type[BaseModel], direction: Direction) -> dict[str, dict[str, Any]]:
    """The components for a model, itself first, by the names that they have in the document."""
    found = _definitions(model, direction)
    if direction == "serialization":
        return found
    answered = _definitions(model, "serialization")
    renamed = _with_dependants({name for name, schema in found.items() if answered.get(name, schema) != schema}, found)
    if not _is_answered_elsewhere(model):
        renamed.discard(model.__name__)
    return {_input(name, renamed): _renamed(schema, renamed) for name, schema in found.items()}


def _with_dependants(renamed: set[str], components: dict[str, dict[str, Any]]) -> set[str]:
    """What refers to a component that differs by direction differs too."""
    found = set(renamed)
    while True:
        more = {
            name
            for name, schema in components.items()
            if name not in found and any(f'"{PREFIX}{other}"' in json.dumps(schema) for other in found)
        }
        if not more:
            return found
        found |= more


def _is_answered_elsewhere(model: type[BaseModel]) -> bool:
    """A request body of its own never goes out, so it keeps its name."""
    return not issubclass(model, (Body, Query))


def _definitions(model: type[BaseModel], direction: Direction) -> dict[str, dict[str, Any]]:
    schema = model.model_json_schema(mode=direction, ref_template=PREFIX + "{model}", schema_generator=Plain)
    inner = schema.pop("$defs", {})
    if "__" in "".join(inner):
        raise NameTakenTwice(f"{model.__name__} refers to two models of one name: {', '.join(sorted(inner))}")
    return {model.__name__: inner.pop(model.__name__, schema) if set(schema) == {"$ref"} else schema, **inner}


def _input(name: str, renamed: set[str]) -> str:
    return f"{name}Input" if name in renamed else name


def _renamed(value: Any, renamed: set[str]) -> Any:
    if isinstance(value, dict):
        return {
            key: _reference(inner, renamed) if key == "$ref" else _renamed(inner, renamed)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_renamed(inner, renamed) for inner in value]
    if isinstance(value, str) and value.startswith(PREFIX):
        return _reference(value, renamed)  # the mapping of a discriminator
    return value


def _reference(address: str, renamed: set[str]) -> str:
    return PREFIX + _input(address.removeprefix(PREFIX), renamed)
