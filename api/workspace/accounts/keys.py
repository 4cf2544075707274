"""API keys: see, make and revoke them."""

from __future__ import annotations

from uuid import UUID

from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.views import Answer, WorkspaceView
from api.workspace.accounts.shapes import IssuedKey, Key, KeyList, NewKey
from library.accounts.actions import issue_key, issue_service_key, revoke_key
from library.accounts.granting import RoleNotYours
from library.accounts.queries import key_by_id, own_membership, own_organisation, visible_keys

PATH = "/v1/workspace/keys"


class Keys(WorkspaceView):
    @operation(
        id="list_keys",
        summary="List keys",
        description="Your own keys; as an administrator, all keys of your organisation. Secrets are never shown again.",
        roles=ANY_MEMBER,
        query=Paged,
        answer=KeyList,
        paged=True,
    )
    def get(self, request: Request) -> Answer:
        keys, following = newest_first(visible_keys(self.actor), self.params, PATH, by="public_id")
        return Answer(
            KeyList(items=[Key.of(key) for key in keys], next=following),
            headers={"Link": link_header(PATH, self.params, following)},
        )

    @operation(
        id="issue_key",
        summary="Make a key",
        description=(
            "A `personal` key acts as you, with at most the roles of the key that asks. A `service` key acts for your "
            "organisation's systems and is made by an administrator; it never reviews, approves, publishes or "
            "administers. The answer shows the key once. To rotate a key, make a new one, put it into use, then revoke "
            "the old one: both work meanwhile."
        ),
        roles=ANY_MEMBER,
        body=NewKey,
        answer=IssuedKey,
        status=201,
        idempotent=True,
        problems=(RoleNotYours,),
        example={"name": "Our website", "expires_at": "2027-11-30T00:00:00Z"},
    )
    def post(self, request: Request) -> Answer:
        wanted = self.body
        common = {"name": wanted.name, "expires_at": wanted.expires_at, "by": self.actor, "at": self.at}
        if wanted.kind == "service":
            key, text = issue_service_key(organisation=own_organisation(self.actor), roles=wanted.roles or [], **common)
        else:
            key, text = issue_key(membership=own_membership(self.actor), roles=wanted.roles, **common)
        path = f"{PATH}/{key.public_id}"
        return Answer(IssuedKey.of_new(key, text), 201, path=path, kept=IssuedKey.of_new(key, None))


class KeyDetail(WorkspaceView):
    @operation(
        id="get_key",
        summary="See a key",
        description="What it is for, what it may do, and until when. Not its secret.",
        roles=ANY_MEMBER,
        answer=Key,
        path={"id": "The key's id."},
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return Answer(Key.of(key_by_id(id, by=self.actor)))

    @operation(
        id="revoke_key",
        summary="Revoke a key",
        description="From the next request on it is a bad key. You may revoke your own keys; an administrator, any of the organisation.",
        roles=ANY_MEMBER,
        status=204,
        path={"id": "The key's id."},
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        revoke_key(key=key_by_id(id, by=self.actor), by=self.actor, at=self.at)
        return Answer(status=204)
