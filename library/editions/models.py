"""What has gone through the door. Editions and what they print are added and never changed: triggers in the database
refuse anything else. Renditions are a cache of what can be made again.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

from library.catalogue.models import Item
from library.coproduction.models import Testimonial
from library.ids import new_id


class Edition(models.Model):
    """One published text of an item in one language.

    `document` is canonical JSON with contacts resolved and quotes still as `{{quote:id}}`; `sha256` is its hash. `source` is the text as it
    was signed off, placeholders and all, and `source_sha256` the hash that the sign-offs are bound to.
    """

    class ChangeClass(models.TextChoices):
        MINOR = "minor", "Minor: a typing error; translations and adaptations stay current"
        CONTENT = "content", "Content"
        SAFETY = "safety", "Safety: it must reach everybody"
        CONTACT = "contact", "Contact: a number or address changed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="editions")
    language = models.CharField(max_length=35)
    number = models.PositiveIntegerField()
    change_class = models.CharField(max_length=10, choices=ChangeClass)
    note = models.CharField(max_length=500, help_text="What changed, for the reader of the history.")
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    source = models.TextField()
    source_sha256 = models.CharField(max_length=64)
    licence = models.CharField(
        max_length=60, help_text="SPDX identifier at publication; a later change never rewrites it (domain.md, LIC-7)."
    )
    rights_holder = models.CharField(max_length=200)
    sign_offs = models.JSONField(default=list, help_text="[{kind, scope, on}]: that it was signed off, never by whom.")
    published_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "language", "number"], name="edition_number_per_item_and_language"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_numbers_start_at_one"),
            models.CheckConstraint(
                condition=Q(change_class__in=["minor", "content", "safety", "contact"]),
                name="edition_change_class_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.language}) {self.number}"


class Reference(models.Model):
    """Something that an edition prints: where it is used can be asked without reading any text."""

    class Kind(models.TextChoices):
        CONTACT = "contact", "Contact point"
        SERVICE = "service", "Service"
        QUOTE = "quote", "Quote"
        ASSET = "asset", "Asset"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="references")
    kind = models.CharField(max_length=10, choices=Kind)
    target = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["target", "kind"], name="reference_where_used")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "kind", "target"], name="reference_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition} prints {self.kind} {self.target}"


class Provenance(models.Model):
    """What an edition of an adaptation was made from. As immutable as the edition.

    `recipe` is the published recipe (`library/leaflets/recipe.py`), `title` that of the original then. `sections` tells what is local:
    [{id, status, base_edition}], `verbatim` as the original has it, `filled` with local details in it, `reworded`, `left_out`, or
    `added` where the original only has a place for local words. `service_words` are what it prints of services besides their
    contact points, by slug and part, and `service_contacts` the ids of the contact points that they had, by slug
    (`directory.service_values.Told`): a later edition that nobody approves prints these again, and no others.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="provenance")
    template = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="adaptations")
    title = models.CharField(max_length=200)
    recipe = models.JSONField()
    sections = models.JSONField()
    service_words = models.JSONField(default=dict, db_default={})
    service_contacts = models.JSONField(default=dict, db_default={})

    class Meta:
        verbose_name_plural = "provenance"

    def __str__(self) -> str:
        return f"{self.edition} from {self.template}"


class Rendition(models.Model):
    """An edition as bytes for readers, kept so that it is made once: one row for each name, replaced when it is made anew.

    `key` says what it was made from: the ETag of the entry, which covers every fact, and the recipe (`recipes.py`). A
    row with another key than the present one is never sent. The bytes stand in the table so that they go in the same
    transaction as what they print. A rendition that the text can't have keeps its `refusal` in place of bytes.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="renditions")
    name = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    refusal = models.JSONField(null=True, help_text="{slug, detail, errors, members} of why it can't be made.")
    made_at = models.DateTimeField(help_text="When it came to have this content: Last-Modified.")

    class Meta:
        indexes: ClassVar = [models.Index(Left("sha256", 32), name="rendition_by_address")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "name"], name="rendition_per_edition_and_name"),
            models.CheckConstraint(
                condition=Q(refusal__isnull=True, size__gt=0) | Q(refusal__isnull=False, size=0, content=b""),
                name="rendition_is_bytes_or_a_refusal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.name}"


class Clearance(models.Model):
    """An edition that named a testimonial when its owner withdrew: when it was cleared and when it was made anew. Ids and times,
    never words.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    testimonial = models.ForeignKey(Testimonial, on_delete=models.PROTECT, related_name="clearances")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="clearances")
    was_current = models.BooleanField(help_text="Whether this was the edition that the public read.")
    renditions = ArrayField(
        models.CharField(max_length=40), default=list, help_text="Names of those that were kept, and were dropped."
    )
    cleared_at = models.DateTimeField()
    rebuilt_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["testimonial", "edition"], name="clearance_per_testimonial_and_edition"),
            models.CheckConstraint(
                condition=Q(rebuilt_at__isnull=True) | Q(rebuilt_at__gte=models.F("cleared_at")),
                name="clearance_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} without {self.testimonial}"


class Waiver(models.Model):
    """What a check of wording forbids and a clinician has let stand, with a reason and until a day (domain.md SM-5).

    It holds for these very words in this paragraph, of which `words_sha256` is the hash, wherever the item's texts have it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="waivers")
    rule = models.CharField(max_length=40)
    excerpt = models.CharField(max_length=500, help_text="The words, for people to read.")
    words_sha256 = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)
    expires_on = models.DateField(help_text="The last day on which it holds.")
    approved_by = models.UUIDField()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "rule", "words_sha256"],
                condition=Q(ended_at__isnull=True),
                name="waiver_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} in {self.item}"
