"""What an item of the demo library is, as plain data: what it says, what is known about it, and how it came to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

DocumentData = Mapping[str, Any]
"""A document as the API takes it (`library.documents`)."""


@dataclass(frozen=True)
class About:
    """Governance, by the words of the demo's vocabulary. `formats` gives status and note of each accessible format."""

    licence: str
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    rights_holder: str = "The SUN Network"
    funding: str = "Not stated in the source of this demo. To be confirmed with the owner."
    conflicts_of_interest: str = "None declared."
    is_health_content: bool = True
    review_cycle_months: int = 24
    formats: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def accessible_formats(self) -> list[dict[str, str]]:
        """Rows of {format, status, note}."""
        return [{"format": name, "status": status, "note": note} for name, (status, note) in self.formats.items()]


@dataclass(frozen=True)
class Contributed:
    """A group's part at one stage (`library.coproduction`)."""

    group: str
    role: str
    stage: str
    approach: str
    people: str = ""
    recompense: str = ""
    what_changed: str = ""


@dataclass(frozen=True)
class Recognised:
    """An award or endorsement. `name` is how documents of the demo point at it (`stand_in`)."""

    name: str
    award: str
    body: str
    status: str
    as_of: date
    category: str = ""
    detail: str = ""
    result_expected: date | None = None


class Stage(StrEnum):
    """How far an edition has come."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Told:
    """One edition's way through the workshop. Days are counted back from the day of loading."""

    document: DocumentData
    drafted: int
    submitted: int = 0
    reviewed: int = 0
    published: int = 0
    stage: Stage = Stage.PUBLISHED
    change_class: str = "content"
    note: str = "First edition."


@dataclass(frozen=True)
class Withdrawn:
    """When it was taken down, why, and what took its place (a slug of the same kind)."""

    days_ago: int
    reason: str
    explanation: str
    successor: str


@dataclass(frozen=True)
class DemoItem:
    """An item with its editions, oldest first. Editions of further languages follow those of the original."""

    kind: str
    slug: str
    about: About
    editions: tuple[Told, ...]
    language: str = "en-GB"
    contributions: tuple[Contributed, ...] = ()
    recognitions: tuple[Recognised, ...] = ()
    withdrawn: Withdrawn | None = None

    @property
    def is_published(self) -> bool:
        """Can the public read it once the demo is loaded?"""
        return self.withdrawn is None and any(told.stage is Stage.PUBLISHED for told in self.editions)
