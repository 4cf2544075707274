"""Who wants to hear of changes, where, and how it goes with them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from library.accounts.models import Organisation
from library.ids import new_id


class Subscription(models.Model):
    """An address of an organisation that is told of public events, of what needs somebody there (`reminders`), or of both. `position` is
    the last one in the feed that was looked at for it.

    `failures` counts the attempts that failed since the last one that did not, `failing_since` is the first of them, and
    `resting_until` says when the address is tried again. These three are the sender's; `version` counts what people and states change.
    """

    class State(models.TextChoices):
        ACTIVE = "active", "Active"
        PAUSED = "paused", "Paused"
        QUARANTINED = "quarantined", "Switched off after failures"
        ENDED = "ended", "Ended"

    class EndReason(models.TextChoices):
        OWNER = "owner", "By its organisation"
        GONE = "gone", "The receiver answered 410"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="subscriptions")
    url = models.CharField(max_length=500)
    description = models.CharField(max_length=200, blank=True)
    event_types = ArrayField(
        models.CharField(max_length=60),
        blank=True,
        help_text="Types, families such as item.*, or * for all there will ever be.",
    )
    reminders = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Of the organisation's own duties. Never public, and no type of event.",
    )
    kinds = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, help_text="Kinds of items; none: all."
    )
    topics = ArrayField(models.CharField(max_length=100), default=list, blank=True, help_text="Slugs; none: all.")
    publishers = ArrayField(
        models.CharField(max_length=100), default=list, blank=True, help_text="Codes of organisations; none: all."
    )
    state = models.CharField(max_length=20, choices=State, default=State.ACTIVE)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    position = models.BigIntegerField()
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    resting_until = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True, help_text="When something last arrived.")
    version = models.PositiveIntegerField(default=1)
    created_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-id"], name="subscription_of_organisation"),
            models.Index(fields=["position"], name="subscription_behind", condition=Q(state="active")),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["active", "paused", "quarantined", "ended"]), name="subscription_state_known"
            ),
            models.CheckConstraint(condition=Q(position__gte=0), name="subscription_position_in_the_feed"),
            models.CheckConstraint(
                condition=~Q(event_types=[]) | Q(reminders=True), name="subscription_wants_something"
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since__isnull=True) | Q(failures__gt=0, failing_since__isnull=False),
                name="subscription_failing_since_when",
            ),
            models.CheckConstraint(
                condition=(Q(state="ended", ended_at__isnull=False) & ~Q(end_reason=""))
                | (~Q(state="ended") & Q(ended_at__isnull=True, end_reason="")),
                name="subscription_ended_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.description or self.url


class Secret(models.Model):
    """A secret of a subscription, without the secret: what it is made from, together with a key that is not in the database.

    One has no end; the one before it ends some time after the rotation. `fingerprint` tells whether it still comes out as it was made.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="secrets")
    salt = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subscription"], condition=Q(ends_at__isnull=True), name="subscription_has_one_present_secret"
            ),
        ]

    def __str__(self) -> str:
        return self.fingerprint
