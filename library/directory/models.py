"""Contact points and services: numbers with a scope, hours and a date of verification (domain.md, CR-1 to CR-13)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value

from library.accounts.models import Organisation
from library.directory.costs import Cost, cost_of
from library.directory.hours import Hours
from library.directory.verification import Verification, verification
from library.ids import new_id

VERIFIED_OR_NOT = Q(verified_at__isnull=True, verified_by="") | (Q(verified_at__isnull=False) & ~Q(verified_by=""))


class Checked(models.Model):
    """What somebody has to look at again every so many days, and where they looked (domain.md, CR-4)."""

    verified_at = models.DateField(null=True, blank=True)
    verified_by = models.CharField(max_length=200, blank=True, default="", db_default="")
    source_url = models.URLField(
        max_length=500, blank=True, default="", db_default="", help_text="Where it was checked."
    )

    class Meta:
        abstract = True

    verify_interval_days: int

    def verification(self, on: date) -> Verification:
        return verification(self.verified_at, self.verify_interval_days, on)


class Open(models.Model):
    """When it is open, as data and in words. With a schedule the words are made of it."""

    schedule = models.JSONField(null=True, blank=True, help_text="As `library.directory.hours.Hours`.")

    class Meta:
        abstract = True

    @property
    def opening(self) -> Hours | None:
        return Hours.model_validate(self.schedule) if self.schedule else None


class ContactPoint(Checked, Open):
    """One way to reach help. `value` is what is dialled or opened; the menu choice is apart, since "111 option 2" is not a number.

    Those of one `group` do the same for different places: a text that names the group prints the one that serves its place. An
    `organisation` keeps those of its own services; without one it is the steward's, for everybody's texts.
    """

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

    class NonVoice(models.TextChoices):
        """How somebody reaches it who can't speak or hear on the phone (domain.md, CR-11)."""

        RELAY = "relay", "Text relay: 18001, then the number"
        TEXT = "text", "Text message"
        BSL = "bsl", "British Sign Language by video"
        WEBCHAT = "webchat", "Web chat"
        EMAIL = "email", "Email"
        NONE = "none", "There is none"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="contact_points"
    )
    slug = models.SlugField(max_length=100, unique=True)
    group = models.SlugField(max_length=100, blank=True, default="", db_default="")
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
    cost = models.CharField(
        max_length=10,
        choices=[(cost.value, cost.value.title()) for cost in Cost],
        blank=True,
        default="",
        db_default="",
        help_text="Where the number does not tell.",
    )
    non_voice = ArrayField(
        models.CharField(max_length=10, choices=NonVoice),
        default=list,
        db_default=Value([]),
        blank=True,
        help_text="How to reach it without speaking; empty while nobody has said.",
    )
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
                condition=VERIFIED_OR_NOT,
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

    @property
    def call_cost(self) -> Cost:
        """As stated, or else as the number tells."""
        return Cost(self.cost) if self.cost else cost_of(self.kind, self.value)


class ContactChange(models.Model):
    """A change that one person proposed; a second one of the same organisation makes it (domain.md, CR-13).

    `changes` are fields of the contact point as JSON values. `proposed_by` and `decided_by` are users' ids.
    """

    class State(models.TextChoices):
        PENDING = "pending", "Waiting for a second person"
        CONFIRMED = "confirmed", "Made"
        DISCARDED = "discarded", "Taken back"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contact_point = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, related_name="changes")
    changes = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contact_point"], condition=Q(state="pending"), name="contact_change_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="pending", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="pending") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="contact_change_decided_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed", decided_by=F("proposed_by")), name="contact_change_takes_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact_point}: {', '.join(self.changes)}"


class Service(Checked, Open):
    """A local service that leaflets send people to. Its numbers and addresses are contact points, one record each."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True, default="", db_default="")
    role = models.SlugField(
        max_length=60, help_text="What it is for, such as community-eating-disorder-service or carers-group."
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    provider = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="Who runs it, if not the organisation."
    )
    description = models.TextField(blank=True)
    address = models.CharField(max_length=500, blank=True, default="", db_default="")
    opening_hours = models.CharField(
        max_length=300, blank=True, default="", db_default="", help_text="In words: Every day, 6pm to 1am."
    )
    access_notes = models.CharField(max_length=1000, blank=True, default="", db_default="")
    waiting_time = models.CharField(max_length=200, blank=True, default="", db_default="")
    areas = ArrayField(
        models.CharField(max_length=20),
        default=list,
        db_default=Value([]),
        blank=True,
        help_text="GSS or ODS codes of where it serves.",
    )
    districts = ArrayField(models.CharField(max_length=4), default=list, db_default=Value([]), blank=True)
    contact_points = models.ManyToManyField(ContactPoint, related_name="services", blank=True)
    verify_interval_days = models.PositiveSmallIntegerField(default=180, db_default=180)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=VERIFIED_OR_NOT, name="service_verified_by_whom"),
        ]

    def __str__(self) -> str:
        return self.name
