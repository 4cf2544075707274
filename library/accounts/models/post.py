"""Personal links, kept as hashes, and letters that wait to be sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from library.ids import new_id


class PersonalLink(models.Model):
    """An address by which one person may do one thing once. Only the hash of its token is kept, from when it is first sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40, help_text="What it is for: one of the registered kinds.")
    subject = models.UUIDField(help_text="Id of what it is about, in the table of its kind.")
    digest = models.CharField(max_length=64, null=True, blank=True, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was taken back, unused.")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "subject"], name="link_of_subject")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="link_dates_in_order"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(ended_at__isnull=True), name="link_used_or_taken_back"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Letter(models.Model):
    """A mail that waits to be sent; it is deleted as soon as the mail server has it. Jobs name it by its id, for jobs are logged."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    to = models.CharField(max_length=100)
    title = models.CharField(max_length=150)
    text = models.TextField()
    link = models.ForeignKey(PersonalLink, on_delete=models.CASCADE, null=True, blank=True, related_name="letters")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
