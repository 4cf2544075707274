"""Who made an item together, and how."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from library.catalogue.models import Item
from library.ids import new_id


class Contribution(models.Model):
    """A group's part in an item at one stage. Groups, never persons by name: names need a consent of their own."""

    class Stage(models.TextChoices):
        COMMISSION = "commission", "Commissioning"
        DESIGN = "design", "Design"
        DELIVER = "deliver", "Delivery"
        EVALUATE = "evaluate", "Evaluation"
        GOVERN = "govern", "Governance"

    class Approach(models.TextChoices):
        """Approaches rather than levels: boundaries are not clear-cut (NIHR INVOLVE; domain.md, section 8)."""

        CONSULTATION = "consultation", "Consultation"
        COLLABORATION = "collaboration", "Collaboration"
        CO_PRODUCTION = "co_production", "Co-production"
        USER_CONTROLLED = "user_controlled", "User-controlled"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="contributions")
    group = models.CharField(max_length=200, help_text="Such as: adults with lived experience of an eating disorder.")
    role = models.CharField(max_length=200, help_text="What they did.")
    stage = models.CharField(max_length=20, choices=Stage)
    approach = models.CharField(max_length=20, choices=Approach)
    recompense = models.CharField(
        max_length=200, blank=True, help_text="How their time was recognised; never an amount for one person."
    )
    what_changed = models.CharField(max_length=500, blank=True, help_text="What is different because of them.")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage__in=["commission", "design", "deliver", "evaluate", "govern"]),
                name="contribution_stage_known",
            ),
            models.CheckConstraint(
                condition=Q(approach__in=["consultation", "collaboration", "co_production", "user_controlled"]),
                name="contribution_approach_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.stage}"
