"""Items of organisations that have ended: each waits until the steward gives it a new home."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.conf import settings
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.requests import Body, Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.accounts.shapes import OrganisationName
from library.accounts.queries import organisation_for
from library.accounts.roles import Role
from library.catalogue.addresses import item_url
from library.editions.actions import rehome
from library.editions.actions.rehoming import HomeNotOpen
from library.editions.homeless import Homeless, homeless_item, homeless_items, with_homes

PATH = "/v1/workspace/re-homing"
STEWARD = frozenset({Role.STEWARD_ADMIN})
ID = {"id": "The item's id."}


class HomelessShape(Shape):
    """An item whose organisation has ended, and where it may go."""

    id: UUID
    kind: str
    slug: str
    title: str = Field(description="Of what is out of it; empty if nothing is.")
    url: str | None = Field(description="Its public address, which stays; null if nothing of it is out.")
    standing: str
    organisation: OrganisationName = Field(description="Whose it is, still.")
    ended_on: str
    homes: list[OrganisationName] = Field(
        description="Who took over from it and still is. Empty: record the succession first."
    )

    @classmethod
    def of(cls, found: Homeless) -> HomelessShape:
        item, owner = found.item, found.item.owner
        return cls(
            id=item.pk,
            kind=item.kind,
            slug=item.slug,
            title=found.title,
            url=item_url(settings.PUBLIC_URL, item.kind, item.slug) if found.title else None,
            standing=item.standing,
            organisation=OrganisationName.of(owner),
            ended_on=found.ended_on.isoformat(),
            homes=[OrganisationName.of(home) for home in found.homes],
        )


class HomelessList(Shape):
    """Items that wait for a new home, newest first."""

    items: list[HomelessShape]
    next: str | None = Field(description="Address of the next page; null on the last.")


class NewHome(Body):
    """Where an item goes."""

    organisation: Annotated[str, Field(min_length=1, max_length=100)] = Field(description="Code of one of its `homes`.")


class Rehomed(Shape):
    """The item at its new home."""

    id: UUID
    kind: str
    slug: str
    organisation: OrganisationName


class Rehoming(WorkspaceView):
    @operation(
        id="list_re_homing",
        summary="List what waits for a new home",
        description="Items of organisations that have ended, each with the bodies that it may go to. Nothing moves by itself.",
        roles=STEWARD,
        query=Paged,
        answer=HomelessList,
        paged=True,
    )
    def get(self, request: Request) -> Answer:
        rows, following = newest_first(homeless_items(by=self.actor, at=self.at), self.params, PATH)
        shapes = [HomelessShape.of(found) for found in with_homes(rows, at=self.at)]
        return Answer(
            HomelessList(items=shapes, next=following), headers={"Link": link_header(PATH, self.params, following)}
        )


class RehomingDetail(WorkspaceView):
    @operation(
        id="get_re_homing",
        summary="See what waits for a new home",
        description="One item with the bodies that it may go to, and the `ETag` that moving it needs.",
        roles=STEWARD,
        answer=HomelessShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        found = homeless_item(id, by=self.actor, at=self.at)
        return Answer(HomelessShape.of(found), version=found.item.version)


class ItemRehome(WorkspaceView):
    @operation(
        id="re_home_item",
        summary="Give an item a new home",
        description=(
            "Moves an item of an organisation that has ended to one that took over from it, with its drafts and editions. Its public "
            "addresses stay, and show the new publisher; the feed says so."
        ),
        roles=STEWARD,
        body=NewHome,
        answer=Rehomed,
        versioned=True,
        problems=(HomeNotOpen,),
        path=ID,
        example={"organisation": "nhs-central-east"},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        item = rehome(
            item=homeless_item(id, by=self.actor, at=self.at).item,
            to=organisation_for(self.actor, self.body.organisation),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        shape = Rehomed(id=item.pk, kind=item.kind, slug=item.slug, organisation=OrganisationName.of(item.owner))
        return Answer(shape, version=item.version)
