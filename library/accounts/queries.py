"""Reading accounts: who a key stands for, and which keys and members an actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, cast
from uuid import UUID

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from library.accounts.actors import Actor
from library.accounts.models import ApiKey, Membership, Organisation, User
from library.accounts.roles import ReviewKind, Role, roles_open_to
from library.errors import Fault, Forbidden, Malformed, NotFound

Row = TypeVar("Row", bound=Model)
NOBODYS_HASH = "sha512$$" + "0" * 128


@dataclass(frozen=True)
class Caller:
    """A valid key, and for whom it acts. `key` is its public id: quotas and stored answers are counted by it."""

    key: UUID
    prefix: str
    actor: Actor


def caller_for_key(key: str, *, at: datetime) -> Caller | None:
    """Whom a key stands for; None when it is unknown, wrong, revoked or expired, its membership has ended or its person is not active.

    One query. The secret is hashed and compared in constant time, and for an unknown prefix too, so that the time tells nothing.
    """
    prefix = key.partition(".")[0]
    found = (
        ApiKey.objects.filter(prefix=prefix, revoked=False)
        .filter(Q(expiry_date__isnull=True) | Q(expiry_date__gt=at))
        .filter(Q(membership__isnull=True) | Q(membership__ended_at__isnull=True, membership__user__is_active=True))
        .select_related("membership__organisation", "organisation")
        .first()
    )
    matches = ApiKey.objects.key_generator.verify(key, found.hashed_key if found else NOBODYS_HASH)
    if found is None or not matches:
        return None
    return Caller(key=found.public_id, prefix=found.prefix, actor=_actor_of_key(found))


def actor_of(membership: Membership) -> Actor:
    """The person of a membership, with all of its roles. The desk acts so, and so do tests and the demo."""
    return _actor(membership, frozenset(Role))


def visible_keys(by: Actor) -> QuerySet[ApiKey]:
    """The keys that an actor may see: its own; an administrator's whole organisation's; a steward administrator's, everybody's."""
    keys = ApiKey.objects.select_related("membership__user", "membership__organisation", "organisation").order_by(
        "-public_id"
    )
    if by.has_role(Role.STEWARD_ADMIN):
        return keys
    if by.has_role(Role.ADMIN):
        return keys.filter(Q(organisation=by.organisation_id) | Q(membership__organisation=by.organisation_id))
    return (
        keys.filter(membership__user=by.id, membership__organisation=by.organisation_id)
        if by.is_person
        else keys.filter(public_id__in=[by.id])
    )


def visible_members(by: Actor) -> QuerySet[Membership]:
    """The memberships, ended ones too, that an actor may see: those of its organisation; a steward administrator's, everybody's."""
    members = Membership.objects.select_related("user", "organisation").order_by("-id")
    return members if by.has_role(Role.STEWARD_ADMIN) else members.filter(organisation=by.organisation_id)


def key_by_id(public_id: UUID, *, by: Actor) -> ApiKey:
    """A key that the actor may see, else `NotFound`."""
    return _one(visible_keys(by).filter(public_id=public_id))


def member_by_id(id: UUID, *, by: Actor) -> Membership:
    """A membership that the actor may see, else `NotFound`."""
    return _one(visible_members(by).filter(id=id))


def organisation_of(key: ApiKey) -> Organisation:
    """The organisation that a key acts for; a constraint sees to it that there is one."""
    return key.membership.organisation if key.membership is not None else cast(Organisation, key.organisation)


def memberships_of(user: User) -> QuerySet[Membership]:
    """The memberships that a person has now, with their organisations; none of somebody who is not active any more."""
    return (
        Membership.objects.filter(user=user, user__is_active=True, ended_at__isnull=True)
        .select_related("organisation", "user")
        .order_by("organisation__name")
    )


def own_membership(by: Actor) -> Membership:
    """The membership that a person acts by. Raises `Forbidden` for a service key, which has none."""
    found = (
        Membership.objects.filter(user=by.id, organisation=by.organisation_id, ended_at__isnull=True).first()
        if by.is_person
        else None
    )
    if found is None:
        raise Forbidden("A personal key is made by the person whose it is.")
    return found


def own_organisation(by: Actor) -> Organisation:
    return _one(Organisation.objects.filter(id__in=[by.organisation_id]))


def organisation_for(by: Actor, code: str | None) -> Organisation:
    """The organisation of that code, one's own without; any other is `NotFound` to all but a steward administrator."""
    mine = Q() if by.has_role(Role.STEWARD_ADMIN) and code is not None else Q(id=by.organisation_id)
    return _one(Organisation.objects.filter(mine, **({} if code is None else {"code": code})))


def organisations_with_succession() -> QuerySet[Organisation]:
    """All organisations by code, with their official codes, predecessors and successors; in four queries."""
    return Organisation.objects.prefetch_related(
        "codes", "successions__successor", "preceded_by__predecessor"
    ).order_by("code")


def organisations_by_code(codes: Sequence[str], *, place: str) -> list[Organisation]:
    """By our own codes, in their order. Raises `Malformed` naming each place below `place` where there is none."""
    found = {row.code: row for row in Organisation.objects.filter(code__in=codes)}
    faults = [
        Fault(f"{place}/{index}", f"There is no organisation {code!r}.")
        for index, code in enumerate(codes)
        if code not in found
    ]
    if faults:
        raise Malformed(errors=faults)
    return [found[code] for code in codes]


def organisation_by_any_code(code: str) -> Organisation:
    """By our own code, or by an official one that it has or had. Raises `NotFound`."""
    rows = organisations_with_succession()
    return rows.filter(code=code).first() or _one(rows.filter(codes__value=code.upper()))


def _one(rows: QuerySet[Row]) -> Row:
    found = rows.first()
    if found is None:
        raise NotFound()
    return found


def _actor_of_key(key: ApiKey) -> Actor:
    carried = frozenset(Role(role) for role in key.roles)
    if key.membership is not None:
        return _actor(key.membership, carried)
    organisation = organisation_of(key)
    return Actor(
        id=key.public_id,
        organisation_id=organisation.id,
        is_steward=organisation.kind == Organisation.Kind.STEWARD,
        roles=carried & roles_open_to(organisation.kind),
        is_person=False,
    )


def _actor(membership: Membership, carried: frozenset[Role]) -> Actor:
    """A key carries at most what its person holds today: a role taken away from the person is gone from the key as well."""
    organisation = membership.organisation
    roles = frozenset(Role(role) for role in membership.roles) & carried & roles_open_to(organisation.kind)
    return Actor(
        id=membership.user_id,
        organisation_id=organisation.id,
        is_steward=organisation.kind == Organisation.Kind.STEWARD,
        roles=roles,
        review_kinds=frozenset(ReviewKind(kind) for kind in membership.review_kinds)
        if Role.REVIEWER in roles
        else frozenset(),
    )


def actor_name(column: str) -> Subquery:
    """For annotating rows that hold an opaque id: what that person is called; null for services. For those who may read the audit."""
    person = User.objects.filter(pk=OuterRef(column)).annotate(name=Trim(Concat("first_name", Value(" "), "last_name")))
    return Subquery(person.values_list(Coalesce(NullIf("name", Value("")), "username"))[:1])
