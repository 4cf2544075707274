"""Testimonials: what people said, in words that they approved."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.requests import TrueOrFalse
from api.http.views import Answer, WorkspaceView
from api.workspace.coproduction import examples
from api.workspace.coproduction.testimonial_shapes import (
    Approval,
    NewTestimonial,
    OtherWords,
    TestimonialList,
    TestimonialRecord,
)
from library.accounts.roles import Role
from library.coproduction.actions import add_testimonial
from library.coproduction.errors import TestimonialWithdrawn, WordsNotApproved
from library.coproduction.testimonials import get_testimonial, visible_testimonials
from library.editions.actions import approve_words, change_words

PATH = "/v1/workspace/testimonials"
ID = {"id": "The testimonial's id."}
KEEPERS = frozenset({Role.CURATOR})
"""Curators alone: these are other people's words about their illness."""


class TestimonialsQuery(Paged):
    withdrawn: TrueOrFalse | None = Field(None, description="Those that were taken back, or those that were not.")


class TestimonialView(WorkspaceView):
    """Answers with a testimonial as it is after a step."""

    def shown(self, id: UUID, status: int = 200, path: str = "") -> Answer:
        shape = TestimonialRecord.of(get_testimonial(id, by=self.actor), self.at)
        return Answer(shape, status, version=shape.version, path=path, kept=shape.to_keep())


class Testimonials(TestimonialView):
    @operation(
        id="list_testimonials",
        summary="List testimonials",
        description="What people told your organisation, with what they agreed to, newest first. Not who they are.",
        roles=KEEPERS,
        query=TestimonialsQuery,
        answer=TestimonialList,
        paged=True,
        example={"page_size": 10},
    )
    def get(self, request: Request) -> Answer:
        rows = visible_testimonials(self.actor)
        if self.params.withdrawn is not None:
            rows = rows.filter(withdrawn_at__isnull=not self.params.withdrawn)
        page, following = newest_first(rows, self.params, PATH)
        headers = {"Link": link_header(PATH, self.params, following)}
        items = [TestimonialRecord.of(row, self.at) for row in page]
        return Answer(TestimonialList(items=items, next=following), headers=headers)

    @operation(
        id="add_testimonial",
        summary="Add a testimonial",
        description=(
            "Words that somebody gave you, and who it is, which is kept apart. Nothing shows them before the person has approved them "
            "(`/approve`) and a consent is on record (`/consents`)."
        ),
        roles=KEEPERS,
        body=NewTestimonial,
        answer=TestimonialRecord,
        status=201,
        idempotent=True,
        example=examples.NEW_TESTIMONIAL,
    )
    def post(self, request: Request) -> Answer:
        made = add_testimonial(**self.body.facts(), by=self.actor, at=self.at)
        return self.shown(made.pk, 201, f"{PATH}/{made.pk}")


class TestimonialDetail(TestimonialView):
    @operation(
        id="get_testimonial",
        summary="See a testimonial",
        description="With what was agreed, and the `ETag` that steps need.",
        roles=KEEPERS,
        answer=TestimonialRecord,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return self.shown(id)

    @operation(
        id="change_testimonial",
        summary="Change the words",
        description="As the person wants them. Nothing shows the quote until they have approved the new words.",
        roles=KEEPERS,
        body=OtherWords,
        answer=TestimonialRecord,
        versioned=True,
        problems=(TestimonialWithdrawn,),
        path=ID,
        example={"words": "It helped me to talk to somebody who had been there."},
    )
    def patch(self, request: Request, id: UUID) -> Answer:
        change_words(
            testimonial=get_testimonial(id, by=self.actor),
            words=self.body.words,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return self.shown(id)


class TestimonialApprove(TestimonialView):
    @operation(
        id="approve_testimonial",
        summary="Record that the person approved the words",
        description="Its owner has seen the words in their final form. The hash says that these and no others were shown.",
        roles=KEEPERS,
        body=Approval,
        answer=TestimonialRecord,
        versioned=True,
        idempotent=True,
        problems=(TestimonialWithdrawn, WordsNotApproved),
        path=ID,
        example={"words_sha256": "0" * 64},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        approve_words(
            testimonial=get_testimonial(id, by=self.actor),
            words_sha256=self.body.words_sha256,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return self.shown(id)
