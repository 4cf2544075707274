"""What is known of a person, and whether they may sign in. What they may do then hangs on their memberships (`people`)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from library.accounts.actors import Actor
from library.accounts.granting import check_steward_admin
from library.accounts.models import User
from library.errors import Fault, Malformed, NotFound
from library.history.actions import Subject, record


@transaction.atomic
def change_user(*, user: User, name: str, email: str, is_staff: bool, is_active: bool, by: Actor, at: datetime) -> User:
    """Correct a person's name and address, open or close the desk's door to them, or shut them out altogether (their keys too).

    Raises `Forbidden` unless the steward's administrator asks, and `Malformed` for shutting oneself out.
    """
    user = _lock(user, by)
    faults = (
        [Fault("/is_active", "Nobody shuts themselves out; ask a colleague.")]
        if user.pk == by.id and not is_active
        else []
    )
    if user.pk == by.id and user.is_staff and not is_staff:
        faults.append(Fault("/is_staff", "Nobody closes the desk to themselves; ask a colleague."))
    if faults:
        raise Malformed(errors=faults)
    first, _, last = name.strip().rpartition(" ")
    user.first_name, user.last_name = first or last, last if first else ""
    user.email, user.is_staff, user.is_active = email, is_staff, is_active
    user.save(update_fields=["first_name", "last_name", "email", "is_staff", "is_active"])
    _record("user.changed", user, by, at)
    return user


def _lock(user: User, by: Actor) -> User:
    """The row, locked. People belong to no organisation, so that only a steward administrator keeps their accounts."""
    check_steward_admin(by)
    locked = User.objects.select_for_update().filter(pk=user.pk).first()
    if locked is None:
        raise NotFound()
    return locked


def _record(type: str, user: User, by: Actor, at: datetime) -> None:
    record(type, subject=Subject(id=user.pk, kind="user", organisation=by.organisation_id), actor=by.id, at=at)
