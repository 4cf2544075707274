"""Roles: what a member may be given, and what a key may carry (design.md, section 5)."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person does here. The first four belong to the steward, the last four to any organisation."""

    CURATOR = "curator"
    PUBLISHER = "publisher"
    REVIEWER = "reviewer"
    STEWARD_ADMIN = "steward_admin"
    EDITOR = "editor"
    APPROVER = "approver"
    ADMIN = "admin"
    READER = "reader"


class ReviewKind(StrEnum):
    """What a reviewer is able to judge."""

    LIVED_EXPERIENCE = "lived_experience"
    CLINICAL = "clinical"
    EDITORIAL = "editorial"
    ACCESSIBILITY = "accessibility"


STEWARD_ROLES = frozenset({Role.CURATOR, Role.PUBLISHER, Role.REVIEWER, Role.STEWARD_ADMIN})
PERSONAL_ROLES = frozenset({Role.REVIEWER, Role.APPROVER, Role.PUBLISHER})
"""Judgement is a person's: a service key never reviews, approves or publishes."""


def roles_open_to(organisation_kind: str) -> frozenset[Role]:
    """The roles that a member of such an organisation may hold."""
    return frozenset(Role) if organisation_kind == "steward" else frozenset(Role) - STEWARD_ROLES
