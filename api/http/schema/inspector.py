"""drf-spectacular's inspector of views, made to read our declarations instead of guessing."""

from __future__ import annotations

from typing import Any

import uritemplate
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry

from api.http.bodies import PAGE_FORM
from api.http.operations import JSON, Operation
from api.http.schema import parameters, responses, samples, shapes

NAMES = {"coproduction": "co-production"}
OF_A_PAGE = {
    "type": "object",
    "additionalProperties": {"type": "string"},
    "description": "What the page's own form sends.",
}
BEARER = {"type": "http", "scheme": "bearer", "description": "An API key: `prefix.secret`. See `/v1/workspace/keys`."}


class OperationSchema(AutoSchema):
    """Describes one method of one view by its `Operation`."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: ComponentRegistry
    ) -> dict[str, Any]:
        declared: Operation = getattr(self.view, method.lower()).operation
        names = uritemplate.variables(path)
        in_path = list(parameters.path_parameters(declared, list(names), path_regex))
        shapes.register(registry, "securitySchemes", "BearerKey", BEARER)
        security: list[dict[str, list[str]]] = [{"BearerKey": []}]
        described: dict[str, Any] = {
            "operationId": declared.id or _operation_id(method, path),
            "summary": declared.summary,
            "description": _description(declared, method, path, in_path),
            "tags": [_tag(type(self.view).__module__)],
            "parameters": self._parameters(declared, method, registry, in_path),
            "security": security if declared.roles is not None else [{}, *security],
            "responses": responses.responses(registry, declared, method, has_path=bool(in_path)),
        }
        if declared.body is not None or declared.form is not None:
            described["requestBody"] = _request_body(declared, registry)
        if declared.roles is not None:
            described["x-roles"] = sorted(declared.roles)
        return described

    def _parameters(
        self, declared: Operation, method: str, registry: ComponentRegistry, in_path: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        examples = dict(declared.example or {}) if method == "GET" else {}
        headers = [
            shapes.register(registry, "parameters", name, parameters.HEADERS[name])
            for name in parameters.header_names(declared, method)
        ]
        return [*in_path, *parameters.query_parameters(declared.query, examples), *headers]


def _operation_id(method: str, path: str) -> str:
    words = [part.strip("{}").replace("-", "_").replace(".", "_") for part in path.split("/") if part and part != "v1"]
    return "_".join([method.lower(), *words])


def _tag(module: str) -> str:
    """`api.public.catalogue.items` is about the catalogue; `api.workspace.accounts.keys`, about the workspace's accounts."""
    _, world, area, *_ = [*module.split("."), ""]
    area = NAMES.get(area, area)
    if world == "workspace":
        return f"Workspace: {area}"
    if world != "public" or area == "meta":
        return "Service"
    return "Co-production" if area == "coproduction" else area.capitalize()


def _description(declared: Operation, method: str, path: str, in_path: list[dict[str, Any]]) -> str:
    variables = {parameter["name"]: parameter["example"] for parameter in in_path if "example" in parameter}
    roles = "" if declared.roles is None else f"\n\nOpen to: {', '.join(sorted(declared.roles))}."
    return f"{declared.description}{roles}\n\n```sh\n{samples.curl(declared, method, path, variables)}\n```"


def _request_body(declared: Operation, registry: ComponentRegistry) -> dict[str, Any]:
    if declared.form is None:
        content: dict[str, Any] = {"schema": shapes.reference(registry, declared.body, "validation")}  # type: ignore[arg-type]
        if declared.example is not None:
            content["example"] = dict(declared.example)
        forms = {PAGE_FORM: _page_form(declared, registry)} if declared.page_form is not None else {}
        return {"required": True, "content": {JSON: content, **forms}}
    (name, form), *inner = shapes.describe(declared.form, "validation").items()
    for inner_name, schema in inner:
        shapes.register(registry, "schemas", inner_name, schema)
    file = {
        "type": "string",
        "contentMediaType": "application/octet-stream",
        "description": f"The file, at most {declared.max_bytes:,} bytes.",
    }
    whole = {
        **form,
        "properties": {"file": file, **form.get("properties", {})},
        "required": ["file", *form.get("required", [])],
    }
    return {
        "required": True,
        "content": {"multipart/form-data": {"schema": shapes.register(registry, "schemas", name, whole)}},
    }


def _page_form(declared: Operation, registry: ComponentRegistry) -> dict[str, Any]:
    fields = declared.page_fields
    schema = OF_A_PAGE if fields is None else shapes.reference(registry, fields, "validation")
    return {"schema": schema, **({"example": dict(declared.page_example)} if declared.page_example else {})}
