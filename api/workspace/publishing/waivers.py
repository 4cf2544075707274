"""Waivers: what a check of wording forbids, and a clinician lets stand."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.fields import Day
from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body, PlainText, Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.publishing.examples import NEW_WAIVER
from api.workspace.publishing.fields import Sentence
from api.workspace.publishing.item_shapes import ItemName
from library.accounts.roles import Role
from library.documents.errors import InvalidDocument
from library.editions.models import Waiver
from library.errors import NotFound
from library.publishing.actions import end_waiver, waive
from library.publishing.actions.reviews import OwnWork
from library.publishing.actions.waivers import WaiverExists
from library.publishing.queries import get_draft, get_waiver, visible_waivers

PATH = "/v1/workspace/waivers"
ID = {"id": "The waiver's id."}
Place = Annotated[int, Field(ge=0, le=100_000)]


class WaiverShape(Shape):
    """Words that may stand, why, and until when."""

    id: UUID
    item: ItemName
    rule: str
    excerpt: str = Field(
        description="The words. The waiver holds for them in the paragraph they stood in, and for no others."
    )
    reason: str
    expires_on: date = Field(
        description="The last day on which it holds. From then on the next edition is refused with these words."
    )
    approved_by: UUID = Field(description="Opaque id of the clinical reviewer.")
    created_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, waiver: Waiver) -> WaiverShape:
        return cls(
            id=waiver.pk,
            item=ItemName.of(waiver.item),
            rule=waiver.rule,
            excerpt=waiver.excerpt,
            reason=waiver.reason,
            expires_on=waiver.expires_on,
            approved_by=waiver.approved_by,
            created_at=waiver.created_at,
            ended_at=waiver.ended_at,
        )


class WaiverList(Shape):
    """Waivers, newest first, those that have ended too."""

    items: list[WaiverShape]
    next: str | None = Field(description="Address of the next page; null on the last.")


class WaiversQuery(Paged):
    item: UUID | None = Field(None, description="Of this item's texts.")


class NewWaiver(Body):
    """A finding of a draft, and why it may stand."""

    draft: UUID = Field(description="The draft in which it was found.")
    rule: Annotated[PlainText, Field(min_length=1, max_length=40)] = Field(description="As the finding has it.")
    pointer: Annotated[PlainText, Field(max_length=200)] = Field(description="As the finding has it.")
    span: Annotated[list[Place], Field(min_length=2, max_length=2)] = Field(description="As the finding has it.")
    reason: Sentence = Field(description="Why these words may stand.")
    expires_on: Day = Field(description="The last day on which it is to hold: at most two years from now.")


class Waivers(WorkspaceView):
    @operation(
        id="list_waivers",
        summary="List waivers",
        description="Words in your organisation's items that a check would refuse and a clinician has let stand, newest first.",
        roles=ANY_MEMBER,
        query=WaiversQuery,
        answer=WaiverList,
        paged=True,
    )
    def get(self, request: Request) -> Answer:
        wanted = self.params.model_dump(include={"item"}, exclude_none=True)
        waivers, following = newest_first(visible_waivers(self.actor).filter(**wanted), self.params, PATH)
        headers = {"Link": link_header(PATH, self.params, following)}
        return Answer(WaiverList(items=[WaiverShape.of(one) for one in waivers], next=following), headers=headers)

    @operation(
        id="waive_finding",
        summary="Let words stand",
        description=(
            "For a clinical reviewer who has not written in the draft: lets the words of a blocking finding stand, with a reason and "
            "until a day. It holds for exactly these words in this paragraph; a changed character voids it."
        ),
        roles=frozenset({Role.REVIEWER}),
        body=NewWaiver,
        answer=WaiverShape,
        status=201,
        idempotent=True,
        problems=(NotFound, OwnWork, WaiverExists, InvalidDocument),
        example=NEW_WAIVER,
    )
    def post(self, request: Request) -> Answer:
        said = self.body
        first, last = said.span
        waiver = waive(
            draft=get_draft(said.draft, by=self.actor),
            rule=said.rule,
            pointer=said.pointer,
            span=(first, last),
            reason=said.reason,
            expires_on=said.expires_on,
            by=self.actor,
            at=self.at,
        )
        return Answer(WaiverShape.of(waiver), 201, path=f"{PATH}/{waiver.pk}")


class WaiverDetail(WorkspaceView):
    @operation(
        id="get_waiver",
        summary="See a waiver",
        description="What may stand, why, and until when.",
        roles=ANY_MEMBER,
        answer=WaiverShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return Answer(WaiverShape.of(get_waiver(id, by=self.actor)))


class WaiverEnd(WorkspaceView):
    @operation(
        id="end_waiver",
        summary="End a waiver",
        description=(
            "The rule holds for these words again: the next edition is refused with them. What is out stays. Ending it twice is as once."
        ),
        roles=frozenset({Role.REVIEWER, Role.CURATOR}),
        answer=WaiverShape,
        idempotent=True,
        problems=(NotFound,),
        path=ID,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        return Answer(WaiverShape.of(end_waiver(waiver=get_waiver(id, by=self.actor), by=self.actor, at=self.at)))
