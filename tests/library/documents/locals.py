"""A template with a detail of every type, and values for them."""

from __future__ import annotations

from typing import Any

from library.documents.details.leaflet import AgeRange
from library.documents.local_values import LocalValue, ServiceValue
from library.documents.model import LeafletDocument
from library.documents.parse import parse_document
from tests.library.documents.build import section, smallest

SERVICE = ServiceValue(
    name="Stone Road Service",
    phone="0808 801 0677",
    phone_menu="option 2",
    email="hello@nhs.uk",
    website="https://www.nhs.uk/",
    address="1 Stone Road,\nCambridge",
)
DETAILS: dict[str, dict[str, Any]] = {
    "area": {"type": "text", "max_length": 200},
    "wording": {"type": "rich_text"},
    "line": {"type": "phone"},
    "post": {"type": "email"},
    "page": {"type": "url"},
    "hours": {"type": "opening_hours"},
    "where": {"type": "address"},
    "ages": {"type": "age_range"},
    "open": {"type": "boolean"},
    "route": {
        "type": "choice",
        "choices": [{"value": "gp", "label": "Through a GP"}, {"value": "self", "label": "By *yourself*"}],
    },
    "day": {"type": "date"},
    "service": {"type": "service", "role": "crisis"},
}
VALUES: dict[str, LocalValue] = {
    "area": "Norfolk",
    "wording": "Ask your **GP**.\n\n- One\n- Two",
    "line": "+44 808 801 0677",
    "post": "hello@nhs.uk",
    "page": "https://www.nhs.uk/a_(b)?x=1&copy;=2",
    "hours": "Monday: 9 to 5\nFriday: 9 to 1",
    "where": "1 Stone Road,\nCambridge",
    "ages": AgeRange(min=16, max=25),
    "open": True,
    "route": "self",
    "day": "2026-10-05",
    "service": SERVICE,
}


def template(*bodies: str, rules: tuple[dict[str, Any], ...] = (), **changes: Any) -> LeafletDocument:
    """A leaflet with these texts and a detail of every type. `changes` are members of details, by key."""
    details = [
        {"key": key, "label": key.capitalize(), **members, **changes.get(key, {})} for key, members in DETAILS.items()
    ]
    sections = [section(body, f"s{number}", policy="optional") for number, body in enumerate(bodies)]
    found = parse_document(
        smallest("leaflet", sections=sections, details={"local_details": details, "rules": list(rules)})
    )
    assert isinstance(found, LeafletDocument)
    return found


def optional(**members: Any) -> dict[str, Any]:
    return {"required": False, **members}
