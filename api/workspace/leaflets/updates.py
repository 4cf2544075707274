"""What the template has brought since, and what is decided about it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body
from api.http.views import Answer, WorkspaceView
from api.workspace.leaflets import examples
from api.workspace.leaflets.adaptation_shapes import AdaptationShape
from api.workspace.leaflets.answers import ID, answer
from api.workspace.leaflets.fields import Reason
from api.workspace.leaflets.offer_shapes import Decisions, OfferShape
from library.leaflets.actions import acknowledge_safety, decline_update, take_update
from library.leaflets.actions.updates import NothingToAcknowledge, NotTheNewestEdition
from library.leaflets.decisions import NothingToUpdate, SafetyCannotBeDeclined
from library.leaflets.overviews import offered_to
from library.leaflets.queries import get_adaptation
from library.leaflets.workflow import WRITERS, NotInThatAdaptationState

REFUSALS = (NotInThatAdaptationState, NotTheNewestEdition, NothingToUpdate, SafetyCannotBeDeclined)


class Decline(Body):
    """An edition that is not wanted."""

    to_edition: int = Field(ge=1, description="The edition that the offer was for.")
    reason: Reason = Field(description="Why. It is kept with the adaptation.")


class Acknowledgement(Body):
    """That a safety change was seen, and is not taken over yet."""

    reason: Reason = Field(description="Why. The authors of the template read it.")
    deadline: date = Field(description="Until when you will have taken it over; a day to come.")


class AdaptationUpdate(WorkspaceView):
    @operation(
        id="get_update_offer",
        summary="See what the template has brought since",
        description=(
            "Section by section: what you started from, what they have now, what you have, and a merge of the two in which "
            "no sentence is lost. Where both changed the same words you decide. Nothing is changed by looking."
        ),
        roles=ANY_MEMBER,
        answer=OfferShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        adaptation = get_adaptation(id, by=self.actor)
        offered = offered_to(adaptation)
        return Answer(OfferShape.of(offered.offer, offered.change_class), version=adaptation.version)

    @operation(
        id="take_update",
        summary="Take the update over",
        description=(
            "Takes everything that is safe, and decides section by section what you name: an empty `sections` takes all "
            "safe changes in one call. A conflict that you do not name stays as you have it, and open. The adaptation goes "
            "back to `draft`; publish it when you are content. Words of yours that a decision takes out are kept on record."
        ),
        roles=frozenset(WRITERS),
        body=Decisions,
        answer=AdaptationShape,
        versioned=True,
        problems=REFUSALS,
        path=ID,
        example=examples.DECISIONS,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        take_update(
            adaptation=get_adaptation(id, by=self.actor),
            to_edition=self.body.to_edition,
            decisions=self.body.to_decisions(),
            reason=self.body.reason,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return answer(id, self.actor)

    @operation(
        id="decline_update",
        summary="Decline the update",
        description=(
            "Leaves everything as it is, for this edition; the next one is offered again, whole. Send the reason in the "
            "body. A change for the safety of readers can't be declined."
        ),
        roles=frozenset(WRITERS),
        body=Decline,
        answer=AdaptationShape,
        versioned=True,
        problems=REFUSALS,
        path=ID,
        example=examples.DECLINE,
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        decline_update(
            adaptation=get_adaptation(id, by=self.actor),
            to_edition=self.body.to_edition,
            reason=self.body.reason,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return answer(id, self.actor)


class AdaptationAcknowledge(WorkspaceView):
    @operation(
        id="acknowledge_safety_update",
        summary="Acknowledge a safety change",
        description=(
            "Where your own words stand in the way of a change for the safety of readers: say why they still stand, and "
            "until when. Readers go on seeing that your version is behind; the authors see your reason."
        ),
        roles=frozenset(WRITERS),
        body=Acknowledgement,
        answer=AdaptationShape,
        versioned=True,
        problems=(NotInThatAdaptationState, NothingToAcknowledge),
        path=ID,
        example=examples.ACKNOWLEDGEMENT,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        acknowledge_safety(
            adaptation=get_adaptation(id, by=self.actor),
            reason=self.body.reason,
            deadline=self.body.deadline,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return answer(id, self.actor)
