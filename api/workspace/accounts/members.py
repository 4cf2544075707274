"""Members of an organisation: who they are and what they may do."""

from __future__ import annotations

from uuid import UUID

from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ADMINS
from api.http.views import Answer, WorkspaceView
from api.workspace.accounts.shapes import Member, MemberList, MemberRoles, NewMember
from library.accounts.actions import add_person, change_member, end_membership
from library.accounts.actions.people import AlreadyAMember, MembershipEnded
from library.accounts.granting import RoleNotYours
from library.accounts.queries import member_by_id, organisation_for, visible_members
from library.errors import NotFound

PATH = "/v1/workspace/members"
ID = {"id": "The membership's id."}


class Members(WorkspaceView):
    @operation(
        id="list_members",
        summary="List members",
        description="The members of your organisation, former ones too; for a steward administrator, of all organisations.",
        roles=ADMINS,
        query=Paged,
        answer=MemberList,
        paged=True,
    )
    def get(self, request: Request) -> Answer:
        members, following = newest_first(visible_members(self.actor), self.params, PATH)
        shapes = [Member.of(member) for member in members]
        return Answer(
            MemberList(items=shapes, next=following), headers={"Link": link_header(PATH, self.params, following)}
        )

    @operation(
        id="add_member",
        summary="Add a member",
        description="Makes a person a member by e-mail address. Somebody who was a member before is recognised.",
        roles=ADMINS,
        body=NewMember,
        answer=Member,
        status=201,
        idempotent=True,
        problems=(NotFound, RoleNotYours, AlreadyAMember),
        example={"name": "Sam Okafor", "email": "sam.okafor@nhs.example", "roles": ["editor"]},
    )
    def post(self, request: Request) -> Answer:
        wanted = self.body
        organisation = organisation_for(self.actor, wanted.organisation)
        member = add_person(
            organisation=organisation,
            email=wanted.email,
            name=wanted.name,
            roles=wanted.roles,
            review_kinds=wanted.review_kinds,
            by=self.actor,
            at=self.at,
        )
        return Answer(Member.of(member), 201, version=member.version, path=f"{PATH}/{member.id}")


class MemberDetail(WorkspaceView):
    @operation(
        id="get_member",
        summary="See a member",
        description="A membership and its `ETag`, which changes need.",
        roles=ADMINS,
        answer=Member,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        member = member_by_id(id, by=self.actor)
        return Answer(Member.of(member), version=member.version)

    @operation(
        id="change_member",
        summary="Change a member's roles",
        description="Sets all roles. They hold from the next request on, for the member's keys too. Nobody changes their own membership.",
        roles=ADMINS,
        body=MemberRoles,
        answer=Member,
        versioned=True,
        problems=(RoleNotYours, MembershipEnded),
        path=ID,
        example={"roles": ["editor", "approver"]},
    )
    def put(self, request: Request, id: UUID) -> Answer:
        member = change_member(
            membership=member_by_id(id, by=self.actor),
            roles=self.body.roles,
            review_kinds=self.body.review_kinds,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return Answer(Member.of(member), version=member.version)

    @operation(
        id="end_membership",
        summary="End a membership",
        description="The person's keys for this organisation are revoked with it. The record stays, with the date.",
        roles=ADMINS,
        status=204,
        versioned=True,
        problems=(RoleNotYours, MembershipEnded),
        path=ID,
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        member = member_by_id(id, by=self.actor)
        end_membership(membership=member, expected_version=self.version, by=self.actor, at=self.at)
        return Answer(status=204)
