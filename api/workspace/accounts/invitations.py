"""Invitations to become a member: send, see and take them back."""

from __future__ import annotations

from uuid import UUID

from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ADMINS
from api.http.views import Answer, WorkspaceView
from api.workspace.accounts.joining_shapes import InvitationList, InvitationShape, NewInvitation
from library.accounts.actions import invite, revoke_invitation
from library.accounts.actions.invitations import InvitationOver
from library.accounts.actions.people import AlreadyAMember
from library.accounts.granting import RoleNotYours
from library.accounts.queries import organisation_for
from library.accounts.waiting import invitation_by_id, visible_invitations
from library.errors import NotFound

PATH = "/v1/workspace/invitations"
ID = {"id": "The invitation's id."}


class Invitations(WorkspaceView):
    @operation(
        id="list_invitations",
        summary="List invitations",
        description="The invitations of your organisation, newest first; for a steward administrator, of all organisations.",
        roles=ADMINS,
        query=Paged,
        answer=InvitationList,
        paged=True,
    )
    def get(self, request: Request) -> Answer:
        invitations, following = newest_first(visible_invitations(self.actor), self.params, PATH)
        shapes = [InvitationShape.of(invitation, self.at) for invitation in invitations]
        return Answer(
            InvitationList(items=shapes, next=following), headers={"Link": link_header(PATH, self.params, following)}
        )

    @operation(
        id="send_invitation",
        summary="Invite a person",
        description=(
            "Sends a mail with a personal link, which holds for 14 days and can be used once: whoever opens it becomes a member and "
            "gets a first key. An earlier invitation of the same person that is still open ends."
        ),
        roles=ADMINS,
        body=NewInvitation,
        answer=InvitationShape,
        status=201,
        idempotent=True,
        problems=(NotFound, RoleNotYours, AlreadyAMember),
        example={"name": "Sam Okafor", "email": "sam.okafor@nhs.example", "roles": ["editor"]},
    )
    def post(self, request: Request) -> Answer:
        wanted = self.body
        invitation = invite(
            organisation=organisation_for(self.actor, wanted.organisation),
            name=wanted.name,
            email=wanted.email,
            roles=wanted.roles,
            review_kinds=wanted.review_kinds,
            opens_desk=wanted.opens_desk,
            by=self.actor,
            at=self.at,
        )
        return Answer(InvitationShape.of(invitation, self.at), 201, path=f"{PATH}/{invitation.pk}")


class InvitationDetail(WorkspaceView):
    @operation(
        id="get_invitation",
        summary="See an invitation",
        description="Who is invited, for what, and whether they have accepted. Not the link: that went to them alone.",
        roles=ADMINS,
        answer=InvitationShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return Answer(InvitationShape.of(invitation_by_id(id, by=self.actor), self.at))

    @operation(
        id="revoke_invitation",
        summary="Take back an invitation",
        description="Its link stops working at once. One that was accepted can't be taken back: end the membership.",
        roles=ADMINS,
        status=204,
        problems=(RoleNotYours, InvitationOver),
        path=ID,
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        revoke_invitation(invitation=invitation_by_id(id, by=self.actor), by=self.actor, at=self.at)
        return Answer(status=204)
