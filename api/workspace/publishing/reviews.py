"""Reviews: what a reviewer says of one exact text."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body, Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.publishing.examples import NEW_REVIEW
from api.workspace.publishing.fields import Comment, Sha256
from api.workspace.publishing.item_shapes import ItemName
from api.workspace.publishing.review_shapes import (
    Criteria,
    SaidOfCriterion,
    SaidOfSection,
    Sections,
    in_lists,
    said_of,
)
from library.accounts.roles import ReviewKind, Role
from library.catalogue.queries import get_item
from library.errors import Fault, Malformed, NotFound
from library.publishing.actions import review_draft, review_edition
from library.publishing.actions.reviews import OwnWork, TextHasMovedOn
from library.publishing.models import Review
from library.publishing.queries import get_draft, get_review, reviewer_of, visible_reviews
from library.publishing.workflow import NotInThatState

PATH = "/v1/workspace/reviews"


class ReviewsQuery(Paged):
    item: UUID | None = Field(None, description="Of this item's drafts and editions.")
    draft: UUID | None = Field(None, description="Of this draft.")


class ReviewRecord(Shape):
    """What was said, of which text, by whom."""

    id: UUID
    item: ItemName
    language: str
    draft: UUID | None = Field(
        description="The draft that was reviewed; null for a review of an edition, or when it was discarded."
    )
    edition: int | None = Field(description="The edition that was reviewed, or that the reviewed text became.")
    kind: str
    scope: str
    decision: str
    comment: str
    evidence_checked: bool
    document_hash: str = Field(description="Of the text that was reviewed. It holds for this text and no other.")
    sections: list[SaidOfSection] = Field(description="What was said of single sections.")
    criteria: list[SaidOfCriterion] = Field(description="What was answered to the questions of `/v1/review-criteria`.")
    criteria_version: str | None = Field(description="Of the questions that were answered; null where none were.")
    reviewer: UUID = Field(description="Opaque id of the person.")
    invitation: UUID | None = Field(
        description="The invitation that somebody without an account answered with it; null for a review by an account."
    )
    created_at: datetime

    @classmethod
    def of(cls, review: Review) -> ReviewRecord:
        return cls(
            id=review.pk,
            item=ItemName.of(review.item),
            language=review.language,
            draft=review.draft_id,
            edition=review.edition.number if review.edition else None,
            kind=review.kind,
            scope=review.scope,
            decision=review.decision,
            comment=review.comment,
            evidence_checked=review.evidence_checked,
            document_hash=review.document_hash,
            sections=[SaidOfSection(**row) for row in review.sections],
            criteria=[SaidOfCriterion(**row) for row in review.criteria],
            criteria_version=review.criteria_version or None,
            reviewer=reviewer_of(review),
            invitation=review.invitation_id,
            created_at=review.created_at,
        )


class ReviewRecordList(Shape):
    """Reviews, newest first."""

    items: list[ReviewRecord]
    next: str | None = Field(description="Address of the next page; null on the last.")


class NewReview(Body):
    """Either of a `draft`, or of what is out: an `item` in a `language`, which is always reviewed as a whole."""

    draft: UUID | None = Field(None, description="The draft that you have read.")
    item: UUID | None = Field(None, description="The item whose current edition you have read.")
    language: Annotated[str, Field(max_length=35)] | None = Field(
        None, description="With `item`: the language of the edition."
    )
    kind: ReviewKind = Field(description="What you judge; one of those you review for.")
    scope: Literal["change", "whole"] | None = Field(
        None, description="With `draft`: what you looked at. Only reviews of the whole move the review dates."
    )
    decision: Literal["approved", "changes_requested"]
    document_hash: Sha256 = Field(
        description="Of the text that you have read: the draft's `document_hash`, the edition's `sha256`."
    )
    comment: Comment = Field(
        "", description="For the writers. Needed when you ask for changes, unless `sections` say which."
    )
    evidence_checked: bool = Field(False, description="Whether you have checked the sources.")
    sections: Sections = Field([], description="What you have to say of single sections.")
    criteria: Criteria | None = Field(
        None,
        description=(
            "Your answers to the questions of `/v1/review-criteria` for this kind of review and this item. Left out: you were not asked. "
            "Who approves answers each of them, and says in a note or the comment what is to be thought of a `no`."
        ),
    )


class Reviews(WorkspaceView):
    @operation(
        id="list_reviews",
        summary="List reviews",
        description="What reviewers have said of your organisation's drafts and editions, newest first.",
        roles=ANY_MEMBER,
        query=ReviewsQuery,
        answer=ReviewRecordList,
        paged=True,
    )
    def get(self, request: Request) -> Answer:
        wanted = self.params.model_dump(include={"item", "draft"}, exclude_none=True)
        reviews, following = newest_first(visible_reviews(self.actor).filter(**wanted), self.params, PATH)
        shapes = [ReviewRecord.of(review) for review in reviews]
        headers = {"Link": link_header(PATH, self.params, following)}
        return Answer(ReviewRecordList(items=shapes, next=following), headers=headers)

    @operation(
        id="review",
        summary="Review a text",
        description=(
            "Signs a draft off or asks for changes, or reviews the whole of what is out. It is bound to the text that "
            "you have read: a later edit voids it. "
            "Nobody reviews what they have written, and one person does not count for two kinds. With the last missing "
            "sign-off a draft is approved."
        ),
        roles=frozenset({Role.REVIEWER}),
        body=NewReview,
        answer=ReviewRecord,
        status=201,
        idempotent=True,
        problems=(NotFound, NotInThatState, OwnWork, TextHasMovedOn),
        example=NEW_REVIEW,
    )
    def post(self, request: Request) -> Answer:
        said = self.body
        _check_subject(said)
        common = said.model_dump(include={"kind", "decision", "document_hash", "comment", "evidence_checked"})
        common |= said_of(said.sections, said.criteria)
        try:
            review = self._review(said, common)
        except Malformed as refusal:
            refusal.errors = in_lists(refusal.errors, said.sections, said.criteria)
            raise
        return Answer(ReviewRecord.of(review), 201, path=f"{PATH}/{review.pk}")

    def _review(self, said: Any, common: dict[str, Any]) -> Review:
        if said.draft:
            draft = get_draft(said.draft, by=self.actor)
            return review_draft(draft=draft, scope=said.scope, **common, by=self.actor, at=self.at)
        item = get_item(said.item, by=self.actor)
        return review_edition(item=item, language=said.language, **common, by=self.actor, at=self.at)


class ReviewDetail(WorkspaceView):
    @operation(
        id="get_review",
        summary="See a review",
        description="What was said, and of which text. A review never changes; a later one takes its place.",
        roles=ANY_MEMBER,
        answer=ReviewRecord,
        path={"id": "The review's id."},
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return Answer(ReviewRecord.of(get_review(id, by=self.actor)))


def _check_subject(said: NewReview) -> None:
    """Of a draft with a scope, or of an item in a language, and not of both."""
    of_draft, of_edition = {"draft": said.draft, "scope": said.scope}, {"item": said.item, "language": said.language}
    needed, foreign = (of_draft, of_edition) if said.draft or not said.item else (of_edition, of_draft)
    faults = [Fault(f"/{name}", "This is required.") for name, value in needed.items() if value is None]
    faults += [
        Fault(f"/{name}", f"This does not go with `{next(iter(needed))}`.")
        for name, value in foreign.items()
        if value is not None
    ]
    if faults:
        raise Malformed("Review either a `draft`, or an `item` in a `language`.", errors=faults)
