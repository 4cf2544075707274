"""The workshop of adaptations: recipes in progress, what was decided about them, and what is offered upstream. No public
view may read these tables.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from library.catalogue.models import Item
from library.ids import new_id


class Adaptation(models.Model):
    """A template being made a place's own. `item` is what is published of it; `item.derivation` says of what and for whom.

    `recipe` is the one in progress; the published one is kept with its edition (`editions.Provenance`). `version` counts
    writes; its ETag is made of it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Waiting for approval"
        PUBLISHED = "published", "Published, nothing in progress"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="adaptation")
    recipe = models.JSONField()
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    contributors = ArrayField(
        models.UUIDField(),
        default=list,
        blank=True,
        help_text="Who has written in it since the last edition; they may not approve it.",
    )
    submitted_by = models.UUIDField(null=True, blank=True)
    approved_by = models.UUIDField(null=True, blank=True, help_text="Who approved what is out.")
    approved_at = models.DateTimeField(null=True, blank=True)
    next_review_due = models.DateField(
        null=True, blank=True, help_text="When the place itself wants to review it; never later than the original's."
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_by__isnull=False), name="adaptation_submitted_by_whom"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="adaptation_approved_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}, {self.state}"


class DecisionRecord(models.Model):
    """What was decided about a change of the template: for one section, or for the edition as a whole (`section` empty).

    `lost_text` keeps local words that the decision took out of the recipe.
    """

    class Kind(models.TextChoices):
        TAKEN = "taken", "Taken over"
        KEPT = "kept", "Kept as it was"
        DECLINED = "declined", "Declined as a whole"
        ACKNOWLEDGED = "acknowledged", "A safety change seen, and not followed yet"
        FOLLOWED = "followed", "A safety change that the library followed by itself"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    adaptation = models.ForeignKey(Adaptation, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=20, choices=Kind)
    edition = models.PositiveIntegerField(help_text="Of the template.")
    section = models.CharField(max_length=100, blank=True)
    decision = models.CharField(max_length=20, blank=True, help_text="theirs, mine, proposed or text.")
    reason = models.CharField(max_length=300, blank=True)
    deadline = models.DateField(
        null=True, blank=True, help_text="Until when an acknowledged change will be dealt with."
    )
    lost_text = models.TextField(blank=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["adaptation", "-decided_at"], name="decision_of_adaptation")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind__in=["declined", "acknowledged"]) | ~Q(reason=""), name="decision_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(kind="acknowledged") | Q(deadline__isnull=False), name="acknowledgement_has_a_deadline"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: edition {self.edition} {self.section}"


class Suggestion(models.Model):
    """A better text for a section, offered upstream to the authors of the template."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    adaptation = models.ForeignKey(Adaptation, on_delete=models.CASCADE, related_name="suggestions")
    template = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="suggestions")
    language = models.CharField(max_length=35)
    section = models.CharField(max_length=100)
    base_edition = models.PositiveIntegerField(help_text="The edition of the template that the text improves on.")
    text = models.TextField(help_text="Markdown.")
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    answer = models.CharField(max_length=500, blank=True, help_text="What the authors say to it.")
    version = models.PositiveIntegerField(default=1)
    suggested_by = models.UUIDField(null=True)
    suggested_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["template", "state"], name="suggestion_of_template")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="suggestion_decided_when",
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(answer=""), name="suggestion_declined_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.template}: {self.state}"
