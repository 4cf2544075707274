"""Organisations with dated codes, and who took over from whom."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from library.ids import new_id


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
    certificate_number = models.CharField(
        max_length=50, blank=True, db_default="", help_text="Of its PIF TICK, which certifies how it makes information."
    )
    certificate_valid_until = models.DateField(
        null=True, blank=True, help_text="The last day on which the certificate holds."
    )
    created_at = models.DateTimeField()
    ended_on = models.DateField(
        null=True, blank=True, help_text="From this day on it is no more; who took over stands in its successions."
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["steward", "health_authority", "charity", "partner"]),
                name="organisation_kind_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(certificate_number="", certificate_valid_until__isnull=True)
                | (~Q(certificate_number="") & Q(certificate_valid_until__isnull=False)),
                name="organisation_certificate_has_a_number_and_an_end",
            ),
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
