"""What readers wrote about the organisation's items: read, given to somebody, settled."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.conf import settings
from pydantic import AfterValidator, Field
from rest_framework.request import Request

from api.http.fields import several_lines
from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.requests import Body, Shape
from api.http.views import Answer, WorkspaceView
from library.catalogue.actions import reopen_feedback, settle_feedback, take_feedback
from library.catalogue.addresses import item_url
from library.catalogue.feedback import assignee_of, colleague_named, find_feedback, get_feedback
from library.catalogue.feedback_rules import TRIAGE, NotInThatFeedbackStatus
from library.catalogue.models import Feedback

PATH = "/v1/workspace/feedback"
ID = {"id": "The feedback's id."}
ROLES = frozenset(TRIAGE)


class FeedbackQuery(Paged):
    status: Literal[tuple(Feedback.Status.values)] | None = Field(None, description="Only where it stands so.")  # type: ignore[valid-type]
    about: Literal[tuple(Feedback.About.values)] | None = Field(None, description="Only what is about this.")  # type: ignore[valid-type]
    item: UUID | None = Field(None, description="Only what is about this item.")


class FeedbackTaking(Body):
    """Who is to look after it."""

    to: UUID | None = Field(None, description="Membership of a colleague. Left out: you.")


class FeedbackSettling(Body):
    """How it was dealt with."""

    outcome: Literal[tuple(Feedback.Outcome.values)] = Field(  # type: ignore[valid-type]
        description=(
            "`changed`: the text was or will be changed. `no_change`: it stays as it is. `passed_on`: somebody else deals with it. "
            "`not_ours`: it is not about this item."
        )
    )
    note: Annotated[str, AfterValidator(several_lines), Field(max_length=500)] = Field(
        "", description="For colleagues; needed for `no_change` and `passed_on`. Deleted with the reader's words."
    )


class FeedbackItem(Shape):
    id: UUID
    kind: str
    slug: str
    title: str | None
    url: str


class FeedbackAssignee(Shape):
    """Who looks after it."""

    member: UUID = Field(description="Their membership.")
    name: str


class FeedbackShape(Shape):
    """What one reader wrote. It may hold personal or distressing words: show it to whoever deals with it and to nobody else."""

    id: UUID
    item: FeedbackItem
    language: str
    edition: int = Field(description="The one that the reader had.")
    section: str | None
    about: str
    text: str | None = Field(description="Null where there was nothing, or once it is deleted.")
    status: str = Field(description="`new`, `open` or `settled`.")
    due_on: date = Field(description="The day by which it is to be settled.")
    assigned_to: FeedbackAssignee | None = Field(description="Null, too, once they have left or lost the role.")
    outcome: str | None
    note: str | None
    received_at: datetime
    settled_at: datetime | None
    forgotten_at: datetime | None = Field(description="When the words and the note were deleted.")
    version: int

    @classmethod
    def of(cls, row: Feedback) -> FeedbackShape:
        to, item = assignee_of(row), row.item
        return cls(
            id=row.pk,
            item=FeedbackItem(
                id=item.pk,
                kind=item.kind,
                slug=item.slug,
                title=row.title,  # type: ignore[attr-defined]
                url=item_url(settings.PUBLIC_URL, item.kind, item.slug),
            ),
            language=row.language,
            edition=row.edition,
            section=row.section or None,
            about=row.about,
            text=row.text or None,
            status=row.status,
            due_on=row.due_on,
            assigned_to=FeedbackAssignee(member=to.pk, name=to.user.get_full_name() or to.user.username)
            if to
            else None,
            outcome=row.outcome or None,
            note=row.note or None,
            received_at=row.received_at,
            settled_at=row.settled_at,
            forgotten_at=row.forgotten_at,
            version=row.version,
        )


class FeedbackList(Shape):
    """What readers wrote, newest first."""

    items: list[FeedbackShape]
    next: str | None = Field(description="Address of the next page; null on the last.")


class FeedbackOfReaders(WorkspaceView):
    @operation(
        id="list_feedback",
        summary="List what readers wrote",
        description=(
            "Feedback about the items of your organisation, adaptations among them, newest first. `due_on` says by when to deal with "
            "each: a day for what is upsetting, up to a month for thanks."
        ),
        roles=ROLES,
        query=FeedbackQuery,
        answer=FeedbackList,
        paged=True,
        example={"status": "new", "about": "upsetting"},
    )
    def get(self, request: Request) -> Answer:
        params = self.params
        found = find_feedback(self.actor, status=params.status, about=params.about, item=params.item)
        rows, following = newest_first(found, params, PATH)
        return Answer(
            FeedbackList(items=[FeedbackShape.of(row) for row in rows], next=following),
            headers={"Link": link_header(PATH, params, following)},
        )


class FeedbackView(WorkspaceView):
    """What the views of one share."""

    def show(self, id: UUID) -> Answer:
        found = get_feedback(id, by=self.actor)
        return Answer(FeedbackShape.of(found), version=found.version)


class FeedbackDetail(FeedbackView):
    @operation(
        id="get_feedback",
        summary="Read what a reader wrote",
        description="With its `ETag`, which every step needs.",
        roles=ROLES,
        answer=FeedbackShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return self.show(id)


class FeedbackTake(FeedbackView):
    @operation(
        id="take_feedback",
        summary="Look after feedback",
        description="You, or a colleague whom you name, look after it from now on. Again, to hand it on.",
        roles=ROLES,
        body=FeedbackTaking,
        answer=FeedbackShape,
        versioned=True,
        problems=(NotInThatFeedbackStatus,),
        path=ID,
        example={},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        take_feedback(
            feedback=get_feedback(id, by=self.actor),
            to=colleague_named(self.body.to, by=self.actor),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return self.show(id)


class FeedbackSettle(FeedbackView):
    @operation(
        id="settle_feedback",
        summary="Settle feedback",
        description=(
            "Says how it was dealt with. Nothing of the item changes by it. The words and the note are deleted 180 days later; that "
            "somebody wrote, about what, and the outcome stay."
        ),
        roles=ROLES,
        body=FeedbackSettling,
        answer=FeedbackShape,
        versioned=True,
        problems=(NotInThatFeedbackStatus,),
        path=ID,
        example={"outcome": "changed", "note": "Reworded in the draft of the next edition."},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        settle_feedback(
            feedback=get_feedback(id, by=self.actor),
            outcome=self.body.outcome,
            note=self.body.note,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return self.show(id)


class FeedbackReopen(FeedbackView):
    @operation(
        id="reopen_feedback",
        summary="Take settled feedback up again",
        description="It was settled too soon: you look after it from now on. Not once its words are deleted.",
        roles=ROLES,
        answer=FeedbackShape,
        versioned=True,
        problems=(NotInThatFeedbackStatus,),
        path=ID,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        found = get_feedback(id, by=self.actor)
        reopen_feedback(feedback=found, expected_version=self.version, by=self.actor, at=self.at)
        return self.show(id)
