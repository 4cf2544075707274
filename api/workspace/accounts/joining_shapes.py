"""What the endpoints about requests for access and invitations take and answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.http.people import BodyName, EmailAddress, PersonName
from api.http.requests import Body, PlainText, Shape
from api.workspace.accounts.shapes import MemberRoles, OrganisationName, Roles
from library.accounts.actions.joining import NewOrganisation
from library.accounts.models import AccessRequest, Invitation, Organisation, OrganisationCode
from library.accounts.waiting import invitations_of, known_by_ods
from library.ids import SLUG_MAX_LENGTH, SLUG_PATTERN


class InvitationShape(Shape):
    """An invitation, without its link: that goes to the person alone."""

    id: UUID
    organisation: str = Field(description="Code of the organisation.")
    name: str = Field(description="Empty 30 days after the invitation is over, like the address.")
    email: str
    roles: list[str]
    review_kinds: list[str]
    opens_desk: bool = Field(description="Whether the person may choose a password for the desk.")
    state: str = Field(description="`open`, `accepted`, `revoked` or `expired`.")
    invited_at: datetime
    expires_at: datetime
    member: UUID | None = Field(description="The membership that came of it.")

    @classmethod
    def of(cls, invitation: Invitation, now: datetime) -> InvitationShape:
        return cls(
            id=invitation.pk,
            organisation=invitation.organisation.code,
            name=invitation.name,
            email=invitation.email,
            roles=invitation.roles,
            review_kinds=invitation.review_kinds,
            opens_desk=invitation.opens_desk,
            state=_state(invitation, now),
            invited_at=invitation.invited_at,
            expires_at=invitation.expires_at,
            member=invitation.membership_id,
        )


class InvitationList(Shape):
    """Invitations, newest first."""

    items: list[InvitationShape]
    next: str | None = Field(description="Address of the next page; null on the last.")


class NewInvitation(MemberRoles):
    """Who is invited, and what they will be able to do."""

    name: PersonName
    email: EmailAddress
    organisation: str | None = Field(
        None, max_length=100, description="Code of the organisation, for a steward administrator; left out: your own."
    )
    opens_desk: bool = Field(
        False,
        description=(
            "Whether they may choose a password for the desk, where people see the organisations that they belong to. An account "
            "that has a password already, or has belonged elsewhere, stays as it is: the steward decides about it."
        ),
    )


class KnownOrganisation(OrganisationName):
    """The organisation that an ODS code stands for here already, or stood for."""

    valid_from: date | None = Field(description="From when the code holds; null: we don't know.")
    valid_to: date | None = Field(description="The last day on which it holds; null: it goes on.")
    ended_on: date | None = Field(description="From this day on the organisation is no more.")
    successors: list[OrganisationName] = Field(description="Who took over from it.")

    @classmethod
    def of_code(cls, code: OrganisationCode) -> KnownOrganisation:
        organisation = code.organisation
        heirs = sorted((step.successor for step in organisation.successions.all()), key=lambda heir: heir.name)
        return cls(
            code=organisation.code,
            name=organisation.name,
            kind=organisation.kind,
            valid_from=code.valid_from,
            valid_to=code.valid_to,
            ended_on=organisation.ended_on,
            successors=[OrganisationName.of(heir) for heir in heirs],
        )


class AccessRequestShape(Shape):
    """An organisation that asks to join."""

    id: UUID
    reference: str
    state: str = Field(description="`received`, `accepted` or `declined`.")
    organisation_name: str
    ods_code: str
    nation: str
    areas: list[str]
    contact_name: str = Field(description="Empty 30 days after the decision, like the address and the message.")
    email: str
    message: str
    received_at: datetime
    decided_at: datetime | None
    reason: str = Field(description="Why it was declined, as the person was told.")
    known: KnownOrganisation | None = Field(description="Whom its ODS code stands for here already.")
    organisation: OrganisationName | None = Field(description="Whom it was accepted as.")
    invitations: list[InvitationShape]


class AccessRequestList(Shape):
    """Requests for access, newest first."""

    items: list[AccessRequestShape]
    next: str | None = Field(description="Address of the next page; null on the last.")


def request_shapes(requests: Iterable[AccessRequest], now: datetime) -> list[AccessRequestShape]:
    """Requests with what is known of them here, in two queries more."""
    requests = list(requests)
    known = known_by_ods(request.ods_code for request in requests)
    invitations = invitations_of(requests)
    return [_request_shape(request, known, invitations.get(request.pk, []), now) for request in requests]


def _request_shape(
    request: AccessRequest, known: Mapping[str, OrganisationCode], invitations: list[Invitation], now: datetime
) -> AccessRequestShape:
    code = known.get(request.ods_code)
    return AccessRequestShape(
        id=request.pk,
        reference=request.reference,
        state=request.state,
        organisation_name=request.organisation_name,
        ods_code=request.ods_code,
        nation=request.nation,
        areas=request.areas,
        contact_name=request.contact_name,
        email=request.email,
        message=request.message,
        received_at=request.received_at,
        decided_at=request.decided_at,
        reason=request.reason,
        known=KnownOrganisation.of_code(code) if code else None,
        organisation=OrganisationName.of(request.organisation) if request.organisation else None,
        invitations=[InvitationShape.of(invitation, now) for invitation in invitations],
    )


class NewBody(Body):
    """An organisation that is new here. What is left out is taken from the request."""

    kind: Literal[tuple(Organisation.Kind.values)] = Field(description="What it is.")  # type: ignore[valid-type]
    name: BodyName | None = None
    code: Annotated[str, Field(pattern=SLUG_PATTERN, max_length=SLUG_MAX_LENGTH)] | None = Field(
        None, description="Our own stable code for it; left out: made from the name."
    )
    districts: list[Annotated[str, Field(pattern=r"^[A-Z0-9]{1,4}$")]] = Field(
        [], max_length=200, description="Outward postcode districts or areas that it serves, such as CB1 or NR."
    )
    website: Annotated[PlainText, Field(max_length=200, pattern=r"^https://")] | None = None

    def as_new(self) -> NewOrganisation:
        return NewOrganisation(self.kind, self.name or "", self.code or "", tuple(self.districts), self.website or "")


class Acceptance(Body):
    """How an organisation is let in, and what the person who asked will be able to do."""

    organisation: Annotated[str, Field(max_length=100)] | None = Field(
        None, description="Code of an organisation that is here already, to which the person is invited."
    )
    new: NewBody | None = Field(None, description="Or how a new one is to stand in the library.")
    roles: Roles
    opens_desk: bool = Field(False, description="Whether the person may choose a password for the desk.")


class Refusal(Body):
    """Why a request is declined."""

    reason: Annotated[PlainText, Field(min_length=1, max_length=500)] = Field(description="The person reads it.")


def _state(invitation: Invitation, now: datetime) -> str:
    if invitation.accepted_at:
        return "accepted"
    if invitation.revoked_at:
        return "revoked"
    return "open" if invitation.expires_at > now else "expired"
