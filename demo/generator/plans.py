"""What item number n of a seed is, and when each step of its life was taken. Pure."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from demo.generator import vocabulary
from demo.generator.details import details_of
from demo.generator.words import MARKERS, Prose

FIRST_PUBLISHED = datetime(2023, 12, 1, tzinfo=UTC)
SPAN = timedelta(days=1060)
GOLDEN = 0.6180339887498949
"""Multiples of it, modulo 1, are spread evenly however many there are, and no two are equal."""
MARKER_SHARE = 0.02
PUBLISHERS = 3
PURPOSES = ("emergency", "urgent", "listening", "condition")
"""Of the contact points that every text about health names (domain.md CR-6)."""
HELP = "\n\n".join(f"{{{{contact:generated-{purpose}}}}}" for purpose in PURPOSES)
Value = TypeVar("Value")


@dataclass(frozen=True)
class Plan:
    """An item to be: its text as JSON data, its governance (the members of `Governance`), which publisher's it is, and
    the times of its steps.
    """

    slug: str
    document: dict[str, Any]
    governance: dict[str, Any]
    publisher: int
    started_at: datetime
    submitted_at: datetime
    read_at: datetime
    checked_at: datetime
    published_at: datetime
    note: str = "First edition."


def plan(seed: int, number: int) -> Plan:
    """Item `number`, from 1. Its publication falls on a second of its own."""
    rng = random.Random(f"{seed}:{number}")  # noqa: S311 - made-up items
    published_at = FIRST_PUBLISHED + timedelta(seconds=int(number * GOLDEN % 1 * SPAN.total_seconds()))
    return Plan(
        slug=slug_of(seed, f"{number:06d}"),
        document=_document(rng, published_at),
        governance=_governance(rng),
        publisher=rng.randrange(PUBLISHERS),
        started_at=published_at - timedelta(days=20),
        submitted_at=published_at - timedelta(days=10),
        read_at=published_at - timedelta(days=4),
        checked_at=published_at - timedelta(days=3),
        published_at=published_at,
    )


def slug_of(seed: int, number: str) -> str:
    return f"generated-{seed}-{number}"


def _document(rng: random.Random, published_at: datetime) -> dict[str, Any]:
    kind, language = _one_of(rng, vocabulary.KINDS), _one_of(rng, vocabulary.LANGUAGES)
    prose = Prose(rng, language)
    sections = [_section(prose, number, kind) for number in range(1, rng.randint(4, 7))]
    for marker in MARKERS:
        if rng.random() < MARKER_SHARE:
            rng.choice(sections)["body"] += f" {marker}"
    sections.append({"id": "help", "heading": "Help", "body": HELP})
    return {
        "kind": kind,
        "title": prose.phrase(4, 9),
        "summary": prose.sentences(150)[:280],
        "language": language,
        "sections": sections,
        "citations": [_citation(prose, number, published_at) for number in range(1, rng.randint(2, 4))],
        "images": [],
        "details": details_of(kind, prose, published_at),
    }


def _section(prose: Prose, number: int, kind: str) -> dict[str, Any]:
    section = {"id": f"part-{number}", "heading": prose.phrase(3, 6), "body": prose.body(500)}
    if kind == "leaflet":
        section |= {
            "policy": prose.rng.choice(["locked", "adaptable", "optional"]),
            "policy_reason": prose.phrase(4, 8),
        }
    return section


def _citation(prose: Prose, number: int, published_at: datetime) -> dict[str, str]:
    """A made-up source. Its address leads nowhere, and says so (RFC 2606); an example address is never published."""
    return {
        "id": f"source-{number}",
        "title": prose.phrase(4, 8),
        "url": f"https://guidance.invalid/{prose.rng.randrange(10_000)}",
        "accessed": (published_at - timedelta(days=30)).date().isoformat(),
        "publisher": prose.phrase(2, 3),
    }


def _governance(rng: random.Random) -> dict[str, Any]:
    topics = vocabulary.leaves()
    weights = [1 / (rank + 5) for rank in range(len(topics))]
    spdx = _one_of(rng, {spdx: share for spdx, (_, _, share) in vocabulary.LICENCES.items()})
    return {
        "licence": spdx,
        "rights_holder": "The generated library",
        "funding": "None",
        "conflicts_of_interest": "None declared",
        "topics": tuple(sorted(set(rng.choices(topics, weights, k=rng.randint(2, 4))))),
        "audiences": tuple(sorted(rng.sample(vocabulary.AUDIENCES, rng.randint(1, 3)))),
        "is_health_content": True,
        "review_cycle_months": _one_of(rng, vocabulary.REVIEW_CYCLES),
        "accessible_formats": [{"format": "web", "status": "available", "note": ""}],
    }


def _one_of(rng: random.Random, shares: Mapping[Value, int]) -> Value:
    return rng.choices(list(shares), list(shares.values()))[0]
