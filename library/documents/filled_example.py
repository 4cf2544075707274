"""A template filled in as an example, so that a place sees what its leaflet can look like before it has any facts.

Values are the template's own examples. Where it has none, a stand-in says that it is one, with numbers that
Ofcom keeps for drama and addresses that lead nowhere. None of that can be published by mistake (`unfinished`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from library.documents.details.leaflet import AgeRange, LocalDetail, Requires
from library.documents.form_fields import plain_value
from library.documents.local_values import LocalValue, ServiceValue
from library.documents.model import LeafletDocument
from library.documents.vocabulary import DetailType
from library.ids import SLUG_MAX_LENGTH

_PHONE, _EMAIL, _PAGE = "01632 960 001", "service@nhs.example", "https://service.example/"
_HOURS = "Monday to Friday, 9am to 5pm"
_STAND_INS: Mapping[DetailType, bool | AgeRange | str] = {
    DetailType.PHONE: _PHONE,
    DetailType.EMAIL: _EMAIL,
    DetailType.URL: _PAGE,
    DetailType.OPENING_HOURS: _HOURS,
    DetailType.DATE: "2026-10-05",
    DetailType.AGE_RANGE: AgeRange(min=18),
    DetailType.BOOLEAN: True,
}


def example_values(document: LeafletDocument) -> dict[str, Any]:
    """Complete local details as JSON, as `form_schema` describes them. A service is a slug, `example-<role>` if the
    template names none.
    """
    return {key: plain_value(value) for key, value in _values(document).items()}


def example_local(document: LeafletDocument) -> dict[str, LocalValue]:
    """The same for `assemble`: each service has every part, and its name says that it is an example."""
    services = {detail.key: detail for detail in document.details.local_details if detail.type is DetailType.SERVICE}
    return {
        key: _service(services[key].label) if key in services else value for key, value in _values(document).items()
    }


def _values(document: LeafletDocument) -> dict[str, bool | AgeRange | str]:
    """A value for every detail, but for those that a rule wants empty beside the others."""
    details = document.details
    values = {
        detail.key: _stand_in(detail) if detail.example is None else detail.example for detail in details.local_details
    }
    for rule in details.rules:
        if isinstance(rule, Requires) and all(values.get(key) == value for key, value in rule.when.items()):
            for key in rule.empty:
                values.pop(key, None)
    return values


def _stand_in(detail: LocalDetail) -> bool | AgeRange | str:
    if detail.type is DetailType.CHOICE:
        return detail.choices[0].value
    if detail.type is DetailType.SERVICE:
        return f"example-{detail.role}"[:SLUG_MAX_LENGTH].strip("-")
    value = _STAND_INS.get(detail.type, f"Example: {detail.label}")
    return value[: detail.max_length].strip() if isinstance(value, str) else value


def _service(label: str) -> ServiceValue:
    return ServiceValue(
        name=f"{label} (example)",
        short_name="Example service",
        provider="Example provider",
        phone=_PHONE,
        text_number="07700 900 001",
        email=_EMAIL,
        website=_PAGE,
        address="1 Example Street, Exampletown",
        opening_hours=_HOURS,
        access_notes="Example: There are no steps. Tell us if you need an interpreter.",
        waiting_time="Example: Ask the service how long the wait is.",
    )
