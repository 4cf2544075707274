"""Notes on the principles of co-production: what shows them in how an item was made. Notes, not scores."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.fields import Day, address
from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body, Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.coproduction import examples, fields
from library.accounts.roles import Role
from library.catalogue.queries import get_item
from library.coproduction.actions import correct_principle_note, note_principle, remove_principle_note
from library.coproduction.actions.principles import PrincipleNoted
from library.coproduction.models import PrincipleNote
from library.coproduction.queries import get_principle_note, visible_principle_notes
from library.errors import NotFound

PATH = "/v1/workspace/principles"
ID = {"id": "The note's id."}
KEEPERS = frozenset({Role.CURATOR})
Id = Annotated[str, Field(max_length=40, pattern=r"^[a-z_]+$")]


class PrinciplesQuery(Paged):
    item: UUID | None = Field(None, description="On this item.")


class PrincipleText(Body):
    """What shows a principle, and what is lacking."""

    note: fields.Note
    on: Day = Field(description="The day on which this was so.")
    evidence_url: address(500) = ""  # type: ignore[valid-type]

    def facts(self) -> dict[str, Any]:
        """As the verbs take them."""
        return self.model_dump(exclude={"item"})


class NewPrincipleNote(PrincipleText):
    """A note on one principle of one scheme. `GET /v1/principles` has them all."""

    item: UUID = Field(description="The item's id.")
    scheme: Id = Field(description="`scie`, `nef` or `nihr`.")
    principle: Id = Field(description="Its id in the scheme.")


class PrincipleNoteShape(Shape):
    id: UUID
    item: UUID
    scheme: str
    principle: str
    note: str
    on: date
    evidence_url: str
    version: int = Field(description="Counts writes; the `ETag` is made of it.")
    created_at: datetime

    @classmethod
    def of(cls, row: PrincipleNote) -> PrincipleNoteShape:
        named = [name for name in cls.model_fields if name not in {"id", "item"}]
        return cls(id=row.pk, item=row.item_id, **{name: getattr(row, name) for name in named})


class PrincipleNoteList(Shape):
    """Notes, newest first."""

    items: list[PrincipleNoteShape]
    next: str | None = Field(description="Address of the next page; null on the last.")


class PrincipleNotes(WorkspaceView):
    @operation(
        id="list_principle_notes",
        summary="List notes on principles",
        description="What your organisation says of its items in the light of the principles of co-production, newest first.",
        roles=ANY_MEMBER,
        query=PrinciplesQuery,
        answer=PrincipleNoteList,
        paged=True,
        example={"item": examples.AN_ID},
    )
    def get(self, request: Request) -> Answer:
        wanted = self.params.model_dump(include={"item"}, exclude_none=True)
        rows, following = newest_first(visible_principle_notes(self.actor).filter(**wanted), self.params, PATH)
        headers = {"Link": link_header(PATH, self.params, following)}
        shapes = [PrincipleNoteShape.of(row) for row in rows]
        return Answer(PrincipleNoteList(items=shapes, next=following), headers=headers)

    @operation(
        id="note_principle",
        summary="Note a principle",
        description="What shows it in how the item was made, and what is lacking. It is public with the item at once.",
        roles=KEEPERS,
        body=NewPrincipleNote,
        answer=PrincipleNoteShape,
        status=201,
        idempotent=True,
        problems=(NotFound, PrincipleNoted),
        example=examples.NEW_NOTE,
    )
    def post(self, request: Request) -> Answer:
        item = get_item(self.body.item, by=self.actor)
        made = note_principle(item=item, **self.body.facts(), by=self.actor, at=self.at)
        return Answer(PrincipleNoteShape.of(made), 201, version=made.version, path=f"{PATH}/{made.pk}")


class PrincipleNoteDetail(WorkspaceView):
    @operation(
        id="get_principle_note",
        summary="See a note on a principle",
        description="With the `ETag` that changes need.",
        roles=ANY_MEMBER,
        answer=PrincipleNoteShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        row = get_principle_note(id, by=self.actor)
        return Answer(PrincipleNoteShape.of(row), version=row.version)

    @operation(
        id="correct_principle_note",
        summary="Correct a note on a principle",
        description="Sets all of it.",
        roles=KEEPERS,
        body=PrincipleText,
        answer=PrincipleNoteShape,
        versioned=True,
        path=ID,
        example=examples.NOTE,
    )
    def put(self, request: Request, id: UUID) -> Answer:
        row = correct_principle_note(
            written=get_principle_note(id, by=self.actor),
            **self.body.facts(),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return Answer(PrincipleNoteShape.of(row), version=row.version)

    @operation(
        id="remove_principle_note",
        summary="Remove a note on a principle",
        description="The public sees it no more.",
        roles=KEEPERS,
        status=204,
        versioned=True,
        path=ID,
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        row = get_principle_note(id, by=self.actor)
        remove_principle_note(written=row, expected_version=self.version, by=self.actor, at=self.at)
        return Answer(status=204)
