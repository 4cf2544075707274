"""Organisations with dated codes and succession; people, memberships and API keys; what callers were answered and how often they asked."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from rest_framework_api_key.models import AbstractAPIKey

from library.accounts.roles import ReviewKind, Role
from library.ids import new_id

ROLES = [role.value for role in Role]
REVIEW_KINDS = [kind.value for kind in ReviewKind]


class Organisation(models.Model):
    """A body that publishes, adapts or embeds. `code` is our own stable name for it; its official codes are dated rows of their own."""

    class Kind(models.TextChoices):
        STEWARD = "steward", "Steward of the library"
        HEALTH_AUTHORITY = "health_authority", "Health authority"
        CHARITY = "charity", "Charity"
        PARTNER = "partner", "Partner"

    class Nation(models.TextChoices):
        ENGLAND = "england", "England"
        WALES = "wales", "Wales"
        SCOTLAND = "scotland", "Scotland"
        NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    nation = models.CharField(max_length=20, choices=Nation, blank=True)
    districts = ArrayField(
        models.CharField(max_length=4),
        default=list,
        blank=True,
        help_text="Outward postcode districts or areas that it serves, such as CB1 or NR.",
    )
    embed_hosts = ArrayField(
        models.CharField(max_length=253),
        default=list,
        blank=True,
        help_text="Hosts of its own website that embed our pages.",
    )
    website = models.URLField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["steward", "health_authority", "charity", "partner"]),
                name="organisation_kind_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationCode(models.Model):
    """An official code with the dates between which it holds. ODS codes have three to six characters since 2026: no length is assumed."""

    class Scheme(models.TextChoices):
        ODS = "ods", "Organisation Data Service (NHS England)"
        GSS = "gss", "Government Statistical Service"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="codes")
    scheme = models.CharField(max_length=10, choices=Scheme)
    value = models.CharField(max_length=20)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "value"], name="organisation_code_means_one_body"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="organisation_code_dates_in_order",
            ),
            models.CheckConstraint(condition=Q(value__regex=r"^[A-Z0-9]+$"), name="organisation_code_is_upper_case"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class Succession(models.Model):
    """One body took over from another, wholly or in part: many to many, since bodies merge and split (domain.md, LO-7)."""

    class Type(models.TextChoices):
        MERGER = "merger", "Merger"
        SPLIT = "split", "Split"
        ACQUISITION = "acquisition", "Acquisition"
        RENAME = "rename", "Change of name"
        CLOSURE = "closure", "Closure"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="preceded_by")
    on = models.DateField()
    type = models.CharField(max_length=20, choices=Type)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_stands_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_is_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} -> {self.successor}"


class User(AbstractUser):
    """A person. What they may do hangs on their memberships; `is_staff` only opens the desk's door."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)


class Membership(models.Model):
    """A person's roles in one organisation, while it lasts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=20))
    review_kinds = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(ended_at__isnull=True), name="membership_is_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(roles__contained_by=ROLES), name="membership_roles_known"),
            models.CheckConstraint(
                condition=Q(review_kinds__contained_by=REVIEW_KINDS), name="membership_review_kinds_known"
            ),
            models.CheckConstraint(
                condition=Q(review_kinds=[]) | Q(roles__contains=["reviewer"]),
                name="membership_review_kinds_need_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="membership_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.organisation}"


class ApiKey(AbstractAPIKey):
    """A key of a person in an organisation, or of an organisation itself (a service key). Only its hash is kept; `prefix` names it."""

    public_id = models.UUIDField(unique=True, default=new_id, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, blank=True, related_name="keys")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="service_keys"
    )
    roles = ArrayField(models.CharField(max_length=20))
    created_by = models.UUIDField(null=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(AbstractAPIKey.Meta):
        verbose_name = "API key"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(membership__isnull=True) ^ Q(organisation__isnull=True),
                name="api_key_is_a_persons_or_an_organisations",
            ),
            models.CheckConstraint(condition=Q(roles__contained_by=ROLES), name="api_key_roles_known"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | ~Q(roles__overlap=["reviewer", "approver", "publisher"]),
                name="service_key_never_judges",
            ),
            models.CheckConstraint(
                condition=Q(revoked=False, revoked_at__isnull=True) | Q(revoked=True, revoked_at__isnull=False),
                name="api_key_revoked_when",
            ),
        ]


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
