"""Reviews by people without an account: asking them, seeing what came of it, taking it back, sending it again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.people import EmailAddress, PersonName
from api.http.requests import Body, Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.publishing.examples import NEW_REVIEW_INVITATION
from api.workspace.publishing.fields import Sentence
from api.workspace.publishing.item_shapes import ItemName
from library.accounts.roles import ReviewKind
from library.errors import NotFound
from library.publishing.actions import (
    invite_reviewer,
    send_review_invitation_again,
    take_back_review_invitation,
)
from library.publishing.actions.invitations import FEWEST_DAYS, MOST_DAYS, ReviewInvitationOver
from library.publishing.asked import state_of
from library.publishing.models import ReviewInvitation
from library.publishing.queries import get_draft, get_review_invitation, visible_review_invitations
from library.publishing.workflow import RELEASERS, WRITERS, NotInThatState

PATH = "/v1/workspace/review-invitations"
ID = {"id": "The invitation's id."}
DRAFT = {"id": "The draft's id."}
READERS = frozenset((*WRITERS, *RELEASERS))
Days = Annotated[int, Field(ge=FEWEST_DAYS, le=MOST_DAYS)]
Capacity = Annotated[PersonName, Field(max_length=200)]


class ReviewInvitationShape(Shape):
    """Who outside was asked to review a draft, and what came of it. Not the link: that went to them alone."""

    id: UUID
    item: ItemName
    language: str
    draft: UUID | None = Field(description="Null when it was discarded.")
    reviewer: UUID = Field(
        description="Opaque id of the person: what `manage.py export_person` and `erase_person` take."
    )
    name: str = Field(description="Empty when the person was forgotten.")
    email: str = Field(description="Empty 30 days after it is no longer needed.")
    capacity: str = Field(description="What makes them fit to judge it.")
    kind: str
    scope: str
    why: str
    state: str = Field(description="`open`, `expired`, `answered` or `taken_back`.")
    invited_by: UUID = Field(description="Opaque id of who asked.")
    invited_at: datetime
    sent_at: datetime = Field(description="When a link was last sent.")
    expires_at: datetime
    review: UUID | None = Field(description="The review that it was answered with.")
    holds: bool | None = Field(description="Whether that review is of the text as it stands; null without one.")

    @classmethod
    def of(cls, invitation: ReviewInvitation, now: datetime) -> ReviewInvitationShape:
        asked = state_of(invitation, now)
        return cls(
            id=invitation.pk,
            item=ItemName.of(invitation.item),
            language=invitation.language,
            draft=invitation.draft_id,
            reviewer=invitation.reviewer_id,
            name=invitation.reviewer.name,
            email=invitation.reviewer.email,
            capacity=invitation.capacity,
            kind=invitation.kind,
            scope=invitation.scope,
            why=invitation.why,
            state=asked.state,
            invited_by=invitation.invited_by,
            invited_at=invitation.invited_at,
            sent_at=invitation.sent_at,
            expires_at=invitation.expires_at,
            review=asked.review.pk if asked.review else None,
            holds=asked.holds,
        )


class ReviewInvitationList(Shape):
    """Invitations to review, newest first."""

    items: list[ReviewInvitationShape]
    next: str | None = Field(description="Address of the next page; null on the last.")


class NewReviewInvitation(Body):
    """Whom to ask, for what, and why."""

    name: PersonName = Field(description="What they are called: the letter begins with it.")
    email: EmailAddress
    capacity: Capacity = Field(
        description="What makes them fit to judge it, in a few words: kept with their review as the record of approval, never published."
    )
    kind: ReviewKind = Field(description="What they are to judge.")
    scope: Literal["change", "whole"] = Field(description="What they are to look at. A first edition needs `whole`.")
    why: Sentence = Field(description="A few words on why you ask them: they stand in the letter and on the page.")
    valid_days: Days = Field(21, description="Days for which the link holds.")


class SendAgain(Body):
    """For how long the new link is to hold."""

    valid_days: Days = Field(21, description="Days from now.")


class DraftReviewInvitations(WorkspaceView):
    @operation(
        id="list_review_invitations",
        summary="List who was asked to review a draft",
        description="People without an account who were asked to review it, newest first, and whether they have answered.",
        roles=READERS,
        query=Paged,
        answer=ReviewInvitationList,
        paged=True,
        problems=(NotFound,),
        path=DRAFT,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        draft = get_draft(id, by=self.actor)
        path = f"/v1/workspace/drafts/{draft.pk}/review-invitations"
        rows, following = newest_first(visible_review_invitations(self.actor).filter(draft=draft), self.params, path)
        shapes = [ReviewInvitationShape.of(row, self.at) for row in rows]
        headers = {"Link": link_header(path, self.params, following)}
        return Answer(ReviewInvitationList(items=shapes, next=following), headers=headers)

    @operation(
        id="invite_reviewer",
        summary="Ask somebody without an account to review a draft",
        description=(
            "They get a letter with a personal link. There they read the draft as it will look, and approve it or ask for changes; that "
            "counts as a reviewer's word does, for exactly the text that they have read. The draft is in review. Whoever has written in it "
            "can't be asked, nor a member of your organisation. An earlier invitation of the same person to the same kind of review ends."
        ),
        roles=frozenset(WRITERS),
        body=NewReviewInvitation,
        answer=ReviewInvitationShape,
        status=201,
        idempotent=True,
        problems=(NotFound, NotInThatState),
        path=DRAFT,
        example=NEW_REVIEW_INVITATION,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        wanted = self.body
        invitation = invite_reviewer(
            draft=get_draft(id, by=self.actor), **wanted.model_dump(), by=self.actor, at=self.at
        )
        return Answer(ReviewInvitationShape.of(invitation, self.at), 201, path=f"{PATH}/{invitation.pk}")


class ReviewInvitationDetail(WorkspaceView):
    @operation(
        id="get_review_invitation",
        summary="See an invitation to review",
        description="Who was asked, for what, and what came of it. Not the link: that went to them alone.",
        roles=READERS,
        answer=ReviewInvitationShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return Answer(ReviewInvitationShape.of(get_review_invitation(id, by=self.actor), self.at))

    @operation(
        id="take_back_review_invitation",
        summary="Take back an invitation to review",
        description="Its link stops working at once. One that was answered can't be taken back: the review stands. Twice is as once.",
        roles=frozenset(WRITERS),
        status=204,
        problems=(ReviewInvitationOver,),
        path=ID,
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        take_back_review_invitation(invitation=get_review_invitation(id, by=self.actor), by=self.actor, at=self.at)
        return Answer(status=204)


class ReviewInvitationSend(WorkspaceView):
    @operation(
        id="send_review_invitation_again",
        summary="Send an invitation to review again",
        description=(
            "A new letter with a new link, which holds for so many days from now; the link before stops working. Also once it has expired."
        ),
        roles=frozenset(WRITERS),
        body=SendAgain,
        answer=ReviewInvitationShape,
        idempotent=True,
        problems=(NotFound, NotInThatState, ReviewInvitationOver),
        path=ID,
        example={"valid_days": 14},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        invitation = send_review_invitation_again(
            invitation=get_review_invitation(id, by=self.actor),
            valid_days=self.body.valid_days,
            by=self.actor,
            at=self.at,
        )
        return Answer(ReviewInvitationShape.of(invitation, self.at))
