"""Who is doing something: plain values, made from a key or a membership, handed to every action as `by=`."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from library.accounts.roles import PERSONAL_ROLES, ReviewKind, Role
from library.errors import Forbidden


@dataclass(frozen=True)
class Actor:
    """A person or a service, acting for one organisation with certain roles.

    `id` is opaque: the user's id, or the service key's; None for the system itself.
    """

    id: UUID | None
    organisation_id: UUID | None
    is_steward: bool = False
    roles: frozenset[Role] = field(default_factory=frozenset)
    review_kinds: frozenset[ReviewKind] = field(default_factory=frozenset)
    is_person: bool = True

    @property
    def home(self) -> UUID:
        """The organisation that the actor acts for. Raises `Forbidden` for one that acts for none: the system owns nothing."""
        if self.organisation_id is None:
            raise Forbidden("This is done for an organisation, and you act for none.")
        return self.organisation_id

    @property
    def person(self) -> UUID:
        """Whoever takes responsibility. Raises `Forbidden` for a service or the system: they can't."""
        if self.id is None or not self.is_person:
            raise Forbidden("This takes a person, and this key is not one's.")
        return self.id

    def has_role(self, *roles: Role) -> bool:
        """Does the actor hold one of these? What only a person may do is refused to a service key whatever it carries."""
        return bool(self._effective_roles().intersection(roles))

    def _effective_roles(self) -> frozenset[Role]:
        return self.roles if self.is_person else self.roles - PERSONAL_ROLES


SYSTEM = Actor(id=None, organisation_id=None, is_person=False)
"""The schedule and other jobs of the library itself. It acts only on what a person decided before."""


def check_role(by: Actor, *roles: Role) -> None:
    """Raise `Forbidden`, naming the roles that would do, unless the actor holds one of them."""
    if not by.has_role(*roles):
        needed = sorted(role.value for role in roles)
        raise Forbidden(
            f"This step needs the role {' or '.join(needed)} in the organisation that owns it.", needs=needed
        )
