"""People and their memberships. What may be given to whom is decided in `granting`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from library.accounts.actions.keys import revoke_all
from library.accounts.actors import SYSTEM, Actor, check_role
from library.accounts.granting import check_manages, check_may_change, check_may_grant, check_steward_admin, read_roles
from library.accounts.models import Membership, Organisation, User
from library.accounts.roles import Role
from library.errors import Conflict, NotFound, PreconditionFailed
from library.history.actions import Subject, record


class NameTaken(Conflict):
    slug = "user-name-taken"
    title = "Somebody has this user name"
    explanation = "User names are unique over the whole library. Choose another."


class AlreadyAMember(Conflict):
    slug = "already-a-member"
    title = "This person is a member already"
    explanation = "A person has one membership of an organisation at a time. Change the roles of the one there is: `member` is its id."


class MembershipEnded(Conflict):
    slug = "membership-ended"
    title = "This membership has ended"
    explanation = "An ended membership stays as a record and does not change. Add the person again."


@transaction.atomic
def create_user(
    *,
    username: str,
    name: str = "",
    email: str = "",
    password: str | None = None,
    is_staff: bool = False,
    by: Actor,
    at: datetime,
) -> User:
    """A person, who may do nothing yet. Without a password there is no way into the desk, which only `is_staff` opens.

    Raises `Forbidden` unless an administrator asks (for `is_staff`, the steward's), `NameTaken`.
    """
    if is_staff:
        check_steward_admin(by)
    elif by is not SYSTEM:
        check_role(by, Role.ADMIN, Role.STEWARD_ADMIN)
    if User.objects.filter(username=username).exists():
        raise NameTaken()
    first, _, last = name.strip().rpartition(" ")
    user = User(
        username=username,
        first_name=first or last,
        last_name=last if first else "",
        email=email,
        is_staff=is_staff,
        date_joined=at,
    )
    user.set_password(password)
    user.save(force_insert=True)
    record(
        "user.created", subject=Subject(id=user.id, kind="user", organisation=by.organisation_id), actor=by.id, at=at
    )
    return user


@transaction.atomic
def set_password(*, user: User, password: str, by: Actor, at: datetime) -> User:
    """A new password; the sessions that the old one opened end with it.

    Raises `Forbidden` unless it is one's own, or the steward's administrator asks.
    """
    if not (by.is_person and user.pk == by.id):
        check_steward_admin(by)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(
        "user.password_set",
        subject=Subject(id=user.id, kind="user", organisation=by.organisation_id),
        actor=by.id,
        at=at,
    )
    return user


@transaction.atomic
def add_member(
    *,
    user: User,
    organisation: Organisation,
    roles: Iterable[str],
    review_kinds: Iterable[str] = (),
    by: Actor,
    at: datetime,
) -> Membership:
    """Give a person roles in an organisation. Raises `NotFound`, `Forbidden`, `AlreadyAMember`, `Malformed`."""
    check_manages(by, organisation.id)
    role_values, kinds = read_roles(organisation, roles, review_kinds)
    check_may_grant(by, [Role(role) for role in role_values])
    _one_at_a_time(organisation)
    existing = Membership.objects.filter(user=user, organisation=organisation, ended_at__isnull=True).first()
    if existing:
        raise AlreadyAMember(member=str(existing.id))
    membership = Membership(user=user, organisation=organisation, roles=role_values, review_kinds=kinds, started_at=at)
    membership.save(force_insert=True)
    _record("member.added", membership, by=by, at=at)
    return membership


@transaction.atomic
def add_person(
    *,
    organisation: Organisation,
    email: str,
    name: str,
    roles: Iterable[str],
    review_kinds: Iterable[str] = (),
    by: Actor,
    at: datetime,
) -> Membership:
    """Make somebody a member by e-mail address.

    A person whom this organisation has had before is the same person again. One of another organisation is not looked for: whether somebody
    works elsewhere is not ours to tell, so they get an account of their own here. Raises as `add_member`.
    """
    check_manages(by, organisation.id)
    _one_at_a_time(organisation)
    email = email.strip().lower()
    user = User.objects.filter(email__iexact=email, memberships__organisation=organisation).order_by("id").first()
    if user is None:
        user = create_user(username=f"{email}#{organisation.id.hex}", name=name, email=email, by=by, at=at)
    return add_member(user=user, organisation=organisation, roles=roles, review_kinds=review_kinds, by=by, at=at)


@transaction.atomic
def change_member(
    *,
    membership: Membership,
    roles: Iterable[str],
    review_kinds: Iterable[str] = (),
    expected_version: int,
    by: Actor,
    at: datetime,
) -> Membership:
    """Give other roles. They hold from the next request on, for the member's keys too.

    Raises `NotFound`, `Forbidden`, `MembershipEnded`, `PreconditionFailed`, `Malformed`.
    """
    membership = _lock(membership, expected_version, by=by)
    role_values, kinds = read_roles(membership.organisation, roles, review_kinds)
    check_may_grant(by, [Role(role) for role in role_values])
    membership.roles, membership.review_kinds = role_values, kinds
    membership.version += 1
    membership.save(update_fields=["roles", "review_kinds", "version"])
    _record("member.changed", membership, by=by, at=at)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, expected_version: int, by: Actor, at: datetime) -> Membership:
    """End a membership and revoke its keys. Raises as `change_member`."""
    membership = _lock(membership, expected_version, by=by)
    membership.ended_at = at
    membership.version += 1
    membership.save(update_fields=["ended_at", "version"])
    revoke_all(membership, by=by, at=at)
    _record("member.ended", membership, by=by, at=at)
    return membership


def _one_at_a_time(organisation: Organisation) -> None:
    """Let nobody else add members to this organisation meanwhile; rows that merely refer to it may still be written."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _lock(membership: Membership, expected_version: int, *, by: Actor) -> Membership:
    """The row as it is now, checked under its lock: who may, whether it still lasts, and whether the caller has seen this version."""
    locked = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("organisation", "user")
        .filter(pk=membership.pk)
        .first()
    )
    if locked is None:
        raise NotFound()
    check_may_change(by, locked)
    if locked.ended_at is not None:
        raise MembershipEnded()
    if locked.version != expected_version:
        raise PreconditionFailed("Somebody has changed this membership since you read it.", version=locked.version)
    return locked


def _record(type: str, membership: Membership, *, by: Actor, at: datetime) -> None:
    subject = Subject(id=membership.id, kind="membership", organisation=membership.organisation_id)
    record(type, subject=subject, actor=by.id, at=at, user=membership.user_id, roles=",".join(membership.roles))
