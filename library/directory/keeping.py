"""Who keeps what in the directory: the steward what all texts name, an organisation what its own services need."""

from __future__ import annotations

from uuid import UUID

from library.accounts.actors import Actor, check_role
from library.accounts.roles import Role
from library.directory.models import ContactPoint
from library.errors import Forbidden, NotFound, PreconditionFailed
from library.history.actions import Subject

KEEPERS = (Role.CURATOR, Role.PUBLISHER, Role.STEWARD_ADMIN)
"""Of the steward: for what everybody's texts name."""
OWN_KEEPERS = (*KEEPERS, Role.EDITOR, Role.APPROVER, Role.ADMIN)
"""Of an organisation: for its own."""


def owner_of_new(by: Actor) -> UUID | None:
    """Whose a new contact point is: of a steward everybody's, of others their own. Raises `Forbidden`."""
    owner = None if by.is_steward else by.home
    check_keeps(owner, by)
    return owner


def check_keeps(owner: UUID | None, by: Actor) -> None:
    """Raises `NotFound` for another organisation's, `Forbidden` without a role that keeps it."""
    if owner is not None and owner != by.organisation_id:
        raise NotFound()
    check_role(by, *(KEEPERS if owner is None else OWN_KEEPERS))


def may_keep(owner: UUID | None, by: Actor) -> bool:
    """Whether `check_keeps` lets it pass."""
    try:
        check_keeps(owner, by)
    except (NotFound, Forbidden):
        return False
    return True


def locked_contact(contact: ContactPoint, expected_version: int | None, by: Actor) -> ContactPoint:
    """Its row, locked, for somebody who keeps it. Raises `NotFound`, `Forbidden`, `PreconditionFailed`."""
    check_keeps(contact.organisation_id, by)
    locked = ContactPoint.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if expected_version is not None and locked.version != expected_version:
        raise PreconditionFailed("Somebody has changed this contact point since you read it.", version=locked.version)
    return locked


def subject_of(contact: ContactPoint, by: Actor) -> Subject:
    """What an event about it tells. What is everybody's stands in the audit of the steward who did it."""
    owner = contact.organisation_id or by.organisation_id
    return Subject(id=contact.id, kind="contact_point", slug=contact.slug, organisation=owner)
