"""Editions of the organisation's items: what was published, and from which text."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.views import Answer, WorkspaceView
from api.workspace.publishing.edition_shapes import EditionRecord, EditionRecordList, EditionText
from library.publishing.queries import get_edition, visible_editions

PATH = "/v1/workspace/editions"


class WorkshopEditionsQuery(Paged):
    item: UUID | None = Field(None, description="Of this item.")
    language: Annotated[str, Field(max_length=35, pattern=r"^[A-Za-z0-9-]+$")] | None = Field(
        None, description="BCP 47 tag, as in the documents."
    )


class Editions(WorkspaceView):
    @operation(
        id="list_editions",
        summary="List editions",
        description="What your organisation has published, newest first, withdrawn items too.",
        roles=ANY_MEMBER,
        query=WorkshopEditionsQuery,
        answer=EditionRecordList,
        paged=True,
    )
    def get(self, request: Request) -> Answer:
        wanted = self.params.model_dump(include={"item", "language"}, exclude_none=True)
        editions, following = newest_first(visible_editions(self.actor).filter(**wanted), self.params, PATH)
        shapes = [EditionRecord.of(edition) for edition in editions]
        headers = {"Link": link_header(PATH, self.params, following)}
        return Answer(EditionRecordList(items=shapes, next=following), headers=headers)


class EditionDetail(WorkspaceView):
    @operation(
        id="get_edition",
        summary="See an edition",
        description=(
            "With the text as it was signed off, contacts still as placeholders: a new draft can start from it."
        ),
        roles=ANY_MEMBER,
        answer=EditionText,
        path={"id": "The edition's id."},
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return Answer(EditionText.of(get_edition(id, by=self.actor)))
