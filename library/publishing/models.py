"""The workshop: what is being written, and what reviewers said of exactly which text. No public view may read these tables."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from library.accounts.models import User
from library.accounts.roles import ReviewKind
from library.catalogue.models import Item
from library.editions.models import Edition
from library.ids import new_id


class Draft(models.Model):
    """The next text of an item in one language. `version` counts writes; its ETag is made of it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        CHANGES_REQUESTED = "changes_requested", "Changes requested"
        APPROVED = "approved", "Approved"
        SCHEDULED = "scheduled", "Scheduled"
        PUBLISHED = "published", "Published"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="drafts")
    language = models.CharField(max_length=35)
    document = models.JSONField()
    document_hash = models.CharField(
        max_length=64, help_text="SHA-256 of the canonical text: what a sign-off is bound to."
    )
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    based_on = models.PositiveIntegerField(null=True, blank=True, help_text="The edition it started from.")
    contributors = ArrayField(
        models.UUIDField(),
        default=list,
        blank=True,
        help_text="Who has written in it since the last edition; they may not sign it off.",
    )
    change_class = models.CharField(max_length=10, choices=Edition.ChangeClass, blank=True)
    change_note = models.CharField(max_length=500, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    scheduled_by = models.UUIDField(null=True, blank=True)
    schedule_failure = models.CharField(
        max_length=500, blank=True, help_text="Why the last scheduled publication was refused."
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "language"], name="draft_per_item_and_language"),
            models.CheckConstraint(
                condition=Q(state="scheduled", publish_at__isnull=False, scheduled_by__isnull=False)
                | (~Q(state="scheduled") & Q(publish_at__isnull=True, scheduled_by__isnull=True)),
                name="draft_scheduled_when_and_by_whom",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["publish_at"], name="draft_due", condition=Q(state="scheduled"))]

    def __str__(self) -> str:
        return f"{self.item} ({self.language}), {self.state}"


class Review(models.Model):
    """What a reviewer said of one exact text: of a draft, or of the current edition. It holds for that hash and no other.

    When the text of a draft is published, what was said of it belongs to the edition as well, and outlives the draft
    (domain.md, HQ-6).
    """

    class Scope(models.TextChoices):
        CHANGE = "change", "What changed"
        WHOLE = "whole", "The whole text"

    class Decision(models.TextChoices):
        APPROVED = "approved", "Approved"
        CHANGES_REQUESTED = "changes_requested", "Changes requested"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="reviews")
    language = models.CharField(max_length=35)
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews")
    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.value.replace("_", " ").capitalize()) for kind in ReviewKind]
    )
    scope = models.CharField(max_length=10, choices=Scope)
    decision = models.CharField(max_length=20, choices=Decision)
    comment = models.TextField(blank=True, max_length=5000)
    evidence_checked = models.BooleanField(default=False)
    document_hash = models.CharField(max_length=64)
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reviews")
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["item", "language", "-created_at"], name="review_of_item")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(draft__isnull=False) | Q(edition__isnull=False), name="review_is_of_a_draft_or_an_edition"
            ),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in ReviewKind]), name="review_kind_known"),
            models.CheckConstraint(
                condition=Q(decision="approved") | ~Q(comment=""), name="review_asking_for_changes_says_which"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} review of {self.item}: {self.decision}"
