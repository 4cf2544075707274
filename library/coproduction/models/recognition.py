"""How what was made together was received."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from library.catalogue.models import Item
from library.ids import new_id


class Recognition(models.Model):
    """An award or endorsement, with its state on a day. Past `result_expected` without a result it is stale (domain.md, CP-6)."""

    class Status(models.TextChoices):
        NOMINATED = "nominated", "Nominated"
        SHORTLISTED = "shortlisted", "Shortlisted"
        FINALIST = "finalist", "Finalist"
        WON = "won", "Won"
        NOT_WON = "not_won", "Not won"
        RECOGNISED = "recognised", "Recognised"

    OPEN: ClassVar = (Status.NOMINATED, Status.SHORTLISTED, Status.FINALIST)
    """A result is still to come."""
    PRIVATE: ClassVar = ("permission",)

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
    permission = models.CharField(
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text="Private: who allowed us to name them, and when.",
    )
    version = models.PositiveIntegerField(default=1, db_default=1)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(award="") & ~Q(body=""), name="recognition_names_award_and_body")
        ]

    def __str__(self) -> str:
        return f"{self.award}: {self.status}"

    def is_stale(self, on: date) -> bool:
        """The result was due before a day and is not on record."""
        return bool(self.status in self.OPEN and self.result_expected and self.result_expected < on)
