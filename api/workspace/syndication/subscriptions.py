"""Subscriptions of the caller's organisation: addresses of its own that are told what changes, and what needs somebody there."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ADMINS, ANY_MEMBER
from api.http.views import Answer, WorkspaceView
from api.workspace.syndication.examples import NEW, SAVED
from api.workspace.syndication.shapes import (
    NewSubscription,
    SubscriptionList,
    SubscriptionShape,
    SubscriptionToSave,
    SubscriptionWithSecret,
)
from library.syndication.actions import change_subscription, end_subscription, subscribe
from library.syndication.errors import AddressNotAllowed, NotInThisState, TooManySubscriptions
from library.syndication.models import Subscription
from library.syndication.queries import get_subscription, visible_subscriptions

PATH = "/v1/workspace/subscriptions"
ID = {"id": "The subscription's id."}


class SubscriptionsQuery(Paged):
    state: Subscription.State | None = Field(None, description="Only in this state.")


class SubscriptionView(WorkspaceView):
    """What all that is about one subscription shares."""

    def shown(self, id: UUID) -> SubscriptionShape:
        return SubscriptionShape.of(get_subscription(id, by=self.actor), self.actor)

    def answer(self, subscription: Subscription) -> Answer:
        return Answer(self.shown(subscription.pk), version=subscription.version)

    def answer_with_secret(self, subscription: Subscription, secret: str, status: int, path: str = "") -> Answer:
        """The secret is shown this once: a repeat is not told it."""
        row = get_subscription(subscription.pk, by=self.actor)
        told, kept = (SubscriptionWithSecret.of_new(row, self.actor, each) for each in (secret, None))
        return Answer(told, status, version=subscription.version, path=path, kept=kept)


class Subscriptions(SubscriptionView):
    @operation(
        id="list_subscriptions",
        summary="List subscriptions",
        description="The webhooks of your organisation, newest first, and how it goes with them.",
        roles=ANY_MEMBER,
        query=SubscriptionsQuery,
        answer=SubscriptionList,
        paged=True,
        example={"state": "active"},
    )
    def get(self, request: Request) -> Answer:
        rows = visible_subscriptions(self.actor)
        rows = rows.filter(state=self.params.state) if self.params.state else rows
        found, following = newest_first(rows, self.params, PATH)
        shapes = [SubscriptionShape.of(row, self.actor) for row in found]
        headers = {"Link": link_header(PATH, self.params, following)}
        return Answer(SubscriptionList(items=shapes, next=following), headers=headers)

    @operation(
        id="subscribe",
        summary="Subscribe",
        description=(
            "From now on, or from a position in the feed on, each public event is sent to your address as a webhook (Standard Webhooks): "
            "signed, in order for each item, again and again over three days until you answer 2xx. Messages are thin: they say what "
            "happened, and you read the rest from the public API. With `reminders` your system hears, too, of what needs somebody of your "
            "organisation, as people do by letter. The answer shows the secret that signs them, once. "
            "`webhooks` in this document describes what arrives; the guide `webhooks` shows how to check it."
        ),
        roles=ADMINS,
        body=NewSubscription,
        answer=SubscriptionWithSecret,
        status=201,
        idempotent=True,
        problems=(AddressNotAllowed, TooManySubscriptions),
        example=NEW,
    )
    def post(self, request: Request) -> Answer:
        made, secret = subscribe(
            url=self.body.url,
            description=self.body.description,
            wish=self.body.wish(),
            after=self.body.after,
            by=self.actor,
            at=self.at,
        )
        return self.answer_with_secret(made, secret, 201, f"{PATH}/{made.pk}")


class SubscriptionDetail(SubscriptionView):
    @operation(
        id="get_subscription",
        summary="See a subscription",
        description="How it stands, and the `ETag` that changes need.",
        roles=ANY_MEMBER,
        answer=SubscriptionShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        shape = self.shown(id)
        return Answer(shape, version=shape.version)

    @operation(
        id="save_subscription",
        summary="Save a subscription",
        description="Sets all of it. What waits already goes to the new address; wishes hold from the next event on. The secret stays.",
        roles=ADMINS,
        body=SubscriptionToSave,
        answer=SubscriptionShape,
        versioned=True,
        problems=(AddressNotAllowed, NotInThisState),
        path=ID,
        example=SAVED,
    )
    def put(self, request: Request, id: UUID) -> Answer:
        saved = change_subscription(
            subscription=get_subscription(id, by=self.actor),
            url=self.body.url,
            description=self.body.description,
            wish=self.body.wish(),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return self.answer(saved)

    @operation(
        id="end_subscription",
        summary="End a subscription",
        description="For good. Its deliveries can be read for another 30 days, as can others'.",
        roles=ADMINS,
        status=204,
        versioned=True,
        problems=(NotInThisState,),
        path=ID,
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        subscription = get_subscription(id, by=self.actor)
        end_subscription(subscription=subscription, expected_version=self.version, by=self.actor, at=self.at)
        return Answer(status=204)
