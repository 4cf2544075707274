"""What is done with a subscription: paused, resumed, tested, given a new secret, sent everything once more."""

from __future__ import annotations

from uuid import UUID

from rest_framework.request import Request

from api.http.operations import operation
from api.http.permissions import ADMINS
from api.http.views import Answer
from api.workspace.syndication.shapes import DeliveryShape, Replay, Rotation, SubscriptionShape, SubscriptionWithSecret
from api.workspace.syndication.subscriptions import ID, PATH, SubscriptionView
from library.syndication.actions import pause, replay, resume, rotate_secret, send_test
from library.syndication.errors import NotInThisState, TestIsWaiting
from library.syndication.queries import get_subscription


class SubscriptionPause(SubscriptionView):
    @operation(
        id="pause_subscription",
        summary="Pause a subscription",
        description="Nothing is sent until you resume it, and nothing is lost: it keeps its position in the feed, and hears then of what "
        "needs somebody then.",
        roles=ADMINS,
        answer=SubscriptionShape,
        versioned=True,
        idempotent=True,
        problems=(NotInThisState,),
        path=ID,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        subscription = get_subscription(id, by=self.actor)
        return self.answer(pause(subscription=subscription, expected_version=self.version, by=self.actor, at=self.at))


class SubscriptionResume(SubscriptionView):
    @operation(
        id="resume_subscription",
        summary="Resume a subscription",
        description="One that you paused, or that was switched off after failures. Everything that happened meanwhile is sent, in order; "
        "of reminders, within the hour, those that hold then.",
        roles=ADMINS,
        answer=SubscriptionShape,
        versioned=True,
        idempotent=True,
        problems=(NotInThisState,),
        path=ID,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        subscription = get_subscription(id, by=self.actor)
        return self.answer(resume(subscription=subscription, expected_version=self.version, by=self.actor, at=self.at))


class SubscriptionRotateSecret(SubscriptionView):
    @operation(
        id="rotate_subscription_secret",
        summary="Rotate the secret of a subscription",
        description=(
            "Makes a new secret and shows it, once. Until the overlap is over, messages carry a signature by each of the two, so that "
            "your receiver can change over whenever it suits you. A secret that got into wrong hands: `overlap_hours` 0."
        ),
        roles=ADMINS,
        body=Rotation,
        answer=SubscriptionWithSecret,
        versioned=True,
        idempotent=True,
        problems=(NotInThisState,),
        path=ID,
        example={"overlap_hours": 24},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        rotated, secret = rotate_secret(
            subscription=get_subscription(id, by=self.actor),
            overlap=self.body.overlap,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return self.answer_with_secret(rotated, secret, 200)


class SubscriptionRedeliver(SubscriptionView):
    @operation(
        id="redeliver_since",
        summary="Send everything since a position once more",
        description=(
            "Moves the subscription back in the feed. What it wishes to hear of comes again, in order and under the same `webhook-id`s, "
            "so that a receiver that remembers them does nothing twice. Reminders are not in the feed: what needs somebody now stands in "
            "`/v1/workspace/duties`."
        ),
        roles=ADMINS,
        body=Replay,
        answer=SubscriptionShape,
        versioned=True,
        idempotent=True,
        problems=(NotInThisState,),
        path=ID,
        example={"after": 0},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        moved = replay(
            subscription=get_subscription(id, by=self.actor),
            after=self.body.after,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return self.answer(moved)


class SubscriptionTest(SubscriptionView):
    @operation(
        id="test_subscription",
        summary="Test a subscription",
        description=(
            "Sends one message of type `subscription.test`, once, also while the subscription is paused or switched off. What came of it "
            "stands at the address in `Location` a moment later."
        ),
        roles=ADMINS,
        answer=DeliveryShape,
        status=201,
        idempotent=True,
        problems=(NotInThisState, TestIsWaiting),
        path=ID,
    )
    def post(self, request: Request, id: UUID) -> Answer:
        delivery = send_test(subscription=get_subscription(id, by=self.actor), by=self.actor, at=self.at)
        return Answer(DeliveryShape.of(delivery), 201, path=f"{PATH}/{id}/deliveries/{delivery.pk}")
