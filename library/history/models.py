"""Append-only: rows are added and never changed; a trigger in the database refuses anything else."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from library.ids import new_id


class Event(models.Model):
    """Something that happened. Ids, codes and hashes only: never words of a document, never personal data.

    `position` is the place in the public feed, gapless and in commit order; null for what the public does not see.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    type = models.CharField(max_length=60)
    position = models.BigIntegerField(null=True, unique=True)
    occurred_at = models.DateTimeField()
    actor = models.UUIDField(null=True, help_text="Opaque id of the person or service key; null for the system.")
    organisation = models.UUIDField(
        null=True, help_text="The organisation whose subject it is: who may see it in the audit."
    )
    subject = models.UUIDField()
    subject_kind = models.CharField(max_length=40)
    subject_slug = models.CharField(max_length=100, blank=True)
    subject_language = models.CharField(max_length=35, blank=True)
    edition = models.PositiveIntegerField(null=True)
    change_class = models.CharField(max_length=20, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=40, blank=True, help_text="A code, never a sentence.")
    successor_kind = models.CharField(max_length=40, blank=True)
    successor_slug = models.CharField(max_length=100, blank=True)
    data = models.JSONField(default=dict, help_text="Further ids, codes and hashes.")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject", "occurred_at"], name="event_of_subject"),
            models.Index(fields=["organisation", "-id"], name="event_of_organisation"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(position__isnull=True) | Q(position__gt=0), name="event_position_positive"
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.subject_kind}/{self.subject_slug}"


class FeedPosition(models.Model):
    """One row: the last position given out. It is counted up inside the publishing transaction, so that its row lock
    makes the order of commits the order of positions.

    A sequence would not do: a later number can commit first, and a reader that has moved on never sees the earlier one (safety.md, rule 7).
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    value = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="feed_position_is_one_row")]

    def __str__(self) -> str:
        return str(self.value)
