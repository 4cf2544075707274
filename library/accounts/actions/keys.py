"""API keys: 8 characters that name the key, a dot, and a secret of 32 characters (190 bits) that only its owner ever sees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from library.accounts.actors import SYSTEM, Actor
from library.accounts.granting import RoleNotYours, check_manages, check_may_grant, read_service_roles
from library.accounts.models import ApiKey, Membership, Organisation
from library.accounts.roles import Role
from library.errors import Fault, Forbidden, Malformed, NotFound
from library.history.actions import Subject, record

MAX_NAME = 50


@transaction.atomic
def issue_key(
    *,
    membership: Membership,
    name: str,
    roles: Iterable[str] | None = None,
    expires_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> tuple[ApiKey, str]:
    """A key for one's own membership, and its text, shown this once. Without `roles` it carries those of the key that asks.

    Raises `Forbidden` for somebody else's membership, `RoleNotYours` for more than the caller's own roles, `Malformed`.
    """
    if by is not SYSTEM:
        _check_own(membership, by)
    possible = membership.roles if by is SYSTEM else sorted(by.roles)
    wanted = sorted(set(roles)) if roles is not None else list(possible)
    if not wanted:
        raise Malformed(errors=[Fault("/roles", "At least one role is needed.")])
    beyond = sorted(set(wanted) - set(possible))
    if beyond:
        raise RoleNotYours("A key carries at most the roles of the key that asks for it.", roles=beyond)
    return _issue(name, wanted, expires_at, by=by, at=at, membership=membership)


@transaction.atomic
def issue_service_key(
    *,
    organisation: Organisation,
    name: str,
    roles: Iterable[str],
    expires_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> tuple[ApiKey, str]:
    """A key of an organisation itself, for its systems, and its text, shown this once. It neither judges nor administers.

    Raises `NotFound`, `Forbidden`, `Malformed`.
    """
    check_manages(by, organisation.id)
    wanted = read_service_roles(organisation, roles)
    check_may_grant(by, [Role(role) for role in wanted])
    return _issue(name, wanted, expires_at, by=by, at=at, organisation=organisation)


@transaction.atomic
def revoke_key(*, key: ApiKey, by: Actor, at: datetime) -> ApiKey:
    """End a key; from the next request on it is a bad one. Revoking it again changes nothing. Raises `NotFound`, `Forbidden`."""
    locked = ApiKey.objects.select_for_update(of=("self",)).select_related("membership").filter(pk=key.pk).first()
    if locked is None:
        raise NotFound()
    if not _is_own(locked, by):
        check_manages(by, _organisation_id(locked))
    if not locked.revoked:
        _revoke(locked, by=by, at=at)
    return locked


def revoke_all(membership: Membership, *, by: Actor, at: datetime) -> None:
    """End every key of a membership. Runs inside the transaction that ends the membership."""
    keys: QuerySet[ApiKey] = ApiKey.objects.select_for_update(of=("self",)).filter(membership=membership, revoked=False)
    for key in keys:
        _revoke(key, by=by, at=at)


def _check_own(membership: Membership, by: Actor) -> None:
    if membership.organisation_id != by.organisation_id:
        raise NotFound()
    if not by.is_person or membership.user_id != by.id:
        raise Forbidden("A personal key is made by the person whose it is.")


def _is_own(key: ApiKey, by: Actor) -> bool:
    if key.membership is None:
        return key.public_id == by.id and not by.is_person
    return by.is_person and key.membership.user_id == by.id and key.membership.organisation_id == by.organisation_id


def _organisation_id(key: ApiKey) -> Any:
    return key.organisation_id if key.membership is None else key.membership.organisation_id


def _issue(
    name: str, roles: list[str], expires_at: datetime | None, *, by: Actor, at: datetime, **owner: Any
) -> tuple[ApiKey, str]:
    if not 1 <= len(name.strip()) <= MAX_NAME:
        raise Malformed(errors=[Fault("/name", f"Must have 1 to {MAX_NAME} characters.")])
    if expires_at is not None and expires_at <= at:
        raise Malformed(errors=[Fault("/expires_at", "Must be in the future.")])
    key = ApiKey(name=name.strip(), roles=roles, expiry_date=expires_at, created_by=by.id, **owner)
    text = ApiKey.objects.assign_key(key)
    key.save(force_insert=True)
    _record("key.issued", key, by=by, at=at)
    return key, text


def _revoke(key: ApiKey, *, by: Actor, at: datetime) -> None:
    key.revoked, key.revoked_at = True, at
    key.save(update_fields=["revoked", "revoked_at"])
    _record("key.revoked", key, by=by, at=at)


def _record(type: str, key: ApiKey, *, by: Actor, at: datetime) -> None:
    subject = Subject(id=key.public_id, kind="api_key", organisation=_organisation_id(key))
    record(type, subject=subject, actor=by.id, at=at, roles=",".join(key.roles))
