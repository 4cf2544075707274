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
LINES = {
    "id": "lines",
    "heading": "Lines that help",
    "body": "{{contact:emergency-999}}, {{contact:urgent-help}}, {{contact:samaritans}} and {{contact:condition-line}} help.",
}
"""What every text about health must print besides (domain.md CR-6): the four lines of a world's directory."""

PRINTED_LINES = (
    "[999](tel:999), [111](tel:111), [116 123](tel:116123) and "
    "[https://www.beateatingdisorders.org.uk/](https://www.beateatingdisorders.org.uk/) help."
)


def text(kind: str = "resource", **changes: Any) -> dict[str, Any]:
    """A text of this kind with nothing missing: contact points but no file and no quote. `changes` replace members of it."""
    document = {
        "kind": kind,
        "title": "Caring for someone",
        "summary": "For carers: what helps, and where to ask.",
        "language": "en-GB",
        "sections": with_lines(SECTIONS),
        "citations": [CITATION],
        "images": [],
        "details": _DETAILS[kind],
    }
    return deepcopy({**document, **changes})


def with_lines(sections: Any) -> list[dict[str, Any]]:
    """These sections, and the lines that help unless they are there."""
    return [*sections, *([] if any(section["id"] == LINES["id"] for section in sections) else [LINES])]


def helped(changes: dict[str, Any], is_health: bool) -> dict[str, Any]:
    """Changes of a text; sections in it get the lines that help if it is about health."""
    return {**changes, "sections": with_lines(changes["sections"])} if is_health and "sections" in changes else changes


def _without(details: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in details.items() if name not in names}


_DETAILS: dict[str, dict[str, Any]] = {
    "resource": {"medium": "leaflet"},
    "training": _without(examples.TRAINING["details"], "booking"),
    "case_study": _without(examples.CASE_STUDY["details"], "testimonials", "recognitions"),
    "leaflet": {"local_details": [], "rules": []},
}
