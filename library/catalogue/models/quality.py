"""What shows that an item meets a criterion of the quality mark."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from library.catalogue.models.items import Item
from library.ids import new_id
from library.quality.pif_tick import CODES


class QualityEvidence(models.Model):
    """What is said of one criterion of the PIF TICK (`quality.pif_tick`): a sentence, an address, or both. Public with its item."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="quality_evidence")
    criterion = models.CharField(max_length=30, choices=[(code, code) for code in CODES])
    statement = models.CharField(max_length=500, blank=True)
    url = models.URLField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "quality evidence"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "criterion"], name="quality_evidence_once_for_a_criterion"),
            models.CheckConstraint(condition=Q(criterion__in=CODES), name="quality_evidence_criterion_known"),
            models.CheckConstraint(condition=~Q(statement="", url=""), name="quality_evidence_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} of {self.item}"
