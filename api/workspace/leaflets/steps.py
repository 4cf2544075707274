"""The steps of an adaptation: checked, looked at, handed to a colleague, published by a second person, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body, PlainText, Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.leaflets import examples
from api.workspace.leaflets.adaptation_shapes import AdaptationShape
from api.workspace.leaflets.answers import ID, answer
from api.workspace.leaflets.fields import not_blank
from library.catalogue.models import Item
from library.documents.vocabulary import ItemKind
from library.editions.actions.standing import NotInThatStanding
from library.editions.review_status import uk_day
from library.editions.successors import find_successor
from library.leaflets.actions import publish_adaptation, recall, submit, withdraw_adaptation
from library.leaflets.actions.writing import AdaptationNotReady
from library.leaflets.checks import Finding, findings
from library.leaflets.queries import get_adaptation
from library.leaflets.workflow import APPROVERS, WRITERS, NotInThatAdaptationState, OwnWork

Sentence = Annotated[PlainText, AfterValidator(not_blank), Field(min_length=1, max_length=500)]


class FindingShape(Shape):
    """Something to look at."""

    rule: str
    severity: str = Field(
        description="`block`: it can't be published so. `warn`: look at it. `advise`: it could be better."
    )
    pointer: str = Field(
        description="Where: `/details/<key>`, `/sections/<id>`, `/areas/<number>`, `/next_review_due`, or empty for the whole."
    )
    span: list[int] | None = Field(description="First character and the one after the last, in the text at `pointer`.")
    excerpt: str | None
    message: str
    suggestion: str | None
    source: str | None = Field(description="Where the rule comes from.")

    @classmethod
    def of(cls, one: Finding) -> FindingShape:
        return cls(
            rule=one.rule,
            severity=one.severity,
            pointer=one.pointer,
            span=None,
            excerpt=None,
            message=one.message,
            suggestion=None,
            source=None,
        )


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
        ready = not any(one.severity == "block" for one in found)
        return Answer(ChecksShape(ready=ready, items=[FindingShape.of(one) for one in found]))


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
