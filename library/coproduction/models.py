"""Who made an item together, how, and how that was received."""

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


class Recognition(models.Model):
    """An award or endorsement, with its state on a day. Past `result_expected` without a result it is stale (domain.md, CP-6)."""

    class Status(models.TextChoices):
        NOMINATED = "nominated", "Nominated"
        SHORTLISTED = "shortlisted", "Shortlisted"
        FINALIST = "finalist", "Finalist"
        WON = "won", "Won"
        NOT_WON = "not_won", "Not won"
        RECOGNISED = "recognised", "Recognised"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="recognitions")
    award = models.CharField(max_length=200)
    body = models.CharField(max_length=200)
    category = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=Status)
    detail = models.CharField(max_length=300, blank=True, help_text="Such as: one of six finalists.")
    as_of = models.DateField()
    result_expected = models.DateField(null=True, blank=True)
    url = models.URLField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(award="") & ~Q(body=""), name="recognition_names_award_and_body")
        ]

    def __str__(self) -> str:
        return f"{self.award}: {self.status}"
