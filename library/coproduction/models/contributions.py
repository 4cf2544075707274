"""Who made an item together, and how: a ledger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from library.catalogue.models import Item
from library.ids import new_id


class Contribution(models.Model):
    """A group's part in an item at one stage. Groups, never persons by name: names need a consent of their own.

    What single people were given is never public (domain.md CP-8): `PRIVATE` names those columns.
    """

    class People(models.TextChoices):
        """Whom the group took part as, in the words of documents (`documents.vocabulary.Group`)."""

        LIVED_EXPERIENCE = "lived_experience", "People with lived experience"
        CARERS = "carers", "Carers"
        STAFF = "staff", "Staff"
        UNDER_REPRESENTED = "under_represented", "People who are seldom heard"
        VOLUNTARY_SECTOR = "voluntary_sector", "Charities and community groups"
        PUBLIC = "public", "The public"

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

    class Recompense(models.TextChoices):
        FEE = "fee", "A fee"
        VOUCHER = "voucher", "Vouchers"
        EXPENSES = "expenses", "Expenses"
        TIME_CREDIT = "time_credit", "Time credits"
        PAID_WORK = "paid_work", "Part of their paid work"
        OTHER = "other", "In another way"
        NONE = "none", "Not at all"

    PRIVATE: ClassVar = ("recompense_amount", "benefits_advice")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="contributions")
    group = models.CharField(max_length=200, help_text="Such as: adults with lived experience of an eating disorder.")
    people = models.CharField(max_length=20, choices=People, blank=True, default="", db_default="")
    count = models.PositiveIntegerField(null=True, blank=True, help_text="How many took part, where that is known.")
    role = models.CharField(max_length=200, help_text="What they did.")
    stage = models.CharField(max_length=20, choices=Stage)
    approach = models.CharField(max_length=20, choices=Approach)
    recompense = models.CharField(
        max_length=200, blank=True, help_text="How their time was recognised; never an amount for one person."
    )
    recompense_type = models.CharField(max_length=20, choices=Recompense, blank=True, default="", db_default="")
    recompense_policy = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="The policy that it follows, by name."
    )
    recompense_policy_url = models.URLField(max_length=500, blank=True, default="", db_default="")
    recompense_amount = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="Private: amounts or bands."
    )
    benefits_advice = models.BooleanField(
        null=True, blank=True, help_text="Private: whether people were told what a payment does to their benefits."
    )
    what_changed = models.CharField(max_length=500, blank=True, help_text="What is different because of them.")
    evidence = models.CharField(max_length=500, blank=True, default="", db_default="", help_text="What shows it.")
    evidence_url = models.URLField(max_length=500, blank=True, default="", db_default="")
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)
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
            models.CheckConstraint(condition=Q(count=None) | Q(count__gte=1), name="contribution_counts_people"),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="contribution_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.stage}"
