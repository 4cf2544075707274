"""The steward's queue: organisations that ask to join."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.views import Answer, WorkspaceView
from api.workspace.accounts.joining_shapes import (
    Acceptance,
    AccessRequestList,
    AccessRequestShape,
    Refusal,
    request_shapes,
)
from library.accounts.actions import accept_request, decline_request
from library.accounts.actions.joining import AlreadyDecided
from library.accounts.actions.organisations import CodeTaken
from library.accounts.actions.people import AlreadyAMember
from library.accounts.models import AccessRequest
from library.accounts.queries import organisation_for
from library.accounts.roles import Role
from library.accounts.waiting import request_by_id, visible_requests

PATH = "/v1/workspace/access-requests"
STEWARD = frozenset({Role.STEWARD_ADMIN})
ID = {"id": "The request's id."}


class RequestsQuery(Paged):
    state: Literal[tuple(AccessRequest.State.values)] | None = Field(None, description="Where it stands.")  # type: ignore[valid-type]


class AccessRequests(WorkspaceView):
    @operation(
        id="list_access_requests",
        summary="List requests for access",
        description=(
            "Organisations that ask to join, newest first. `known` names the organisation that their ODS code stands for here "
            "already, also if the code holds no more."
        ),
        roles=STEWARD,
        query=RequestsQuery,
        answer=AccessRequestList,
        paged=True,
        example={"state": "received"},
    )
    def get(self, request: Request) -> Answer:
        rows = visible_requests(self.actor)
        if self.params.state is not None:
            rows = rows.filter(state=self.params.state)
        requests, following = newest_first(rows, self.params, PATH)
        return Answer(
            AccessRequestList(items=request_shapes(requests, self.at), next=following),
            headers={"Link": link_header(PATH, self.params, following)},
        )


class RequestView(WorkspaceView):
    """What the views of one request share."""

    def show(self, found: AccessRequest) -> Answer:
        (shape,) = request_shapes([found], self.at)
        return Answer(shape, version=found.version)


class AccessRequestDetail(RequestView):
    @operation(
        id="get_access_request",
        summary="See a request for access",
        description="A request and its `ETag`, which deciding needs.",
        roles=STEWARD,
        answer=AccessRequestShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return self.show(request_by_id(id, by=self.actor))


class AccessRequestAccept(RequestView):
    @operation(
        id="accept_access_request",
        summary="Accept a request for access",
        description=(
            "Makes the organisation, with its ODS code from today on, or takes one that is here; and invites the person who asked, by "
            "mail, with the roles that you choose. The link in the mail holds for 14 days."
        ),
        roles=STEWARD,
        body=Acceptance,
        answer=AccessRequestShape,
        versioned=True,
        idempotent=True,
        problems=(AlreadyDecided, CodeTaken, AlreadyAMember),
        path=ID,
        example={"new": {"kind": "health_authority"}, "roles": ["admin", "editor"]},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        wanted, asked = self.body, request_by_id(id, by=self.actor)
        found, _ = accept_request(
            request=asked,
            organisation=organisation_for(self.actor, wanted.organisation) if wanted.organisation is not None else None,
            new=wanted.new.as_new() if wanted.new is not None else None,
            roles=wanted.roles,
            opens_desk=wanted.opens_desk,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return self.show(found)


class AccessRequestDecline(RequestView):
    @operation(
        id="decline_access_request",
        summary="Decline a request for access",
        description="The person gets a mail with your reason. Their name, address and message are deleted 30 days later.",
        roles=STEWARD,
        body=Refusal,
        answer=AccessRequestShape,
        versioned=True,
        problems=(AlreadyDecided,),
        path=ID,
        example={"reason": "We can only let in health authorities for now."},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        asked = request_by_id(id, by=self.actor)
        found = decline_request(
            request=asked, reason=self.body.reason, expected_version=self.version, by=self.actor, at=self.at
        )
        return self.show(found)
