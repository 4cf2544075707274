"""What people said, in the one table that holds their words. Everywhere else a quote is its id (safety.md, rule 11)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from library.accounts.models import Organisation
from library.catalogue.models import Item
from library.ids import new_id


class Testimonial(models.Model):
    """Words that somebody gave us, as they approved them.

    `words` and `words_sha256` are empty from the withdrawal on, and triggers in the database keep them so. They are shown only while
    `words_sha256`, the hash of what the person approved at `approved_final_at`, is that of the words (domain.md, CN-6).
    """

    class Media(models.TextChoices):
        TEXT = "text", "Text"
        PHOTO = "photo", "Photo"
        VOICE = "voice", "Voice"
        VIDEO = "video", "Video"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="testimonials")
    items = models.ManyToManyField(Item, blank=True, related_name="testimonials", help_text="What it was given for.")
    media = models.CharField(max_length=10, choices=Media, default=Media.TEXT)
    language = models.CharField(max_length=35)
    words = models.TextField(blank=True)
    words_sha256 = models.CharField(max_length=64, blank=True, help_text="Of the words that the person approved.")
    approved_final_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(media__in=["text", "photo", "voice", "video"]), name="testimonial_media_known"
            ),
            models.CheckConstraint(
                condition=(Q(withdrawn_at__isnull=True) & ~Q(words=""))
                | Q(withdrawn_at__isnull=False, words="", words_sha256="", approved_final_at__isnull=True),
                name="testimonial_withdrawn_has_no_words",
            ),
            models.CheckConstraint(
                condition=Q(approved_final_at__isnull=True, words_sha256="")
                | (Q(approved_final_at__isnull=False) & ~Q(words_sha256="")),
                name="testimonial_approval_has_its_hash",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
