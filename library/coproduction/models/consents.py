"""What the people who gave us their words agreed to (domain.md, CN-1, CN-2, CN-8, SM-10). No name but the one that is to be shown."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from library.accounts.models import Organisation
from library.coproduction.models.testimonials import Testimonial
from library.ids import new_id


class ConsentWording(models.Model):
    """The words that people were shown when they agreed. Never changed: a better wording is a new version."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="consent_wordings")
    language = models.CharField(max_length=35)
    version = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "language", "version"], name="consent_wording_version"),
            models.CheckConstraint(condition=~Q(text=""), name="consent_wording_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.version}"


class Consent(models.Model):
    """One person's agreement, to named controllers, for named uses. What was agreed never changes: another agreement replaces it.

    The row holds no personal data but `shown_name`, which is what the person wants to be called in public, and is emptied with the words.
    """

    class Channel(models.TextChoices):
        WEB = "web", "On the library's own pages"
        PRINT = "print", "In print"
        API = "api", "In answers of the API"
        EMBED = "embed", "On partners' pages"
        SOCIAL = "social", "On social media"
        TRAINING = "training", "In training"

    class Attribution(models.TextChoices):
        FULL_NAME = "full_name", "Full name"
        FIRST_NAME = "first_name", "First name"
        PSEUDONYM = "pseudonym", "Another name"
        ANONYMOUS = "anonymous", "No name"

    class How(models.TextChoices):
        WRITTEN = "written", "On paper"
        ONLINE = "online", "Online"
        SPOKEN = "spoken", "Spoken, before a witness"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    testimonial = models.ForeignKey(Testimonial, on_delete=models.PROTECT, related_name="consents")
    controllers = models.ManyToManyField(Organisation, related_name="consents")
    purposes = ArrayField(models.CharField(max_length=200), help_text="What for, in words that the person was told.")
    channels = ArrayField(models.CharField(max_length=10, choices=Channel))
    attribution = models.CharField(max_length=10, choices=Attribution)
    shown_name = models.CharField(max_length=100, blank=True)
    wording = models.ForeignKey(ConsentWording, on_delete=models.PROTECT, related_name="consents")
    wording_sha256 = models.CharField(max_length=64)
    special_category = models.BooleanField(help_text="Explicit consent to show data about health (domain.md, CN-2).")
    given_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How)
    witnessed_by = models.UUIDField(help_text="Opaque id of the person of ours who was there.")
    guardian_needed = models.BooleanField(default=False)
    guardian_agreed = models.BooleanField(default=False)
    support_during = models.BooleanField(help_text="Support while telling it was offered.")
    support_after = models.BooleanField(help_text="Support afterwards was offered.")
    saw_final_words = models.BooleanField()
    told_may_withdraw = models.BooleanField(help_text="Knows: at any time, without a reason.")
    expires_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(
        null=True, blank=True, help_text="When the curators were told that it is about to end."
    )
    end_told_at = models.DateTimeField(
        null=True, blank=True, help_text="When the feed told that it had ended by itself."
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="consent_by_end")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(channels__contained_by=["web", "print", "api", "embed", "social", "training"])
                & ~Q(channels=[]),
                name="consent_channels_known",
            ),
            models.CheckConstraint(
                condition=Q(attribution="anonymous", shown_name="")
                | (
                    Q(attribution__in=["full_name", "first_name", "pseudonym"], withdrawn_at__isnull=True)
                    & ~Q(shown_name="")
                )
                | Q(
                    attribution__in=["full_name", "first_name", "pseudonym"], withdrawn_at__isnull=False, shown_name=""
                ),
                name="consent_shown_name_fits_attribution",
            ),
            models.CheckConstraint(condition=Q(special_category=True), name="consent_is_explicit_about_health"),
            models.CheckConstraint(
                condition=Q(guardian_needed=False) | Q(guardian_agreed=True), name="consent_guardian_agreed"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("given_at")), name="consent_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.testimonial}: {', '.join(self.channels)}"
