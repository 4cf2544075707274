"""Contact points and services: numbers with a scope, hours and a date of verification (domain.md, CR-1 to CR-5)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from library.accounts.models import Organisation
from library.ids import new_id


class ContactPoint(models.Model):
    """One way to reach help. `value` is what is dialled or opened; the menu choice is apart, since "111 option 2" is not a number."""

    class Kind(models.TextChoices):
        E164 = "e164", "Telephone number"
        SHORT_VOICE = "short_voice", "Short number to call"
        SMS_SHORT = "sms_short", "Short number to text"
        RELAY = "relay", "Text relay"
        URL = "url", "Web page"
        EMAIL = "email", "Email"
        WEBCHAT = "webchat", "Web chat"

    class Purpose(models.TextChoices):
        """Its place in the help that every answer about withdrawn health content carries (domain.md, CR-6, CR-12)."""

        EMERGENCY = "emergency", "Emergency"
        URGENT = "urgent", "Urgent"
        LISTENING = "listening", "Someone to talk to"
        CONDITION = "condition", "About a condition"
        OTHER = "other", "Other"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.OTHER)
    value = models.CharField(max_length=300)
    menu_path = models.CharField(
        max_length=200, blank=True, help_text="What to choose after dialling, such as: select the mental health option."
    )
    nations = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        help_text="Nations that it serves; empty for all of the United Kingdom.",
    )
    districts = ArrayField(
        models.CharField(max_length=4),
        default=list,
        blank=True,
        help_text="Postcode areas or districts that it serves; empty for all.",
    )
    hours = models.CharField(max_length=200, blank=True, help_text="In words: Every day, 6pm to 1am.")
    verified_at = models.DateField(null=True, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)
    verify_interval_days = models.PositiveSmallIntegerField(default=90)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="contact_point_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True, verified_by="")
                | (Q(verified_at__isnull=False) & ~Q(verified_by="")),
                name="contact_point_verified_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | Q(valid_to__isnull=False),
                name="contact_point_superseded_is_ended",
            ),
            models.CheckConstraint(condition=~Q(value=""), name="contact_point_has_a_value"),
        ]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """A local service that leaflets send people to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    role = models.SlugField(
        max_length=60, help_text="What it is for, such as community-eating-disorder-service or carers-group."
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    description = models.TextField(blank=True)
    contact_points = models.ManyToManyField(ContactPoint, related_name="services", blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name
