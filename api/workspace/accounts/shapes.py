"""What the account endpoints take and answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from api.http.people import EmailAddress
from api.http.requests import Body, Instant, PlainText, Shape
from library.accounts.actors import Actor
from library.accounts.models import ApiKey, Membership, Organisation
from library.accounts.queries import organisation_of
from library.accounts.roles import ReviewKind, Role


class OrganisationName(Shape):
    """An organisation, by our own code for it."""

    code: str = Field(description="Our stable code for it.")
    name: str
    kind: str = Field(description="`steward`, `health_authority`, `charity` or `partner`.")

    @classmethod
    def of(cls, organisation: Organisation) -> OrganisationName:
        return cls(code=organisation.code, name=organisation.name, kind=organisation.kind)


class Key(Shape):
    """An API key without its secret."""

    id: UUID
    prefix: str = Field(description="The first eight characters of the key: they name it in logs and lists.")
    name: str
    kind: str = Field(description="`personal`: it acts for a person. `service`: it acts for the organisation itself.")
    organisation: str = Field(description="Code of the organisation.")
    owner: str | None = Field(description="The person's name; null for a service key.")
    roles: list[str]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, key: ApiKey) -> Key:
        return cls(**_of_key(key))


class IssuedKey(Key):
    """A new key. `key` is shown in this answer alone: keep it now. A repeat of the request answers null there."""

    key: str | None = Field(description="The whole key, for `Authorization: Bearer`. Shown once.")

    @classmethod
    def of_new(cls, key: ApiKey, text: str | None) -> IssuedKey:
        return cls(**_of_key(key), key=text)


class KeyList(Shape):
    """Keys, newest first."""

    items: list[Key]
    next: str | None = Field(description="Address of the next page; null on the last.")


class NewKey(Body):
    """A key to be made."""

    name: Annotated[
        PlainText, Field(min_length=1, max_length=50, description="What it is for, to tell it from others later.")
    ]
    kind: Literal["personal", "service"] = Field(
        "personal", description="`personal` acts as yourself; `service` as the organisation (its administrators only)."
    )
    roles: Annotated[list[Role], Field(max_length=8)] | None = Field(
        None, description="What it may do: at most your own roles. Left out: all of them."
    )
    expires_at: Instant | None = Field(
        None, description="From then on it is a bad key. Left out: it holds until it is revoked."
    )


class Member(Shape):
    """A person's membership of an organisation."""

    id: UUID
    organisation: str = Field(description="Code of the organisation.")
    name: str
    email: str
    roles: list[str]
    review_kinds: list[str] = Field(description="What a reviewer is able to judge.")
    started_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, membership: Membership) -> Member:
        return cls(
            id=membership.id,
            organisation=membership.organisation.code,
            name=membership.user.get_full_name(),
            email=membership.user.email,
            roles=membership.roles,
            review_kinds=membership.review_kinds,
            started_at=membership.started_at,
            ended_at=membership.ended_at,
        )


class MemberList(Shape):
    """Members, newest first."""

    items: list[Member]
    next: str | None = Field(description="Address of the next page; null on the last.")


Roles = Annotated[
    list[Role],
    Field(min_length=1, max_length=8, description="Roles of the steward are for a steward administrator to give."),
]
ReviewKinds = Annotated[
    list[ReviewKind],
    Field(max_length=4, description="For reviewers, and for them required: what they are able to judge."),
]


class MemberRoles(Body):
    """The roles that a member is to have: all of them."""

    roles: Roles
    review_kinds: ReviewKinds = []


class NewMember(MemberRoles):
    """A person to be made a member."""

    name: Annotated[PlainText, Field(min_length=1, max_length=150)]
    email: EmailAddress
    organisation: str | None = Field(
        None, max_length=100, description="Code of the organisation, for a steward administrator; left out: your own."
    )


class Me(Shape):
    """Whom your key stands for."""

    id: UUID = Field(description="Opaque id, as it stands in the audit.")
    name: str
    is_person: bool = Field(description="False for a service key: it never reviews, approves or publishes.")
    organisation: OrganisationName
    roles: list[str] = Field(description="What you may do with this key today.")
    review_kinds: list[str]
    key: Key

    @classmethod
    def of(cls, key: ApiKey, actor: Actor) -> Me:
        return cls(
            id=key.public_id if key.membership is None else key.membership.user_id,
            name=_owner(key) or key.name,
            is_person=key.membership is not None,
            organisation=OrganisationName.of(organisation_of(key)),
            roles=sorted(actor.roles),
            review_kinds=sorted(actor.review_kinds),
            key=Key.of(key),
        )


def _of_key(key: ApiKey) -> dict[str, Any]:
    return {
        "id": key.public_id,
        "prefix": key.prefix,
        "name": key.name,
        "kind": "service" if key.membership is None else "personal",
        "organisation": organisation_of(key).code,
        "owner": _owner(key),
        "roles": key.roles,
        "created_at": key.created,
        "expires_at": key.expiry_date,
        "revoked_at": key.revoked_at,
    }


def _owner(key: ApiKey) -> str | None:
    return None if key.membership is None else key.membership.user.get_full_name()
