"""What people say of an item in the light of the principles of co-production: notes, never scores (domain.md CP-9)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from library.catalogue.models import Item
from library.ids import new_id


class PrincipleNote(models.Model):
    """A note on one principle of one scheme (`coproduction.principles`), by its stable ids."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="principle_notes")
    scheme = models.CharField(max_length=20)
    principle = models.CharField(max_length=40)
    note = models.TextField(max_length=2000, help_text="What shows it, and what is lacking. Not a score.")
    evidence_url = models.URLField(max_length=500, blank=True)
    on = models.DateField(help_text="The day on which this was so.")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "principle note"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "scheme", "principle"], name="principle_noted_once"),
            models.CheckConstraint(condition=~Q(note=""), name="principle_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.principle}"
