"""Which item is an adaptation of which, and for whom: what the public may know of it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from library.catalogue.models.items import Item
from library.ids import new_id


class Derivation(models.Model):
    """An adaptation's link to its original. It stands here, and not in the workshop, because the public reads it.

    `standing` is a fact of the projection: who changes it marks the entries of the adaptation stale, with its item locked.
    """

    class Standing(models.TextChoices):
        CURRENT = "current", "Current"
        BEHIND = "behind", "Behind the original"
        BEHIND_SAFETY = "behind_safety", "Behind a safety change of the original"
        UPSTREAM_WITHDRAWN = "upstream_withdrawn", "The original was withdrawn"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="derivation", help_text="The adaptation.")
    original = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="derivations")
    language = models.CharField(max_length=35)
    original_edition = models.PositiveIntegerField(help_text="The edition of the original that it follows.")
    areas = ArrayField(models.CharField(max_length=20), help_text="GSS or ODS codes.")
    districts = ArrayField(
        models.CharField(max_length=4), default=list, blank=True, help_text="Outward postcode areas or districts."
    )
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.CURRENT)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["original", "language"], name="derivation_of_original"),
            GinIndex(fields=["districts"], name="derivation_by_district"),
            GinIndex(fields=["areas"], name="derivation_by_area"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(item=F("original")), name="derivation_is_of_another"),
            models.CheckConstraint(condition=~Q(areas=[]), name="derivation_is_for_an_area"),
            models.CheckConstraint(
                condition=Q(standing__in=["current", "behind", "behind_safety", "upstream_withdrawn"]),
                name="derivation_standing_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} from {self.original}"


class DerivationArea(models.Model):
    """One area of an adaptation: among those that are not withdrawn, an original has one adaptation for an area in a
    language (domain.md, LO-6).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    derivation = models.ForeignKey(Derivation, on_delete=models.CASCADE, related_name="area_rows")
    original = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=35)
    area = models.CharField(max_length=20)
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["original", "language", "area"], condition=Q(is_live=True), name="adaptation_of_an_area_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.derivation}: {self.area}"
