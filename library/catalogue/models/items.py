"""The items of the library, with what is known about each besides its text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from library.accounts.models import Organisation
from library.catalogue.models.vocabulary import Audience, Licence, Topic
from library.ids import new_id


class Item(models.Model):
    """Something the library holds, in all its languages and editions, with what is known about it besides its text.

    Governance stands here and not in the document, because it changes without a new edition: these are facts of the projection.
    """

    class Kind(models.TextChoices):
        RESOURCE = "resource", "Resource"
        CASE_STUDY = "case_study", "Case study"
        LEAFLET = "leaflet", "Leaflet template"
        TRAINING = "training", "Training"
        ADAPTATION = "adaptation", "Adaptation"

    class Standing(models.TextChoices):
        UNPUBLISHED = "unpublished", "Not published yet"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"
        REDIRECTED = "redirected", "Redirected"

    class WithdrawalReason(models.TextChoices):
        """Codes, so that the feed can carry them: it never carries words."""

        UNSAFE = "unsafe", "It is not safe to rely on"
        OUT_OF_DATE = "out_of_date", "It is out of date"
        SUPERSEDED = "superseded", "Something newer takes its place"
        RIGHTS = "rights", "The right to publish it has ended"
        ERROR = "error", "It was published by mistake"
        OTHER = "other", "Another reason"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    slug = models.SlugField(max_length=100)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="items", help_text="The publisher.")
    original_language = models.CharField(max_length=35)
    licence = models.ForeignKey(
        Licence,
        on_delete=models.PROTECT,
        related_name="items",
        help_text="Of the next edition; each edition keeps its own.",
    )
    rights_holder = models.CharField(max_length=200)
    topics = models.ManyToManyField(Topic, related_name="items", blank=True)
    audiences = models.ManyToManyField(Audience, related_name="items", blank=True)
    is_health_content = models.BooleanField(
        default=True, help_text="Then it needs a lived-experience and a clinical sign-off."
    )
    is_promotional = models.BooleanField(
        default=False, db_default=False, help_text="It promotes something, and never bears a quality mark."
    )
    funding = models.CharField(max_length=500, help_text="Who paid for it; 'None' if nobody did.")
    conflicts_of_interest = models.CharField(max_length=500, help_text="'None declared' if there are none.")
    review_cycle_months = models.PositiveSmallIntegerField(default=36)
    last_reviewed = models.DateField(
        null=True, blank=True, help_text="Moved by reviews of the whole alone, never by an edit."
    )
    next_review_due = models.DateField(null=True, blank=True)
    accessible_formats = models.JSONField(
        default=list, blank=True, help_text="[{format, status, note}]; formats as in library/catalogue/formats.py."
    )
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.UNPUBLISHED)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=20, choices=WithdrawalReason, blank=True)
    withdrawal_explanation = models.CharField(max_length=500, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors")
    withheld = models.JSONField(
        null=True,
        blank=True,
        help_text="Languages that had not come back when it was taken back again: {languages, at, reason, explanation}.",
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-created_at"], name="item_of_owner")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "slug"], name="item_slug_per_kind"),
            models.CheckConstraint(
                condition=Q(next_review_due__isnull=True, last_reviewed__isnull=True)
                | Q(next_review_due__gt=F("last_reviewed")),
                name="item_review_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(review_cycle_months__gte=1, review_cycle_months__lte=36),
                name="item_review_cycle_at_most_36_months",
            ),
            models.CheckConstraint(
                condition=~Q(standing="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="item_withdrawn_when_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(standing="redirected") | Q(successor__isnull=False), name="item_redirected_to"
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")), name="item_does_not_succeed_itself"
            ),
            models.CheckConstraint(
                condition=~Q(standing="published") | Q(last_reviewed__isnull=False), name="item_published_is_reviewed"
            ),
            models.CheckConstraint(
                condition=~Q(funding="") & ~Q(conflicts_of_interest="") & ~Q(rights_holder=""),
                name="item_governance_is_stated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"
