"""The steps of an adaptation: checked, looked at, handed to a colleague, published by a second person, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field
from rest_framework.request import Request

from api.http.fields import not_blank
from api.http.findings import FindingShape
from api.http.operations import operation
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body, PlainText, Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.leaflets import examples
from api.workspace.leaflets.adaptation_shapes import AdaptationShape
from api.workspace.leaflets.answers import ID, answer
from library.catalogue.models import Item
from library.documents.vocabulary import ItemKind
from library.editions.actions.standing import NotInThatStanding
from library.editions.review_status import uk_day
from library.editions.successors import find_successor
from library.leaflets.actions import publish_adaptation, recall, submit, withdraw_adaptation
from library.leaflets.actions.writing import AdaptationNotReady
from library.leaflets.checks import findings
from library.leaflets.queries import get_adaptation
from library.leaflets.workflow import APPROVERS, WRITERS, NotInThatAdaptationState, OwnWork
from library.quality.findings import is_ready

Sentence = Annotated[PlainText, AfterValidator(not_blank), Field(min_length=1, max_length=500)]


class ChecksShape(Shape):
    """Everything that was found, at once."""

    ready: bool = Field(description="Nothing keeps it from being published.")
    items: list[FindingShape]


class AdaptationRelease(Body):
    """What the history will say of the edition."""

    note: Sentence = Field(description="What changed, for readers of the history.")
    lived_experience_on: date | None = Field(
        None,
        description=(
            "The day on which people with lived experience signed your changes off, if they did. Then your version may "
            "still call itself co-produced."
        ),
    )
    restore: bool = Field(
        False, description="Whether a withdrawn one comes back with this text: what was withdrawn is live at no moment."
    )


class AdaptationSuccessor(Body):
    """A published item by its address."""

    kind: ItemKind
    slug: Annotated[str, Field(max_length=100)]


class AdaptationWithdrawal(Body):
    """Why it is taken back."""

    reason: Item.WithdrawalReason = Field(description="A code: the feed carries it, and never words.")
    explanation: Sentence = Field(description="One sentence for the public.")
    successor: AdaptationSuccessor | None = Field(None, description="What to read instead.")


class AdaptationChecks(WorkspaceView):
    @operation(
        id="check_adaptation",
        summary="Check an adaptation",
        description=(
            "What is missing, what does not fit or contradicts itself, what is out of date, and whether the template has "
            "something new: all of it at once. Only `block` keeps it from being published."
        ),
        roles=ANY_MEMBER,
        answer=ChecksShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        found = findings(get_adaptation(id, by=self.actor), on=uk_day(self.at))
        return Answer(ChecksShape(ready=is_ready(found), items=[FindingShape.of(one) for one in found]))


class AdaptationSubmit(WorkspaceView):
    @operation(
        id="submit_adaptation",
        summary="Hand an adaptation to a colleague",
        description="Asks for approval. Refused with everything that `/checks` blocks on.",
        roles=frozenset(WRITERS),
        answer=AdaptationShape,
        versioned=True,
        problems=(NotInThatAdaptationState, AdaptationNotReady),
        path=ID,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        submit(adaptation=get_adaptation(id, by=self.actor), expected_version=self.version, by=self.actor, at=self.at)
        return answer(id, self.actor)


class AdaptationRecall(WorkspaceView):
    @operation(
        id="recall_adaptation",
        summary="Take an adaptation back from approval",
        description="By its writer, or by the colleague who sends it back. Nothing in it changes.",
        roles=frozenset({*WRITERS, *APPROVERS}),
        answer=AdaptationShape,
        versioned=True,
        problems=(NotInThatAdaptationState,),
        path=ID,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        recall(adaptation=get_adaptation(id, by=self.actor), expected_version=self.version, by=self.actor, at=self.at)
        return answer(id, self.actor)


class AdaptationPublish(WorkspaceView):
    @operation(
        id="publish_adaptation",
        summary="Publish an adaptation",
        description=(
            "Approves what a colleague has handed in, and publishes it: whoever wrote in it can't. The template's sign-offs "
            "hold for what is unchanged. Everything is checked once more, and sections that are shown as the template has "
            "them come from its newest safety edition."
        ),
        roles=frozenset(APPROVERS),
        body=AdaptationRelease,
        answer=AdaptationShape,
        versioned=True,
        idempotent=True,
        problems=(NotInThatAdaptationState, OwnWork, AdaptationNotReady, NotInThatStanding),
        path=ID,
        example={"note": "First edition for Norfolk and Suffolk."},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        publish_adaptation(
            adaptation=get_adaptation(id, by=self.actor),
            note=self.body.note,
            lived_experience_on=self.body.lived_experience_on,
            restores=self.body.restore,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return answer(id, self.actor)


class AdaptationWithdraw(WorkspaceView):
    @operation(
        id="withdraw_adaptation",
        summary="Withdraw an adaptation",
        description=(
            "Takes it back at once: lists and searches no longer find it, readers of its place get the original, and its "
            "areas are free for others."
        ),
        roles=frozenset(APPROVERS),
        body=AdaptationWithdrawal,
        answer=AdaptationShape,
        versioned=True,
        problems=(NotInThatStanding,),
        path=ID,
        example=examples.WITHDRAWAL,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        wanted = self.body
        adaptation = get_adaptation(id, by=self.actor)
        successor = wanted.successor
        withdraw_adaptation(
            adaptation=adaptation,
            reason=wanted.reason,
            explanation=wanted.explanation,
            successor=find_successor(kind=successor.kind, slug=successor.slug) if successor else None,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return answer(id, self.actor)
