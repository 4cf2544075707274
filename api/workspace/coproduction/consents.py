"""Consent: what people agreed to, its wording, and its withdrawal with the proof of it."""

from __future__ import annotations

from uuid import UUID

from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.views import Answer, WorkspaceView
from api.workspace.coproduction import examples
from api.workspace.coproduction.testimonial_shapes import (
    ConsentList,
    ConsentShape,
    IdentityOrder,
    LinkIssued,
    LinkOrder,
    NewConsent,
    NewWording,
    PersonShape,
    ProofShape,
    WordingList,
    WordingShape,
    consents_of,
)
from api.workspace.coproduction.testimonials import ID, KEEPERS, PATH
from library.coproduction.actions import add_wording, read_identity
from library.coproduction.errors import ConsentNotInformed, NoAddress, TestimonialWithdrawn
from library.coproduction.testimonials import get_testimonial, visible_wordings
from library.coproduction.tombstones import TombstoneNotWritten
from library.editions.actions import issue_consent_link, record_consent, withdraw_consent
from library.editions.proofs import proof_of

WORDINGS = "/v1/workspace/consent-wordings"


class TestimonialConsents(WorkspaceView):
    @operation(
        id="list_consents",
        summary="List what was agreed",
        description="Every agreement about a testimonial, ended ones too, in their order.",
        roles=KEEPERS,
        answer=ConsentList,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return Answer(consents_of(get_testimonial(id, by=self.actor).consents.all(), self.at))

    @operation(
        id="record_consent",
        summary="Record a consent",
        description=(
            "What somebody agreed to: which organisations may show their words, for what, where, with which name, until when. Texts "
            "that name the quote show it from this moment on, as far as it goes. With `replaces`, another agreement ends. Nothing "
            "is changed later: people agree anew."
        ),
        roles=KEEPERS,
        body=NewConsent,
        answer=ConsentShape,
        status=201,
        versioned=True,
        idempotent=True,
        problems=(TestimonialWithdrawn, ConsentNotInformed),
        path=ID,
        example=examples.NEW_CONSENT,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        testimonial = get_testimonial(id, by=self.actor)
        made = record_consent(
            testimonial=testimonial,
            agreement=self.body.agreement(),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        shape = ConsentShape.of(made, self.at)
        return Answer(shape, 201, version=self.version + 1, path=f"{PATH}/{id}/consents", kept=shape.to_keep())


class TestimonialWithdraw(WorkspaceView):
    @operation(
        id="withdraw_consent",
        summary="Withdraw consent",
        description=(
            "For somebody who asks you to: at any time, no reason is needed, and no version is asked for, so that nothing stands in "
            "the way. The words are gone for good, from every text, file and copy of this library, before you get the answer, "
            "which is the proof of it. People can do it themselves by their personal link."
        ),
        roles=KEEPERS,
        answer=ProofShape,
        idempotent=True,
        problems=(TombstoneNotWritten,),
        path=ID,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        testimonial = get_testimonial(id, by=self.actor)
        withdraw_consent(testimonial=testimonial, by=self.actor, at=self.at)
        return Answer(ProofShape.of(proof_of(get_testimonial(id, by=self.actor))))


class TestimonialProof(WorkspaceView):
    @operation(
        id="get_consent_proof",
        summary="See where a quote is, or was",
        description=(
            "Every edition that names it, and after a withdrawal: when each place was cleared and stood anew, which partners were told and "
            "which have confirmed, and what can't be called back."
        ),
        roles=KEEPERS,
        answer=ProofShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return Answer(ProofShape.of(proof_of(get_testimonial(id, by=self.actor))))


class TestimonialLink(WorkspaceView):
    @operation(
        id="issue_consent_link",
        summary="Give somebody their personal link",
        description=(
            "By which they see what they said, where it is shown and until when, and take it back in one step. A new link ends "
            "the one before."
        ),
        roles=KEEPERS,
        body=LinkOrder,
        answer=LinkIssued,
        idempotent=True,
        problems=(TestimonialWithdrawn, NoAddress),
        path=ID,
        example={"how": "paper"},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        issued = issue_consent_link(
            testimonial=get_testimonial(id, by=self.actor),
            on_paper=self.body.how == "paper",
            by=self.actor,
            at=self.at,
        )
        shape = LinkIssued(how=self.body.how, **vars(issued))
        return Answer(shape, kept=shape.model_copy(update={"address": None}))


class TestimonialIdentity(WorkspaceView):
    @operation(
        id="read_identity",
        summary="Read who somebody is",
        description="Name and addresses of the person whose words these are. The reading is written down, with your reason.",
        roles=KEEPERS,
        body=IdentityOrder,
        answer=PersonShape,
        path=ID,
        example={"why": "To ask whether they still agree."},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        testimonial = get_testimonial(id, by=self.actor)
        known = read_identity(testimonial=testimonial, why=self.body.why, by=self.actor, at=self.at)
        return Answer(PersonShape.of(known))


class ConsentWordings(WorkspaceView):
    @operation(
        id="list_consent_wordings",
        summary="List consent wordings",
        description="What your organisation shows people when they agree, newest first.",
        roles=KEEPERS,
        query=Paged,
        answer=WordingList,
        paged=True,
    )
    def get(self, request: Request) -> Answer:
        rows, following = newest_first(visible_wordings(self.actor), self.params, WORDINGS)
        headers = {"Link": link_header(WORDINGS, self.params, following)}
        return Answer(WordingList(items=[WordingShape.of(row) for row in rows], next=following), headers=headers)

    @operation(
        id="add_consent_wording",
        summary="Add a consent wording",
        description="The next version. It never changes, so that what somebody agreed to can always be shown.",
        roles=KEEPERS,
        body=NewWording,
        answer=WordingShape,
        idempotent=True,
        example=examples.NEW_WORDING,
    )
    def post(self, request: Request) -> Answer:
        made = add_wording(text=self.body.text, language=self.body.language, by=self.actor, at=self.at)
        return Answer(WordingShape.of(made))
