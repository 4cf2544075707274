"""Who sits at the desk, and for which organisation they act: a membership, chosen by the person when there are several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from library.accounts.actors import Actor
from library.accounts.models import Membership, Organisation
from library.accounts.queries import actor_of, memberships_of
from library.accounts.roles import Role

CHOSEN = "membership"
"""The key in the session."""


@dataclass(frozen=True)
class Seat:
    """A signed-in person. Without a membership they may look at reference data and do nothing."""

    memberships: tuple[Membership, ...]
    membership: Membership | None
    actor: Actor

    @property
    def organisation(self) -> Organisation | None:
        return self.membership.organisation if self.membership else None

    def may(self, *roles: Role) -> bool:
        return self.actor.has_role(*roles)


def seat_of(request: HttpRequest) -> Seat:
    """The seat, looked up once for each request: a role taken away is gone with the next click."""
    kept: Seat | None = getattr(request, "_desk_seat", None)
    if kept is None:
        kept = _seat(request)
        request._desk_seat = kept  # type: ignore[attr-defined]
    return kept


def actor_at(request: HttpRequest) -> Actor:
    return seat_of(request).actor


def sit(request: HttpRequest, membership: Membership) -> None:
    """Act for the organisation of this membership from the next click on."""
    request.session[CHOSEN] = str(membership.pk)


def _seat(request: HttpRequest) -> Seat:
    user: Any = request.user
    if not user.is_authenticated:
        return Seat((), None, Actor(id=None, organisation_id=None))
    memberships = tuple(memberships_of(user))
    membership = _chosen(request, memberships) or _usual(memberships)
    actor = actor_of(membership) if membership else Actor(id=UUID(str(user.pk)), organisation_id=None)
    return Seat(memberships, membership, actor)


def _chosen(request: HttpRequest, memberships: tuple[Membership, ...]) -> Membership | None:
    wanted = request.session.get(CHOSEN)
    return next((membership for membership in memberships if str(membership.pk) == wanted), None)


def _usual(memberships: tuple[Membership, ...]) -> Membership | None:
    """The steward's first: most people at the desk work for the library."""
    steward = Organisation.Kind.STEWARD
    return min(memberships, key=lambda membership: membership.organisation.kind != steward, default=None)
