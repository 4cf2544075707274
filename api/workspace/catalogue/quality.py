"""What shows the quality of items: the publisher's own evidence for the ten criteria, and whether an item promotes something."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.fields import address
from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body, PlainText, Shape
from api.http.views import Answer, WorkspaceView
from library.catalogue.actions import correct_evidence, give_evidence, mark_promotional, remove_evidence
from library.catalogue.actions.quality import KEEPERS, EvidenceGiven
from library.catalogue.models import QualityEvidence
from library.catalogue.queries import get_evidence, get_item, visible_evidence
from library.errors import NotFound
from library.quality.pif_tick import CODES

PATH = "/v1/workspace/quality-evidence"
ID = {"id": "The id of the evidence."}
ROLES = frozenset(KEEPERS)
AN_ID = "01996a10-0000-7000-8000-000000000041"
SAID = {
    "statement": "Twelve carers said in a survey what they had looked for and not found.",
    "url": "https://example.org/survey",
}


class EvidenceQuery(Paged):
    item: UUID | None = Field(None, description="Of this item.")


class EvidenceText(Body):
    """A sentence, an address, or both."""

    statement: Annotated[PlainText, Field(max_length=500)] = ""
    url: address(500) = ""  # type: ignore[valid-type]


class NewEvidence(EvidenceText):
    """Evidence for one criterion. `GET /v1/{collection}/{slug}/quality` has all ten."""

    item: UUID = Field(description="The item's id.")
    criterion: Literal[CODES] = Field(description="Code of the criterion.")  # type: ignore[valid-type]


class EvidenceShape(Shape):
    id: UUID
    item: UUID
    criterion: str
    statement: str
    url: str
    version: int = Field(description="Counts writes; the `ETag` is made of it.")
    created_at: datetime

    @classmethod
    def of(cls, row: QualityEvidence) -> EvidenceShape:
        named = [name for name in cls.model_fields if name not in {"id", "item"}]
        return cls(id=row.pk, item=row.item_id, **{name: getattr(row, name) for name in named})


class EvidenceList(Shape):
    """Evidence, newest first."""

    items: list[EvidenceShape]
    next: str | None = Field(description="Address of the next page; null on the last.")


class Promotion(Body):
    """Whether the item promotes something, such as an event or a service."""

    is_promotional: bool


class PromotionShape(Shape):
    item: UUID
    is_promotional: bool


class QualityEvidences(WorkspaceView):
    @operation(
        id="list_quality_evidence",
        summary="List evidence of quality",
        description="What your organisation says of its items by the criteria of the PIF TICK, newest first.",
        roles=ANY_MEMBER,
        query=EvidenceQuery,
        answer=EvidenceList,
        paged=True,
        example={"item": AN_ID},
    )
    def get(self, request: Request) -> Answer:
        wanted = self.params.model_dump(include={"item"}, exclude_none=True)
        rows, following = newest_first(visible_evidence(self.actor).filter(**wanted), self.params, PATH)
        headers = {"Link": link_header(PATH, self.params, following)}
        return Answer(EvidenceList(items=[EvidenceShape.of(row) for row in rows], next=following), headers=headers)

    @operation(
        id="give_quality_evidence",
        summary="Give evidence of quality",
        description=(
            "What shows that an item meets a criterion. It is public with the item at once, beside what the library knows by itself."
        ),
        roles=ROLES,
        body=NewEvidence,
        answer=EvidenceShape,
        status=201,
        idempotent=True,
        problems=(NotFound, EvidenceGiven),
        example={"item": AN_ID, "criterion": "need", **SAID},
    )
    def post(self, request: Request) -> Answer:
        said = self.body
        item = get_item(said.item, by=self.actor)
        row = give_evidence(
            item=item, criterion=said.criterion, statement=said.statement, url=said.url, by=self.actor, at=self.at
        )
        return Answer(EvidenceShape.of(row), 201, version=row.version, path=f"{PATH}/{row.pk}")


class QualityEvidenceDetail(WorkspaceView):
    @operation(
        id="get_quality_evidence",
        summary="See a piece of evidence",
        description="With the `ETag` that changes need.",
        roles=ANY_MEMBER,
        answer=EvidenceShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        row = get_evidence(id, by=self.actor)
        return Answer(EvidenceShape.of(row), version=row.version)

    @operation(
        id="correct_quality_evidence",
        summary="Correct a piece of evidence",
        description="Sets all of it.",
        roles=ROLES,
        body=EvidenceText,
        answer=EvidenceShape,
        versioned=True,
        path=ID,
        example=SAID,
    )
    def put(self, request: Request, id: UUID) -> Answer:
        row = correct_evidence(
            given=get_evidence(id, by=self.actor),
            **self.body.model_dump(),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return Answer(EvidenceShape.of(row), version=row.version)

    @operation(
        id="remove_quality_evidence",
        summary="Remove a piece of evidence",
        description="The public sees it no more. What the library knows by itself stays.",
        roles=ROLES,
        status=204,
        versioned=True,
        path=ID,
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        remove_evidence(given=get_evidence(id, by=self.actor), expected_version=self.version, by=self.actor, at=self.at)
        return Answer(status=204)


class ItemPromotion(WorkspaceView):
    @operation(
        id="mark_promotional",
        summary="Say whether an item promotes something",
        description="The quality mark is for information: an item that promotes something never bears it.",
        roles=ROLES,
        body=Promotion,
        answer=PromotionShape,
        idempotent=True,
        problems=(NotFound,),
        path={"id": "The item's id."},
        example={"is_promotional": True},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        item = mark_promotional(
            item=get_item(id, by=self.actor), is_promotional=self.body.is_promotional, by=self.actor, at=self.at
        )
        return Answer(PromotionShape(item=item.pk, is_promotional=item.is_promotional))
