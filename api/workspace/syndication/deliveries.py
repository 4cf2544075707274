"""Deliveries of a subscription, with every attempt."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ADMINS, ANY_MEMBER
from api.http.views import Answer, WorkspaceView
from api.workspace.syndication.shapes import DeliveryList, DeliveryShape
from api.workspace.syndication.subscriptions import ID, PATH
from library.syndication.actions import redeliver
from library.syndication.errors import NotInThisState
from library.syndication.models import Delivery
from library.syndication.queries import get_delivery, get_subscription, visible_deliveries

DELIVERY = {**ID, "delivery": "The delivery's id."}


class DeliveriesQuery(Paged):
    state: Delivery.State | None = Field(None, description="Only in this state.")


class Deliveries(WorkspaceView):
    @operation(
        id="list_deliveries",
        summary="List deliveries",
        description="What was sent, newest first, with every attempt: kept for 30 days after it arrived or was given up, or for "
        "good where it told of a withdrawn quote.",
        roles=ANY_MEMBER,
        query=DeliveriesQuery,
        answer=DeliveryList,
        paged=True,
        path=ID,
        example={"state": "given_up"},
    )
    def get(self, request: Request, id: UUID) -> Answer:
        subscription = get_subscription(id, by=self.actor)
        path = f"{PATH}/{subscription.pk}/deliveries"
        rows = visible_deliveries(self.actor, subscription=subscription.pk, state=self.params.state)
        found, following = newest_first(rows, self.params, path)
        headers = {"Link": link_header(path, self.params, following)}
        return Answer(DeliveryList(items=[DeliveryShape.of(row) for row in found], next=following), headers=headers)


class DeliveryDetail(WorkspaceView):
    @operation(
        id="get_delivery",
        summary="See a delivery",
        description="An event or a reminder on its way to you: where it stands, and every attempt.",
        roles=ANY_MEMBER,
        answer=DeliveryShape,
        path=DELIVERY,
    )
    def get(self, request: Request, id: UUID, delivery: UUID) -> Answer:
        subscription = get_subscription(id, by=self.actor)
        return Answer(DeliveryShape.of(get_delivery(delivery, of=subscription, by=self.actor)))


class DeliveryRedeliver(WorkspaceView):
    @operation(
        id="redeliver",
        summary="Send a message once more",
        description=(
            "The same message under the same `webhook-id`, with all of its attempts before it. Later events of the same item wait until it "
            "has arrived. A reminder goes out within the hour, if it still holds. A test can't be sent again: ask for another."
        ),
        roles=ADMINS,
        answer=DeliveryShape,
        idempotent=True,
        problems=(NotInThisState,),
        path=DELIVERY,
    )
    def post(self, request: Request, id: UUID, delivery: UUID) -> Answer:
        subscription = get_subscription(id, by=self.actor)
        found = get_delivery(delivery, of=subscription, by=self.actor)
        redeliver(delivery=found, by=self.actor, at=self.at)
        return Answer(DeliveryShape.of(get_delivery(delivery, of=subscription, by=self.actor)))
