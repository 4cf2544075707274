"""The small cast that tests are played with: who owns, who helps, who must see nothing. Built by calling actions.

- the SUN Network, the steward: Ada administers it, Cora curates, Petra publishes, Lila and Clive review (lived experience, clinical);
- Norfolk, a health authority: Nora administers it, Nell edits, Nadia approves, Ned only reads;
- another authority, Suffolk: Sadie administers it, and must see nothing of Norfolk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from library.accounts import actions
from library.accounts.actors import SYSTEM, Actor
from library.accounts.models import Membership, Organisation
from library.accounts.queries import actor_of
from tests.client import Api

START = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
PEOPLE = {
    "ada": ("sun", ["steward_admin"], []),
    "cora": ("sun", ["curator"], []),
    "petra": ("sun", ["publisher"], []),
    "lila": ("sun", ["reviewer"], ["lived_experience"]),
    "clive": ("sun", ["reviewer"], ["clinical"]),
    "nora": ("norfolk", ["admin", "editor"], []),
    "nell": ("norfolk", ["editor"], []),
    "nadia": ("norfolk", ["approver"], []),
    "ned": ("norfolk", ["reader"], []),
    "sadie": ("suffolk", ["admin", "editor", "approver"], []),
}
ORGANISATIONS = {
    "sun": ("The SUN Network", "steward"),
    "norfolk": ("Norfolk and Waveney", "health_authority"),
    "suffolk": ("Suffolk and North East Essex", "health_authority"),
}


@dataclass
class Cast:
    """Organisations and memberships by short name; keys are made when somebody first calls."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    members: dict[str, Membership] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return actor_of(self.members[name])

    def key(self, name: str, roles: Iterable[str] | None = None) -> str:
        """A key of this person, with all of their roles unless fewer are named."""
        _, text = actions.issue_key(
            membership=self.members[name], name=f"{name}'s key", roles=roles, by=SYSTEM, at=START
        )
        return text

    def service_key(self, organisation: str, *roles: str) -> str:
        _, text = actions.issue_service_key(
            organisation=self.organisations[organisation], name="Service", roles=roles, by=SYSTEM, at=START
        )
        return text

    def api(self, name: str) -> Api:
        """A client that calls with this person's key."""
        if name not in self.keys:
            self.keys[name] = self.key(name)
        return Api(self.keys[name])


def assemble() -> Cast:
    """Everybody, in their organisations."""
    cast = Cast()
    for code, (name, kind) in ORGANISATIONS.items():
        cast.organisations[code] = actions.create_organisation(code=code, name=name, kind=kind, by=SYSTEM, at=START)
    for name, (code, roles, review_kinds) in PEOPLE.items():
        user = actions.create_user(
            username=name, name=f"{name.title()} Example", email=f"{name}@{code}.example", by=SYSTEM, at=START
        )
        cast.members[name] = actions.add_member(
            user=user,
            organisation=cast.organisations[code],
            roles=roles,
            review_kinds=review_kinds,
            by=SYSTEM,
            at=START,
        )
    return cast
