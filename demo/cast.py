"""What has been made so far while the demo is loaded: later steps look up here what earlier ones made."""

from __future__ import annotations

from dataclasses import dataclass, field

from library.accounts.actors import Actor
from library.accounts.models import Membership, Organisation
from library.accounts.queries import actor_of
from library.catalogue.models import Item
from library.directory.models import ContactPoint, Service


@dataclass
class Cast:
    """By code, username, slug and (kind, slug). `ids` holds the real id of every stand-in (`standins`)."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    memberships: dict[str, Membership] = field(default_factory=dict)
    contacts: dict[str, ContactPoint] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    items: dict[tuple[str, str], Item] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def actor(self, username: str) -> Actor:
        """The person of this name, acting for their organisation."""
        return actor_of(self.memberships[username])
