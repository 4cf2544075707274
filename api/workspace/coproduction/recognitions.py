"""Awards and endorsements, each with its state on a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.fields import Day, Name, address, line
from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body, Shape, TrueOrFalse
from api.http.views import Answer, WorkspaceView
from api.workspace.coproduction import examples, fields
from library.accounts.roles import Role
from library.catalogue.queries import get_item
from library.coproduction.actions import change_recognition, record_recognition, remove_recognition
from library.coproduction.models import Recognition
from library.coproduction.queries import get_recognition, recognitions_stale, visible_recognitions
from library.editions.review_status import uk_day
from library.errors import NotFound

PATH = "/v1/workspace/recognitions"
ID = {"id": "The recognition's id."}
KEEPERS = frozenset({Role.CURATOR})


class RecognitionsQuery(Paged):
    item: UUID | None = Field(None, description="Of this item.")
    stale: TrueOrFalse = Field(False, description="`true`: only those whose result was due and is not on record.")


class RecognitionState(Body):
    """How it stands on a day."""

    status: fields.Status = Field(description="`recognised` is for endorsements.")
    as_of: Day = Field(description="The day on which this is so.")
    detail: line(300) = Field("", description="Such as: one of six finalists.")  # type: ignore[valid-type]
    result_expected: Day | None = Field(
        None, description="If the result is still to come. Past that day it is shown as out of date."
    )
    url: address(200) = Field("", description="What shows it.")  # type: ignore[valid-type]
    permission: line(300) = Field(  # type: ignore[valid-type]
        "", description="Private: who allowed you to name them, and when."
    )

    def facts(self) -> dict[str, Any]:
        """As the verbs take them."""
        return self.model_dump(exclude={"item"})


class NewRecognition(RecognitionState):
    """An award or endorsement of an item."""

    item: UUID = Field(description="The item's id.")
    award: Name
    body: Name = Field(description="Who gives it.")
    category: line(200) = ""  # type: ignore[valid-type]


class RecognitionEntry(Shape):
    """A recognition as curators see it, with what is private."""

    id: UUID
    item: UUID
    award: str
    body: str
    category: str
    status: str
    detail: str
    as_of: date
    result_expected: date | None
    url: str
    permission: str
    stale: bool = Field(description="The result was due and is not on record.")
    version: int = Field(description="Counts writes; the `ETag` is made of it.")
    created_at: datetime

    @classmethod
    def of(cls, row: Recognition, on: date) -> RecognitionEntry:
        named = [name for name in cls.model_fields if name not in {"id", "item", "stale"}]
        return cls(id=row.pk, item=row.item_id, stale=row.is_stale(on), **{name: getattr(row, name) for name in named})


class RecognitionList(Shape):
    """Recognitions, newest first."""

    items: list[RecognitionEntry]
    next: str | None = Field(description="Address of the next page; null on the last.")


class Recognitions(WorkspaceView):
    @operation(
        id="list_recognitions",
        summary="List recognitions",
        description="Awards and endorsements of your organisation's items, newest first.",
        roles=ANY_MEMBER,
        query=RecognitionsQuery,
        answer=RecognitionList,
        paged=True,
        example={"stale": "true"},
    )
    def get(self, request: Request) -> Answer:
        on, wanted = uk_day(self.at), self.params.model_dump(include={"item"}, exclude_none=True)
        rows = recognitions_stale(on, self.actor) if self.params.stale else visible_recognitions(self.actor)
        page, following = newest_first(rows.filter(**wanted), self.params, PATH)
        headers = {"Link": link_header(PATH, self.params, following)}
        shapes = [RecognitionEntry.of(row, on) for row in page]
        return Answer(RecognitionList(items=shapes, next=following), headers=headers)

    @operation(
        id="record_recognition",
        summary="Record a recognition",
        description="An award or endorsement. It is shown with the item at once, with the day on which it was so.",
        roles=KEEPERS,
        body=NewRecognition,
        answer=RecognitionEntry,
        status=201,
        idempotent=True,
        problems=(NotFound,),
        example=examples.NEW_RECOGNITION,
    )
    def post(self, request: Request) -> Answer:
        item = get_item(self.body.item, by=self.actor)
        made = record_recognition(item=item, **self.body.facts(), by=self.actor, at=self.at)
        shape = RecognitionEntry.of(made, uk_day(self.at))
        return Answer(shape, 201, version=made.version, path=f"{PATH}/{made.pk}")


class RecognitionDetail(WorkspaceView):
    @operation(
        id="get_recognition",
        summary="See a recognition",
        description="How it stands, and the `ETag` that changes need.",
        roles=ANY_MEMBER,
        answer=RecognitionEntry,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        row = get_recognition(id, by=self.actor)
        return Answer(RecognitionEntry.of(row, uk_day(self.at)), version=row.version)

    @operation(
        id="change_recognition",
        summary="Say how a recognition stands now",
        description="Nominated becomes finalist, finalist becomes won. Which award it is does not change: remove it, and record another.",
        roles=KEEPERS,
        body=RecognitionState,
        answer=RecognitionEntry,
        versioned=True,
        path=ID,
        example=examples.STATUS,
    )
    def put(self, request: Request, id: UUID) -> Answer:
        row = change_recognition(
            recognition=get_recognition(id, by=self.actor),
            **self.body.facts(),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return Answer(RecognitionEntry.of(row, uk_day(self.at)), version=row.version)

    @operation(
        id="remove_recognition",
        summary="Remove a recognition",
        description="Only for what was recorded by mistake.",
        roles=KEEPERS,
        status=204,
        versioned=True,
        path=ID,
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        row = get_recognition(id, by=self.actor)
        remove_recognition(recognition=row, expected_version=self.version, by=self.actor, at=self.at)
        return Answer(status=204)
