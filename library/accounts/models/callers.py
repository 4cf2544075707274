"""What callers were answered, and how often they asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from library.ids import new_id


class StoredAnswer(models.Model):
    """What a caller was answered to a request with an `Idempotency-Key`, written in the transaction of its effect (domain.md, API-7)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    caller = models.UUIDField()
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["caller", "key"], name="stored_answer_per_caller_and_key")
        ]

    def __str__(self) -> str:
        return f"{self.status} for {self.key}"


class QuotaCount(models.Model):
    """How often a caller asked for something costly within a window. Counted in the database: it holds over all processes."""

    caller = models.CharField(max_length=100)
    policy = models.CharField(max_length=40)
    window_start = models.DateTimeField()
    count = models.PositiveIntegerField()
    pk = models.CompositePrimaryKey("caller", "policy", "window_start")

    def __str__(self) -> str:
        return f"{self.caller} {self.policy}: {self.count}"
