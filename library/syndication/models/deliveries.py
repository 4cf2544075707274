"""What is to be told to whom, and every attempt to do so."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from library.history.models import Event
from library.ids import new_id
from library.syndication.models.subscriptions import Subscription


class Delivery(models.Model):
    """One event for one subscription, or one reminder (`reminders.RemindedDuty`, as it was made); without either, a test that somebody
    asked for.

    `line` is the subject of the event or the duty: of each line only the earliest that waits is sent. `tries` counts the attempts of this
    round; asking for it again begins a new round. `claimed_until` is set while a sender has it; a claim that runs out is anybody's.
    `holds_until` is how long a reminder is known to be true: after it nothing is sent until somebody has looked again.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DELIVERED = "delivered", "Delivered"
        GIVEN_UP = "given_up", "Given up"
        NOT_NEEDED = "not_needed", "Not needed any more"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.BigIntegerField(null=True, blank=True)
    reminder = models.JSONField(null=True, blank=True)
    holds_until = models.DateTimeField(null=True, blank=True)
    line = models.UUIDField()
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        indexes: ClassVar = [
            models.Index(fields=["subscription", "-id"], name="delivery_of_subscription"),
            models.Index(
                fields=["subscription", "line", "position"], name="delivery_line", condition=Q(state="waiting")
            ),
            models.Index(fields=["finished_at"], name="delivery_finished", condition=Q(finished_at__isnull=False)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subscription", "position"], name="event_once_for_a_subscription"),
            models.CheckConstraint(
                condition=Q(event__isnull=True, position__isnull=True) | Q(event__isnull=False, position__isnull=False),
                name="delivery_of_an_event_has_its_position",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", finished_at__isnull=True)
                | (Q(state__in=["delivered", "given_up", "not_needed"]) & Q(finished_at__isnull=False)),
                name="delivery_finished_when",
            ),
            models.CheckConstraint(
                condition=Q(reminder__isnull=True, holds_until__isnull=True)
                | Q(reminder__isnull=False, holds_until__isnull=False, event__isnull=True),
                name="delivery_of_a_reminder_holds",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_needed") | Q(reminder__isnull=False), name="delivery_not_needed_is_a_reminder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position or ('reminder' if self.reminder else 'test')}: {self.state}"

    @property
    def is_test(self) -> bool:
        return self.event_id is None and self.reminder is None

    def is_claimed(self, at: datetime) -> bool:
        """Whether a sender has it."""
        return self.claimed_until is not None and self.claimed_until > at

    @property
    def told_of(self) -> UUID:
        """What its id is made from (`signing.message_id`): an event has one in every delivery of it, all else is a delivery of its own."""
        return self.event_id or self.pk


NO_TEST = Q(event__isnull=False) | Q(reminder__isnull=False)
A_TEST = Q(event__isnull=True, reminder__isnull=True)


class Attempt(models.Model):
    """One request that was sent, or could not be: no more of the answer is kept than its owner may see."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="Bytes of the answer's body that were read.")
    problem = models.CharField(max_length=30, blank=True, help_text="A code; empty when it arrived.")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["delivery", "id"], name="attempt_of_delivery")]

    def __str__(self) -> str:
        return f"{self.status or '-'} {self.problem}"
