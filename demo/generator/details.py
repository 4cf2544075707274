"""What each kind of document adds to its sections. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from demo.generator.vocabulary import MEDIA
from demo.generator.words import Prose


def details_of(kind: str, prose: Prose, published_at: datetime) -> dict[str, Any]:
    """The details of a document of this kind, as JSON data."""
    if kind == "resource":
        return {"medium": prose.rng.choices(list(MEDIA), list(MEDIA.values()))[0]}
    if kind == "case_study":
        return _case_study(prose, published_at)
    return _leaflet(prose) if kind == "leaflet" else _training(prose)


def _case_study(prose: Prose, published_at: datetime) -> dict[str, Any]:
    as_of = published_at.date().isoformat()
    return {
        "context": prose.sentences(200),
        "aim": prose.sentences(80),
        "participants": [{"group": "lived_experience", "description": prose.phrase(5, 9), "count": 9}],
        "stages": [{"stage": "design", "approach": "co_production", "who": prose.phrase(3, 5)}],
        "said_did": [
            {"said": prose.phrase(6, 12), "did": prose.phrase(8, 14), "status": "done", "as_of": as_of}
            for _ in range(prose.rng.randint(3, 6))
        ],
        "results_positive": prose.sentences(150),
        "results_negative": prose.sentences(150),
    }


def _leaflet(prose: Prose) -> dict[str, Any]:
    return {
        "local_details": [
            {"key": "service_name", "label": prose.phrase(3, 5), "type": "text", "example": prose.phrase(2, 3)},
            {"key": "service_page", "label": prose.phrase(3, 5), "type": "url", "required": False},
        ]
    }


def _training(prose: Prose) -> dict[str, Any]:
    minutes = [prose.rng.randrange(10, 60, 5) for _ in range(4)]
    return {
        "learning_outcomes": [prose.phrase(5, 10) for _ in range(5)],
        "delivery": "online",
        "duration": f"PT{sum(minutes)}M",
        "agenda": [{"title": prose.phrase(3, 6), "minutes": taken} for taken in minutes],
    }
