"""Sign-off: who must have approved exactly which text (design.md, section 6; domain.md, HQ-6). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

HEALTH = ("lived_experience", "clinical")
GENERAL = ("editorial",)


@dataclass(frozen=True)
class Opinion:
    """A reviewer's latest word of one kind: on which text, by hash, and whether it was looked at as a whole."""

    reviewer: UUID
    kind: str
    scope: str
    approved: bool
    document_hash: str
    at: datetime


def required_kinds(is_health_content: bool) -> tuple[str, ...]:
    """The sign-offs that a text needs: two different ways of knowing for health content, an editor's eye for the rest."""
    return HEALTH if is_health_content else GENERAL


def valid_sign_offs(
    opinions: Sequence[Opinion], document_hash: str, contributors: Sequence[UUID]
) -> dict[str, Opinion]:
    """The sign-offs that hold for this exact text, by kind.

    A later word of the same kind on the same text replaces an earlier one; an opinion on another text is void; nobody
    signs off what they wrote.
    """
    latest: dict[str, Opinion] = {}
    for opinion in sorted(opinions, key=lambda opinion: opinion.at):
        if opinion.document_hash == document_hash and opinion.reviewer not in contributors:
            latest[opinion.kind] = opinion
    return {kind: opinion for kind, opinion in latest.items() if opinion.approved}


def missing_kinds(required: Sequence[str], valid: dict[str, Opinion]) -> list[str]:
    """The kinds still to come. One person does not count for two: the second kind that only they have approved is still missing."""
    counted: set[UUID] = set()
    missing = []
    for kind in required:
        opinion = valid.get(kind)
        if opinion is None or opinion.reviewer in counted:
            missing.append(kind)
        else:
            counted.add(opinion.reviewer)
    return missing
