"""Drafts: the next text of an item in one language."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body
from api.http.views import Answer, WorkspaceView
from api.workspace.publishing.draft_shapes import DraftList, DraftShape, DraftSummary
from api.workspace.publishing.examples import NEW_DRAFT, NEW_TEXT
from api.workspace.publishing.fields import DocumentData, document_at
from api.workspace.publishing.items import BAD_DOCUMENT
from library.catalogue.queries import get_item
from library.errors import NotFound
from library.publishing.actions import discard_draft, save_draft, start_draft
from library.publishing.actions.drafts import DraftExists
from library.publishing.models import Draft
from library.publishing.queries import get_draft, visible_drafts
from library.publishing.workflow import WRITERS, NotInThatState

PATH = "/v1/workspace/drafts"
ID = {"id": "The draft's id."}


class DraftsQuery(Paged):
    item: UUID | None = Field(None, description="Of this item.")
    state: Literal[tuple(Draft.State.values)] | None = Field(None, description="In this state.")  # type: ignore[valid-type]
    language: Annotated[str, Field(max_length=35, pattern=r"^[A-Za-z0-9-]+$")] | None = Field(
        None, description="BCP 47 tag, as in the documents."
    )


class NewDraft(Body):
    """A text to be begun."""

    item: UUID = Field(description="The item's id.")
    document: DocumentData = Field(description="Its language is one in which the item has no draft.")


class DraftText(Body):
    """A text to take the place of the one there is."""

    document: DocumentData


class Drafts(WorkspaceView):
    @operation(
        id="list_drafts",
        summary="List drafts",
        description="The drafts of your organisation, newest first, without their texts.",
        roles=ANY_MEMBER,
        query=DraftsQuery,
        answer=DraftList,
        paged=True,
        example={"state": "in_review"},
    )
    def get(self, request: Request) -> Answer:
        wanted = self.params.model_dump(include={"item", "state", "language"}, exclude_none=True)
        drafts, following = newest_first(visible_drafts(self.actor).filter(**wanted), self.params, PATH)
        shapes = [DraftSummary.of(draft) for draft in drafts]
        headers = {"Link": link_header(PATH, self.params, following)}
        return Answer(DraftList(items=shapes, next=following), headers=headers)

    @operation(
        id="start_draft",
        summary="Begin a draft",
        description=(
            "Of an item that there is, in a language in which it has no draft: a translation, or a new text after a "
            "draft was discarded. The next text of "
            "what is out is written in the draft that it came from."
        ),
        roles=frozenset(WRITERS),
        body=NewDraft,
        answer=DraftShape,
        status=201,
        idempotent=True,
        problems=(NotFound, DraftExists, *BAD_DOCUMENT),
        example=NEW_DRAFT,
    )
    def post(self, request: Request) -> Answer:
        item = get_item(self.body.item, by=self.actor)
        with document_at("/document"):
            draft = start_draft(item=item, document=self.body.document, by=self.actor, at=self.at)
        return Answer(DraftShape.at(draft, self.at), 201, version=draft.version, path=f"{PATH}/{draft.pk}")


class DraftDetail(WorkspaceView):
    @operation(
        id="get_draft",
        summary="See a draft",
        description=(
            "The text, who has signed it off, everything that is missing before it can be published, and the `ETag` "
            "that changes need."
        ),
        roles=ANY_MEMBER,
        answer=DraftShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        draft = get_draft(id, by=self.actor)
        return Answer(DraftShape.at(draft, self.at), version=draft.version)

    @operation(
        id="save_draft",
        summary="Save a draft",
        description=(
            "Replaces the text. The draft goes back to `draft`, whatever its state; sign-offs hold for the text that "
            "was signed off and no other. What is "
            "published does not move. A scheduled draft is unscheduled first."
        ),
        roles=frozenset(WRITERS),
        body=DraftText,
        answer=DraftShape,
        versioned=True,
        problems=(NotInThatState, *BAD_DOCUMENT),
        path=ID,
        example=NEW_TEXT,
    )
    def put(self, request: Request, id: UUID) -> Answer:
        draft = get_draft(id, by=self.actor)
        with document_at("/document"):
            draft = save_draft(
                draft=draft,
                document=self.body.document,
                expected_version=self.version,
                by=self.actor,
                at=self.at,
            )
        return Answer(DraftShape.at(draft, self.at), version=draft.version)

    @operation(
        id="discard_draft",
        summary="Discard a draft",
        description=(
            "Throws the text away. What is published stays, with the record of who signed it off; an item that never "
            "was published goes with its last draft."
        ),
        roles=frozenset(WRITERS),
        status=204,
        versioned=True,
        problems=(NotInThatState,),
        path=ID,
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        discard_draft(draft=get_draft(id, by=self.actor), expected_version=self.version, by=self.actor, at=self.at)
        return Answer(status=204)
