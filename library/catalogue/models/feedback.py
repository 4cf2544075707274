"""What readers write back about an item. Nothing of it is ever public, and nobody is asked who they are."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from library.accounts.models import Membership
from library.catalogue.models.items import Item
from library.ids import new_id


class Feedback(models.Model):
    """One reader's word about an item, as it was published in a language. It belongs to whoever owns the item.

    `text` and `note` may hold personal data all the same: they are emptied when their time is over (`feedback_rules`).
    """

    class About(models.TextChoices):
        HELPFUL = "helpful", "It helped"
        UNCLEAR = "unclear", "Something is hard to understand"
        WRONG = "wrong", "Something is wrong or out of date"
        UPSETTING = "upsetting", "Something is upsetting"
        BROKEN = "broken", "Something does not work"
        OTHER = "other", "Something else"

    class Status(models.TextChoices):
        NEW = "new", "New"
        OPEN = "open", "Being looked after"
        SETTLED = "settled", "Settled"

    class Outcome(models.TextChoices):
        CHANGED = "changed", "The text was or will be changed"
        NO_CHANGE = "no_change", "It stays as it is"
        PASSED_ON = "passed_on", "Somebody else deals with it"
        NOT_OURS = "not_ours", "It is not about this item"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="feedback")
    language = models.CharField(max_length=35)
    edition = models.PositiveIntegerField(help_text="The one that the reader had.")
    section = models.CharField(max_length=100, blank=True, help_text="Id of a section of that edition.")
    about = models.CharField(max_length=10, choices=About)
    text = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.NEW)
    assigned_to = models.ForeignKey(
        Membership,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="feedback",
        help_text="Who looks after it.",
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="What was done, for colleagues.")
    received_at = models.DateTimeField()
    due_on = models.DateField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True, help_text="When its words were deleted.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "feedback"
        indexes: ClassVar = [
            models.Index(fields=["item", "status"], name="feedback_of_item"),
            models.Index(fields=["due_on"], condition=~Q(status="settled"), name="feedback_waiting_by_due"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(about__in=["helpful", "unclear", "wrong", "upsetting", "broken", "other"]),
                name="feedback_about_known",
            ),
            models.CheckConstraint(condition=Q(edition__gte=1), name="feedback_edition_from_one"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(about="helpful") | Q(forgotten_at__isnull=False),
                name="feedback_says_something",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="settled",
                    settled_at__isnull=False,
                    outcome__in=["changed", "no_change", "passed_on", "not_ours"],
                )
                | Q(status__in=["new", "open"], settled_at__isnull=True, settled_by__isnull=True, outcome=""),
                name="feedback_settled_when_and_how",
            ),
            models.CheckConstraint(
                condition=~Q(status="new") | Q(assigned_to__isnull=True), name="feedback_new_is_nobodys"
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(text="", note=""), name="feedback_forgotten_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}: {self.item}"
