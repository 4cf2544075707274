"""Who looks after subscriptions: the administrators of the organisation whose they are. To everybody else's they do not exist."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from library.accounts.actors import Actor, check_role
from library.accounts.granting import ADMINISTRATION
from library.errors import NotFound, PreconditionFailed
from library.history.actions import Subject, record
from library.syndication.errors import NotInThisState
from library.syndication.models import Subscription

KEEPERS = tuple(sorted(ADMINISTRATION))
MAX_OPEN = 20


def lock_own(subscription: Subscription, *, by: Actor, expected_version: int | None = None) -> Subscription:
    """The subscription as it is now, locked. Raises `Forbidden`, `NotFound`, `PreconditionFailed`."""
    check_role(by, *KEEPERS)
    rows = Subscription.objects.select_for_update(of=("self",)).select_related("organisation")
    locked = rows.filter(pk=subscription.pk, organisation=by.organisation_id).first()
    if locked is None:
        raise NotFound()
    if expected_version is not None and locked.version != expected_version:
        raise PreconditionFailed("Somebody has changed this subscription since you read it.", version=locked.version)
    return locked


def check_state(subscription: Subscription, *allowed: Subscription.State) -> None:
    """Raise `NotInThisState` in any other."""
    if subscription.state not in allowed:
        raise NotInThisState(f"The subscription is {subscription.state}.", state=subscription.state)


def check_open(subscription: Subscription) -> None:
    """Raise `NotInThisState` when it has ended."""
    state = Subscription.State
    check_state(subscription, state.ACTIVE, state.PAUSED, state.QUARANTINED)


def note(type: str, subscription: Subscription, *, by: Actor | None, at: datetime, **facts: Any) -> None:
    """For the audit of its organisation; never public."""
    subject = Subject(id=subscription.pk, kind="subscription", organisation=subscription.organisation_id)
    record(type, subject=subject, actor=by.id if by else None, at=at, **facts)
