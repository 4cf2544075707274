"""The committed OpenAPI document, and whether a request and its response keep to it.

Everything is checked that the document promises: the status is documented, so is the media type, the body has the shape, required headers
are there and have their form. A request that was accepted must be one that the document allows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FILE = Path(__file__).parents[1] / "openapi" / "openapi.yaml"
NAME = "urn:openapi"
PROBLEM = "application/problem+json"
FORM = "application/x-www-form-urlencoded"
METHODS = ("get", "post", "put", "patch", "delete")


class BrokenContract(AssertionError):
    """The service and its document disagree."""


@cache
def document() -> dict[str, Any]:
    return yaml.load(FILE.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every (path, METHOD, operation)."""
    for path, methods in document()["paths"].items():
        for method in METHODS:
            if method in methods:
                yield path, method.upper(), methods[method]


@cache
def _routes() -> list[tuple[re.Pattern[str], str]]:
    paths = sorted(document()["paths"], key=lambda path: (path.count("{"), path))
    return [(re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))), path) for path in paths]


def route_of(path: str) -> str | None:
    """The path of the document that an address belongs to; literal ones before those with variables."""
    return next(
        (template for pattern, template in _routes() if pattern.fullmatch(path) and _fits(template, path)), None
    )


def _fits(template: str, path: str) -> bool:
    """Do the variables of the address have the form that the document gives them?"""
    methods = document()["paths"][template]
    operation = next(methods[method] for method in METHODS if method in methods)
    variables = [part[1:-1] for part in template.split("/") if part.startswith("{")]
    values = [value for part, value in zip(template.split("/"), path.split("/"), strict=True) if part.startswith("{")]
    schemas = {
        parameter["name"]: parameter["schema"] for parameter in _parameters(operation) if parameter["in"] == "path"
    }
    return all(
        _is_valid(_coerced(value, schemas[name]), schemas[name]) for name, value in zip(variables, values, strict=True)
    )


def check_response(method: str, path: str, response: Any) -> None:
    """Raise `BrokenContract` unless the document allows this response here."""
    where = f"{method} {path} -> {response.status_code}"
    _check_common(where, response)
    operation = _operation(method, path)
    if operation is None:
        _check_undocumented(where, response)
        return
    described = operation["responses"].get(str(response.status_code))
    if described is None:
        raise BrokenContract(f"{where}: this status is not documented; body: {response.content[:500]!r}")
    described = _resolved(described)
    _check_headers(where, described.get("headers", {}), response)
    _check_body(where, method, described.get("content"), response)


def check_accepted_request(
    method: str, path: str, query: str, headers: Mapping[str, str], body: bytes, content_type: str = "application/json"
) -> None:
    """Raise `BrokenContract` unless the document allows the request, which has just been accepted."""
    operation = _operation(method, path)
    if operation is None:
        raise BrokenContract(f"{method} {path} was accepted, but is not documented")
    where = f"{method} {path}?{query}"
    parameters = {(parameter["in"], parameter["name"].lower()): parameter for parameter in _parameters(operation)}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if ("query", name) not in parameters:
            raise BrokenContract(f"{where} was accepted with the parameter {name!r}, which is not documented")
        schema = parameters["query", name]["schema"]
        _check(f"{where}: parameter {name}", _coerced(value, schema), schema)
    for (place, name), parameter in parameters.items():
        if place == "header" and name in headers:
            _check(f"{where}: header {name}", headers[name], parameter["schema"])
        elif place == "header" and parameter.get("required"):
            raise BrokenContract(f"{where} was accepted without the header {name}")
    content = operation.get("requestBody", {}).get("content", {}).get(content_type)
    if content:
        sent = dict(parse_qsl(body.decode())) if content_type == FORM else json.loads(body)
        _check(f"{where}: request body", sent, content["schema"])


def _operation(method: str, path: str) -> dict[str, Any] | None:
    template = route_of(path)
    method = "get" if method == "HEAD" else method.lower()
    return None if template is None else document()["paths"][template].get(method)


def _check_common(where: str, response: Any) -> None:
    if "Set-Cookie" in response.headers or response.cookies:
        raise BrokenContract(f"{where}: the API sets no cookie")
    if "X-Request-ID" not in response.headers or "Cache-Control" not in response.headers:
        raise BrokenContract(f"{where}: X-Request-ID and Cache-Control belong to every response")


def _check_undocumented(where: str, response: Any) -> None:
    """What is not documented answers with a problem, or to OPTIONS with what there is."""
    if response.status_code == 204 and "Allow" in response.headers:
        return
    if response.status_code not in (400, 401, 404, 405):
        raise BrokenContract(f"{where}: an address that is not documented answered")
    if response.content:
        _check_problem(where, response)


def _check_headers(where: str, described: Mapping[str, Any], response: Any) -> None:
    for name, header in described.items():
        header = _resolved(header)  # noqa: PLW2901
        if name in response.headers:
            _check(f"{where}: header {name}", response.headers[name], header["schema"])
        elif header.get("required"):
            raise BrokenContract(f"{where}: header {name} is missing")


def _check_body(where: str, method: str, content: Mapping[str, Any] | None, response: Any) -> None:
    if method == "HEAD" or content is None:
        if response.content:
            raise BrokenContract(f"{where}: there should be no body: {response.content[:200]!r}")
        return
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    if media_type not in content:
        raise BrokenContract(f"{where}: the media type {media_type!r} is not documented")
    schema = content[media_type].get("schema")
    if media_type == PROBLEM:
        _check_problem(where, response)
    if schema and media_type.endswith(("/json", "+json")):
        _check(f"{where}: body", json.loads(response.content), schema)


def _check_problem(where: str, response: Any) -> None:
    problem = json.loads(response.content)
    _check(f"{where}: problem", problem, {"$ref": "#/components/schemas/Problem"})
    if problem["status"] != response.status_code or response.headers["Content-Type"] != PROBLEM:
        raise BrokenContract(f"{where}: the problem says {problem['status']} as {response.headers['Content-Type']}")
    if problem["instance"] != f"urn:request:{response.headers['X-Request-ID']}":
        raise BrokenContract(f"{where}: the problem names another request")


def _parameters(operation: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [_resolved(parameter) for parameter in operation.get("parameters", [])]


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        found: Any = document()
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node


def _coerced(text: str, schema: Mapping[str, Any]) -> Any:
    """The value that a parameter's text stands for."""
    kinds = {choice.get("type") for choice in (schema, *schema.get("anyOf", []))}
    if "integer" in kinds and re.fullmatch(r"-?\d+", text):
        return int(text)
    if "boolean" in kinds and text in ("true", "false"):
        return text == "true"
    if "array" in kinds:
        return [_coerced(part.strip(), schema.get("items", {})) for part in text.split(",")]
    return text


@cache
def _registry() -> Registry[Any]:
    return Registry().with_resource(NAME, Resource(contents=document(), specification=DRAFT202012))


def _validator(schema: Any) -> Draft202012Validator:
    absolute = json.loads(json.dumps(schema).replace('"#/components/', f'"{NAME}#/components/'))
    return Draft202012Validator(absolute, registry=_registry(), format_checker=FormatChecker())


def _is_valid(value: Any, schema: Any) -> bool:
    return _validator(schema).is_valid(value)


def _check(where: str, value: Any, schema: Any) -> None:
    error = next(iter(sorted(_validator(schema).iter_errors(value), key=lambda found: len(found.path))), None)
    if error is not None:
        place = "/".join(map(str, error.absolute_path))
        raise BrokenContract(f"{where}: at /{place}: {error.message[:500]}")
