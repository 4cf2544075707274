"""Who may manage whom, and who may give which role. Asked by every verb on members and keys, with the row locked.

- A steward administrator manages everybody; an administrator, its own organisation. To anybody else another organisation does not exist.
- Roles of the steward are given, changed and taken away by a steward administrator alone.
- Nobody changes their own membership: a colleague does.
- A key never carries more than the key that asked for it; a service key neither judges nor administers.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from library.accounts.actors import SYSTEM, Actor, check_role
from library.accounts.models import Membership, Organisation
from library.accounts.roles import PERSONAL_ROLES, STEWARD_ROLES, ReviewKind, Role, roles_open_to
from library.errors import Fault, Forbidden, Malformed, NotFound

ADMINISTRATION = frozenset({Role.ADMIN, Role.STEWARD_ADMIN})
SERVICE_ROLES = frozenset(Role) - PERSONAL_ROLES - ADMINISTRATION


class RoleNotYours(Forbidden):
    """The role is not the caller's to give or to take away."""

    slug = "role-not-yours-to-give"
    title = "This role is not yours to give or take away"
    explanation = (
        "Roles of the steward are given and taken away by a steward administrator, nobody changes their own membership, "
        "and a key carries at most the roles of the key that asked for it. `roles` lists those that are in the way."
    )


def check_manages(by: Actor, organisation: UUID) -> None:
    """Raise `NotFound` for another organisation, `Forbidden` without the role in one's own."""
    if by is SYSTEM or by.has_role(Role.STEWARD_ADMIN):
        return
    if organisation != by.organisation_id:
        raise NotFound()
    check_role(by, Role.ADMIN)


def check_steward_admin(by: Actor) -> None:
    """Organisations are the steward's to keep."""
    if by is not SYSTEM:
        check_role(by, Role.STEWARD_ADMIN)


def check_may_change(by: Actor, membership: Membership) -> None:
    """May this membership be changed or ended by this actor? Raises `NotFound`, `Forbidden`."""
    check_manages(by, membership.organisation_id)
    if by.is_person and membership.user_id == by.id:
        raise RoleNotYours("Nobody changes their own membership; ask a colleague.", roles=sorted(membership.roles))
    check_may_grant(by, [Role(role) for role in membership.roles])


def check_may_grant(by: Actor, roles: Iterable[Role]) -> None:
    """Raise `RoleNotYours` for roles of the steward, unless a steward administrator gives them."""
    theirs = sorted(STEWARD_ROLES.intersection(roles))
    if theirs and by is not SYSTEM and not by.has_role(Role.STEWARD_ADMIN):
        raise RoleNotYours("Only a steward administrator gives or takes away these roles.", roles=theirs)


def read_roles(
    organisation: Organisation, roles: Iterable[str], review_kinds: Iterable[str] = ()
) -> tuple[list[str], list[str]]:
    """Roles and review kinds, known, sorted, each once. Raises `Malformed` for what a member of this organisation cannot hold."""
    given, kinds = list(roles), list(review_kinds)
    open_roles = roles_open_to(organisation.kind)
    faults = [
        Fault(f"/roles/{index}", f"A member of this organisation can't be {role!r}.")
        for index, role in enumerate(given)
        if role not in open_roles
    ]
    faults += [
        Fault(f"/review_kinds/{index}", f"There is no review of kind {kind!r}.")
        for index, kind in enumerate(kinds)
        if kind not in set(ReviewKind)
    ]
    if not given:
        faults.append(Fault("/roles", "At least one role is needed."))
    if kinds and Role.REVIEWER not in given:
        faults.append(Fault("/review_kinds", "Only a reviewer has review kinds."))
    if not kinds and Role.REVIEWER in given:
        faults.append(Fault("/review_kinds", "Say what this reviewer can judge."))
    if faults:
        raise Malformed(errors=faults)
    return sorted({Role(role).value for role in given}), sorted({ReviewKind(kind).value for kind in kinds})


def read_service_roles(organisation: Organisation, roles: Iterable[str]) -> list[str]:
    """The roles of a service key. Raises `Malformed` for those that only people hold."""
    given = list(roles)
    possible = roles_open_to(organisation.kind) & SERVICE_ROLES
    faults = [
        Fault(f"/roles/{index}", f"A service key can't be {role!r}.")
        for index, role in enumerate(given)
        if role not in possible
    ]
    if not given:
        faults.append(Fault("/roles", "At least one role is needed."))
    if faults:
        raise Malformed(errors=faults)
    return sorted({Role(role).value for role in given})
