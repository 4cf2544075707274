"""Which roles an operation is open to, as a declaration that the schema shows (`x-roles`) and the matrix test walks.

This is the outer gate: it is asked before anything is read, so the answer cannot depend on whether a thing exists. The domain's verbs ask
again, of the thing itself and its owner.
"""

from __future__ import annotations

from library.accounts.actors import Actor
from library.accounts.roles import STEWARD_ROLES, Role
from library.errors import Forbidden, Unauthenticated

ANY_MEMBER = frozenset(Role)
STEWARDS = STEWARD_ROLES
ADMINS = frozenset({Role.ADMIN, Role.STEWARD_ADMIN})


def check_roles(actor: Actor | None, roles: frozenset[Role]) -> Actor:
    """The actor, if one of its roles is among these. Raises `Unauthenticated`, `Forbidden`."""
    if actor is None:
        raise Unauthenticated()
    if not actor.has_role(*roles):
        needed = sorted(roles)
        raise Forbidden(f"This operation needs one of the roles {', '.join(needed)}.", needs=needed)
    return actor
