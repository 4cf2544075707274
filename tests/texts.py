"""Texts that are ready to be published, one for each kind, as plain data."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from library.documents import examples

CITATION = {
    "id": "nhs",
    "title": "Eating disorders",
    "url": "https://www.nhs.uk/mental-health/conditions/eating-disorders/",
    "accessed": "2026-10-05",
    "publisher": "NHS",
}
SECTIONS = [
    {"id": "what-it-is", "heading": "What it is", "body": "Words for people who care for somebody."},
    {
        "id": "help",
        "heading": "If you need help now",
        "care_level": "urgent",
        "body": "Talk to {{contact:samaritans}}.",
    },
]


def text(kind: str = "resource", **changes: Any) -> dict[str, Any]:
    """A text of this kind with nothing missing: one contact point, no file, no quote. `changes` replace members of it."""
    document = {
        "kind": kind,
        "title": "Caring for someone",
        "summary": "For carers: what helps, and where to ask.",
        "language": "en-GB",
        "sections": SECTIONS,
        "citations": [CITATION],
        "images": [],
        "details": _DETAILS[kind],
    }
    return deepcopy({**document, **changes})


def _without(details: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in details.items() if name not in names}


_DETAILS: dict[str, dict[str, Any]] = {
    "resource": {"medium": "leaflet"},
    "training": _without(examples.TRAINING["details"], "booking"),
    "case_study": _without(examples.CASE_STUDY["details"], "testimonials", "recognitions"),
    "leaflet": {"local_details": [], "rules": []},
}
