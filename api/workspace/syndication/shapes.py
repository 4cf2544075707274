"""What the endpoints for subscriptions take and answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from api.http.requests import Body, PlainText, Shape, described
from library.accounts.actors import Actor
from library.catalogue.addresses import COLLECTIONS
from library.history.actions import PUBLIC_TYPES
from library.ids import SLUG_MAX_LENGTH, SLUG_PATTERN
from library.syndication import signing
from library.syndication.addresses import MAX_LENGTH
from library.syndication.keepers import KEEPERS
from library.syndication.messages import subject_of, type_of
from library.syndication.models import Attempt, Delivery, Secret
from library.syndication.wants import Wish, patterns_of

TYPES = f"Types of events, families of them, or `*` for all that there will ever be: {described(patterns_of(PUBLIC_TYPES))}."
STATES = "`active`; `paused` by its organisation; `quarantined`: switched off after days of failures; `ended` for good."
PROBLEMS = (
    "Empty when it arrived. `refused`: a status other than 2xx; `redirect`: 3xx, which is never followed; `too-slow`: no whole answer "
    "within 10 seconds; `no-answer`, `broken-answer`, `tls`, `name-unknown`: as they say; `address-refused`: the name leads to an "
    "address that nothing is sent to; `secret-unusable`: rotate the secret."
)
Slug = Annotated[str, Field(max_length=SLUG_MAX_LENGTH, pattern=SLUG_PATTERN)]
Position = Annotated[int, Field(ge=0, le=2**53)]


class SubscriptionToSave(Body):
    """A subscription, whole: what is left out is as for a new one."""

    url: Annotated[PlainText, Field(min_length=1, max_length=MAX_LENGTH)] = Field(
        description="Where messages are sent: an https address on port 443 or 8443 that leads to the public internet."
    )
    description: Annotated[PlainText, Field(max_length=200)] = Field("", description="So that your colleagues know it.")
    event_types: list[Annotated[str, Field(max_length=60)]] = Field(
        ["*"], max_length=50, description=f"{TYPES} Empty only with `reminders`: then you hear of no event."
    )
    kinds: list[Annotated[str, Field(max_length=20)]] = Field(
        [], max_length=10, description=f"Only items of these kinds ({described(COLLECTIONS)}); empty for all."
    )
    topics: list[Slug] = Field(
        [],
        max_length=50,
        description="Only items under one of these topics; empty for all. Withdrawals and redirections come whatever the topic is.",
    )
    publishers: list[Slug] = Field(
        [],
        max_length=50,
        description="Only items of these organisations, by code; empty for all. Withdrawals and redirections come from all.",
    )

    reminders: bool = Field(
        False,
        description="Whether to send reminders, too: what needs somebody of your organisation (`/v1/workspace/duties`), when it comes "
        "up, is overdue and is escalated. They are not public, so no type of event covers them, `*` neither.",
    )

    def wish(self) -> Wish:
        return Wish(self.event_types, self.kinds, self.topics, self.publishers, self.reminders)


class NewSubscription(SubscriptionToSave):
    """An address of yours that is told what changes."""

    after: Position | None = Field(
        None,
        description="A position in the feed, such as that of your copy: everything after it is sent. Left out: what comes from now on.",
    )


class Rotation(Body):
    """A new secret takes the place of the present one."""

    overlap_hours: Annotated[int, Field(ge=0, le=168)] = Field(
        24, description="So long everything is signed with the old secret as well; 0 ends it at once."
    )

    @property
    def overlap(self) -> timedelta:
        return timedelta(hours=self.overlap_hours)


class Replay(Body):
    """Everything once more."""

    after: Position = Field(description="The position after which it begins.")


class SecretShape(Shape):
    """A secret without the secret."""

    fingerprint: str = Field(description="Tells the secrets apart.")
    made_at: datetime
    ends_at: datetime | None = Field(
        description="Until when messages are signed with it too; null for the present one."
    )

    @classmethod
    def of(cls, secret: Secret) -> SecretShape:
        return cls(fingerprint=secret.fingerprint, made_at=secret.made_at, ends_at=secret.ends_at)


class SubscriptionShape(Shape):
    """A subscription of your organisation."""

    id: UUID
    url: str = Field(
        description="Without its query, unless you are an administrator: it may hold a secret of your receiver."
    )
    description: str
    event_types: list[str]
    kinds: list[str]
    topics: list[str]
    publishers: list[str]
    reminders: bool = Field(description="Whether it is sent what needs somebody of your organisation.")
    state: str = Field(description=STATES)
    end_reason: str | None = Field(description="`owner`, or `gone`: the receiver answered 410.")
    position: int = Field(description="The last position of the feed that was looked at for it.")
    waiting: int = Field(description="Deliveries that are ready and have not arrived yet.")
    failures: int = Field(description="Attempts that failed since the last one that did not.")
    failing_since: datetime | None
    resting_until: datetime | None = Field(description="Nothing is sent before this, because the last attempts failed.")
    delivered_at: datetime | None = Field(description="When something last arrived.")
    secrets: list[SecretShape]
    created_at: datetime
    ended_at: datetime | None
    version: int

    @classmethod
    def of(cls, row: Any, by: Actor) -> SubscriptionShape:
        """`row` is a subscription as `visible_subscriptions` gives it."""
        return cls(**_facts(row, by))


class SubscriptionWithSecret(SubscriptionShape):
    """A subscription and its new secret, which is shown this once."""

    secret: str | None = Field(
        description="`whsec_` and base64; null in the answer to a repeat with the same `Idempotency-Key`: then rotate it."
    )

    @classmethod
    def of_new(cls, row: Any, by: Actor, secret: str | None) -> SubscriptionWithSecret:
        return cls(**_facts(row, by), secret=secret)


class SubscriptionList(Shape):
    items: list[SubscriptionShape]
    next: str | None


class AttemptShape(Shape):
    """One request. Of the answer, nothing but its status and its size is kept."""

    at: datetime
    status: int | None = Field(description="Null when there was no answer.")
    milliseconds: int
    size: int = Field(description="Bytes of the answer's body that were read, at most 65,536.")
    problem: str = Field(description=PROBLEMS)

    @classmethod
    def of(cls, row: Attempt) -> AttemptShape:
        return cls(at=row.at, status=row.status, milliseconds=row.milliseconds, size=row.size, problem=row.problem)


class DeliveryShape(Shape):
    """An event or a reminder on its way to you, with every attempt."""

    id: UUID
    webhook_id: str = Field(description="The header `webhook-id`: the same for every attempt.")
    position: int | None = Field(description="Of the event in the feed; null for a reminder and a test.")
    type: str
    subject: str | None = Field(
        description="Kind and slug of what the event is about; of a reminder, kind and id. Null for a test."
    )
    state: Literal["waiting", "delivered", "given_up", "not_needed"] = Field(
        description="`not_needed`: what a reminder told of was seen to, or became more urgent, before it arrived."
    )
    due_at: datetime | None = Field(
        description="When it is tried next, if its address is not resting then, and a reminder still holds; null when nothing waits."
    )
    attempts: list[AttemptShape]
    created_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, row: Delivery) -> DeliveryShape:
        return cls(
            id=row.pk,
            webhook_id=signing.message_id(row.subscription_id, row.told_of),
            position=row.position,
            type=type_of(row),
            subject=subject_of(row),
            state=row.state,
            due_at=row.due_at if row.state == Delivery.State.WAITING else None,
            attempts=[AttemptShape.of(each) for each in sorted(row.attempts.all(), key=lambda each: each.pk)],
            created_at=row.created_at,
            finished_at=row.finished_at,
        )


class DeliveryList(Shape):
    items: list[DeliveryShape]
    next: str | None


def _facts(row: Any, by: Actor) -> dict[str, Any]:
    plain = ("description", "event_types", "kinds", "topics", "publishers", "reminders")
    standing = ("state", "position", "waiting", "failures")
    times = ("failing_since", "resting_until", "delivered_at", "created_at", "ended_at")
    return {
        "id": row.pk,
        "url": row.url if by.has_role(*KEEPERS) else row.url.partition("?")[0],
        **{name: getattr(row, name) for name in (*plain, *standing, *times, "version")},
        "end_reason": row.end_reason or None,
        "secrets": [SecretShape.of(each) for each in sorted(row.secrets.all(), key=lambda each: each.pk, reverse=True)],
    }
