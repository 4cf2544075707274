"""What has gone through the door. Rows are added and never changed; triggers in the database refuse anything else."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from library.catalogue.models import Item
from library.ids import new_id


class Edition(models.Model):
    """One published text of an item in one language.

    `document` is canonical JSON with contacts resolved and quotes still as `{{quote:id}}`; `sha256` is its hash. `source` is the text as it
    was signed off, placeholders and all, and `source_sha256` the hash that the sign-offs are bound to.
    """

    class ChangeClass(models.TextChoices):
        MINOR = "minor", "Minor: a typing error; translations and adaptations stay current"
        CONTENT = "content", "Content"
        SAFETY = "safety", "Safety: it must reach everybody"
        CONTACT = "contact", "Contact: a number or address changed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="editions")
    language = models.CharField(max_length=35)
    number = models.PositiveIntegerField()
    change_class = models.CharField(max_length=10, choices=ChangeClass)
    note = models.CharField(max_length=500, help_text="What changed, for the reader of the history.")
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    source = models.TextField()
    source_sha256 = models.CharField(max_length=64)
    licence = models.CharField(
        max_length=60, help_text="SPDX identifier at publication; a later change never rewrites it (domain.md, LIC-7)."
    )
    rights_holder = models.CharField(max_length=200)
    sign_offs = models.JSONField(default=list, help_text="[{kind, scope, on}]: that it was signed off, never by whom.")
    published_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "language", "number"], name="edition_number_per_item_and_language"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_numbers_start_at_one"),
            models.CheckConstraint(
                condition=Q(change_class__in=["minor", "content", "safety", "contact"]),
                name="edition_change_class_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.language}) {self.number}"


class Reference(models.Model):
    """Something that an edition prints: where it is used can be asked without reading any text."""

    class Kind(models.TextChoices):
        CONTACT = "contact", "Contact point"
        SERVICE = "service", "Service"
        QUOTE = "quote", "Quote"
        ASSET = "asset", "Asset"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="references")
    kind = models.CharField(max_length=10, choices=Kind)
    target = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["target", "kind"], name="reference_where_used")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "kind", "target"], name="reference_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition} prints {self.kind} {self.target}"
