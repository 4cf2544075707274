"""The steps of a draft's workflow: to review and back, out of the door, and at a time."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import JSON, operation
from api.http.permissions import ANY_MEMBER
from api.http.previews import PREVIEW_PROBLEMS, PreviewQuery, page_answer, pdf_answer, wanted
from api.http.requests import Body
from api.http.views import Answer, WorkspaceView, response_of
from api.workspace.publishing.draft_shapes import DraftShape
from api.workspace.publishing.drafts import ID
from api.workspace.publishing.edition_shapes import EditionRecord
from api.workspace.publishing.fields import Moment, Sentence
from library.editions.actions.standing import NotInThatStanding
from library.editions.renditions import RenditionNotOffered
from library.editions.shapes import Detail
from library.publishing.actions import publish, recall, schedule, submit, unschedule
from library.publishing.actions.release import NotReadyToPublish
from library.publishing.previews import draft_page, draft_pdf, preview_draft
from library.publishing.queries import get_draft
from library.publishing.workflow import RELEASERS, WRITERS, NotInThatState
from library.rendering.offers import HTML, PDF

ChangeClass = Literal["minor", "content", "safety"]
CLASS = (
    "`minor`: a typing error, translations and adaptations stay current; `content`; `safety`: it must reach everybody. "
    "`contact` is the library's own, for changed numbers."
)
RELEASE_PROBLEMS = (NotInThatState, NotInThatStanding, NotReadyToPublish)


class Submission(Body):
    """What reviewers should know. What is left out stays as it was said before."""

    change_class: ChangeClass | None = Field(None, description=CLASS)
    change_note: Sentence | None = Field(None, description="What changes, in a sentence.")


class Publication(Body):
    """What the history will say of the edition."""

    change_class: ChangeClass = Field(description=CLASS)
    note: Sentence = Field(description="What changed, for readers of the history.")


class PublicationNow(Publication):
    """The same, and whether a withdrawn item comes back with it."""

    restore: bool = Field(
        False,
        description=(
            "Whether a withdrawn item comes back with this corrected text: what was withdrawn is live at no moment, and its texts "
            "in other languages stay withdrawn until they are corrected, too. In its original language only. One that was "
            "withdrawn as unsafe comes back as a change of class `safety`."
        ),
    )


class PublicationAtATime(Publication):
    """The same, and when."""

    publish_at: Moment = Field(description="A moment in the future, with its time zone.")


class DraftSubmit(WorkspaceView):
    @operation(
        id="submit_draft",
        summary="Submit a draft for review",
        description=(
            "Asks for the sign-offs that are missing: lived experience and clinical for health content, an editor's "
            "for the rest. A text that has them all "
            "already, because it was recalled and not changed, is approved at once."
        ),
        roles=frozenset(WRITERS),
        body=Submission,
        answer=DraftShape,
        versioned=True,
        problems=(NotInThatState,),
        path=ID,
        example={"change_class": "content", "change_note": "The new opening hours."},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        draft = submit(
            draft=get_draft(id, by=self.actor),
            expected_version=self.version,
            change_class=self.body.change_class,
            change_note=self.body.change_note,
            by=self.actor,
            at=self.at,
        )
        return Answer(DraftShape.at(draft, self.at), version=draft.version)


class DraftRecall(WorkspaceView):
    @operation(
        id="recall_draft",
        summary="Recall a draft from review",
        description="Back to `draft`, unchanged. Sign-offs of this text stay valid.",
        roles=frozenset(WRITERS),
        answer=DraftShape,
        versioned=True,
        problems=(NotInThatState,),
        path=ID,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        draft = recall(draft=get_draft(id, by=self.actor), expected_version=self.version, by=self.actor, at=self.at)
        return Answer(DraftShape.at(draft, self.at), version=draft.version)


class DraftPublish(WorkspaceView):
    @operation(
        id="publish_draft",
        summary="Publish a draft",
        description=(
            "Makes the approved text the next edition: numbered, hashed, never changed again, and out at once in "
            "lists, search and feed. Refused with "
            "everything that is missing, all at once; `GET` of the draft lists the same under `ready`."
        ),
        roles=frozenset(RELEASERS),
        body=PublicationNow,
        answer=EditionRecord,
        versioned=True,
        idempotent=True,
        problems=RELEASE_PROBLEMS,
        path=ID,
        example={"change_class": "content", "note": "First edition."},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        edition = publish(
            draft=get_draft(id, by=self.actor),
            expected_version=self.version,
            change_class=self.body.change_class,
            note=self.body.note,
            restores=self.body.restore,
            by=self.actor,
            at=self.at,
        )
        # The tag is the draft's: who published goes on with it.
        return Answer(EditionRecord.of(edition), version=get_draft(id, by=self.actor).version)


class DraftSchedule(WorkspaceView):
    @operation(
        id="schedule_draft",
        summary="Publish a draft at a time",
        description=(
            "Everything is checked now, and again at the time. If something is missing by then, the draft goes back to "
            "`approved`, and `schedule_failure` "
            "says why."
        ),
        roles=frozenset(RELEASERS),
        body=PublicationAtATime,
        answer=DraftShape,
        versioned=True,
        problems=RELEASE_PROBLEMS,
        path=ID,
        example={"publish_at": "2027-01-04T09:00:00Z", "change_class": "content", "note": "For the new year."},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        draft = schedule(
            draft=get_draft(id, by=self.actor),
            expected_version=self.version,
            publish_at=self.body.publish_at,
            change_class=self.body.change_class,
            note=self.body.note,
            by=self.actor,
            at=self.at,
        )
        return Answer(DraftShape.at(draft, self.at), version=draft.version)


class DraftUnschedule(WorkspaceView):
    @operation(
        id="unschedule_draft",
        summary="Call off a scheduled publication",
        description="The draft stays approved.",
        roles=frozenset(RELEASERS),
        answer=DraftShape,
        versioned=True,
        problems=(NotInThatState,),
        path=ID,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        draft = unschedule(draft=get_draft(id, by=self.actor), expected_version=self.version, by=self.actor, at=self.at)
        return Answer(DraftShape.at(draft, self.at), version=draft.version)


class DraftPreview(WorkspaceView):
    @operation(
        id="preview_draft",
        summary="Preview a draft",
        description=(
            "What the public would get if it were published now, by `Accept`: the answer of the API, the web page, or a PDF. Contacts are "
            "printed, and the edition has its number. Nothing is saved. "
            "What cannot be printed yet stays the placeholder that it is; `GET` of the draft lists it under `ready`."
        ),
        roles=ANY_MEMBER,
        query=PreviewQuery,
        answer=Detail,
        produces=(JSON, HTML, PDF),
        problems=(RenditionNotOffered, *PREVIEW_PROBLEMS),
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> HttpResponse:
        draft, media_type = get_draft(id, by=self.actor), wanted(self)
        if media_type == JSON:
            return response_of(preview_draft(draft, at=self.at), {"Content-Type": JSON})
        if media_type == HTML:
            return page_answer(draft_page(draft, at=self.at))
        name = self.params.rendition or "a4.pdf"
        return pdf_answer(draft_pdf(draft, name, at=self.at), draft.item.slug, name)
