"""The form of a leaflet: what a place fills in, as JSON Schema, and what it may do with each section (domain.md LO-2)."""

from __future__ import annotations

from typing import Any

from library.documents.details.leaflet import AnyOf, AtMost, LeafletDetails, Requires, Rule
from library.documents.form_fields import field_schema
from library.documents.model import LeafletDocument

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def form_schema(document: LeafletDocument, *, address: str = "") -> dict[str, Any]:
    """JSON Schema 2020-12 of complete local details, an object by key; `address` is its `$id`.

    The rules of the template that JSON Schema can say are in `allOf`, each with its message as `description`; those on
    the order of two values are in `x-rules`, as the template has them. `x-sections` lists what may be done with each
    section.
    """
    details = document.details
    schema: dict[str, Any] = {"$schema": DIALECT}
    if address:
        schema["$id"] = address
    schema |= {
        "title": document.title,
        "description": document.summary,
        "type": "object",
        "properties": {detail.key: field_schema(detail) for detail in details.local_details},
        "required": [detail.key for detail in details.local_details if detail.required],
        "additionalProperties": False,
    }
    if conditions := [condition for rule in details.rules if (condition := _condition(rule))]:
        schema["allOf"] = conditions
    schema["x-rules"] = _orders(details)
    schema["x-sections"] = [
        section.model_dump(mode="json", include={"id", "heading", "policy", "policy_reason"})
        for section in document.sections
    ]
    return schema


def _condition(rule: Rule) -> dict[str, Any] | None:
    match rule:
        case Requires():
            condition: dict[str, Any] = {
                "if": {
                    "properties": {key: {"const": value} for key, value in rule.when.items()},
                    "required": list(rule.when),
                },
                "then": {"required": list(rule.filled), "properties": dict.fromkeys(rule.empty, False)},
            }
        case AnyOf():
            condition = {"anyOf": [{"required": [key]} for key in rule.filled]}
        case AtMost():
            return None
    return {"description": rule.message, **condition} if rule.message else condition


def _orders(details: LeafletDetails) -> list[dict[str, Any]]:
    return [rule.model_dump(mode="json") for rule in details.rules if isinstance(rule, AtMost)]
