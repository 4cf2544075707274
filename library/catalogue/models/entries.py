"""What the public reads of the items, and the words that it may search for."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Right

from library.catalogue.models.items import Item
from library.catalogue.short_codes import TAIL
from library.ids import new_id


class Entry(models.Model):
    """What the public reads of one item in one language: columns to filter by, and the bytes of the answers.

    `card` and `document` are a projection of the current edition and the facts about it (`library/editions/projection.py`). They hold until
    `fresh_until` and for one `projection_version`; past that a read projects anew in memory and a job rewrites the row. A withdrawn or
    redirected item keeps its row without any bytes.
    """

    class State(models.TextChoices):
        LIVE = "live", "Live"
        WITHDRAWN = "withdrawn", "Withdrawn"
        REDIRECTED = "redirected", "Redirected"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="entries")
    language = models.CharField(max_length=35)
    state = models.CharField(max_length=12, choices=State, default=State.LIVE)
    is_original = models.BooleanField(help_text="It is in the item's original language.")
    languages = ArrayField(models.CharField(max_length=35), help_text="All languages that the item is published in.")
    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    sort_title = models.CharField(max_length=200, db_collation="C")
    topics = ArrayField(models.CharField(max_length=100), help_text="Slugs, with those of all topics above them.")
    audiences = ArrayField(models.CharField(max_length=100))
    conditions = ArrayField(
        models.CharField(max_length=200), help_text="Codes of its topics, bare and as `system|code`."
    )
    format = models.CharField(max_length=20)
    publisher = models.CharField(max_length=100)
    licence = models.CharField(max_length=60)
    adaptable = models.BooleanField()
    next_review_due = models.DateField()
    edition = models.PositiveIntegerField()
    published_at = models.DateTimeField(help_text="When its first edition came out.")
    modified_at = models.DateTimeField(help_text="When its current edition came out; moved by editions alone.")
    search = SearchVectorField(help_text="Every word of it.")
    search_head = SearchVectorField(help_text="Title, summary, topics and headings: small, for ranking.")
    search_config = models.CharField(max_length=20)
    text = models.TextField(help_text="Plain text, for snippets.")
    card = models.BinaryField()
    document = models.BinaryField()
    etag = models.CharField(max_length=80)
    changed_at = models.DateTimeField(help_text="When these bytes came to be: Last-Modified.")
    fresh_until = models.DateTimeField(null=True)
    projection_version = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        indexes: ClassVar = [
            models.Index(F("published_at").desc(), F("id").desc(), name="entry_newest", condition=Q(state="live")),
            models.Index(
                "kind", F("published_at").desc(), F("id").desc(), name="entry_newest_of_kind", condition=Q(state="live")
            ),
            models.Index(fields=["sort_title", "id"], name="entry_by_title", condition=Q(state="live")),
            models.Index(fields=["next_review_due", "id"], name="entry_by_review_due", condition=Q(state="live")),
            models.Index(fields=["modified_at"], name="entry_by_modified", condition=Q(state="live")),
            # With what is gone: for those who compare a copy.
            models.Index(fields=["changed_at", "id"], name="entry_by_change"),
            models.Index(fields=["publisher"], name="entry_by_publisher"),
            models.Index(fields=["fresh_until"], name="entry_stale_from"),
            models.Index(Right(Cast("id", models.TextField()), TAIL), name="entry_by_short_code"),
            # One for all of them: for a search or a rare topic with further filters it reads what they have in common,
            # where indexes of their own would each give all that they hold.
            GinIndex(fields=["topics", "audiences", "conditions", "languages", "search"], name="entry_found_by"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "language"], name="entry_per_item_and_language"),
            models.UniqueConstraint(fields=["kind", "slug", "language"], name="entry_address"),
            models.UniqueConstraint(fields=["item"], condition=Q(is_original=True), name="entry_original_is_one"),
            models.CheckConstraint(
                condition=Q(state="live") | Q(card=b"", document=b"", text=""), name="entry_gone_holds_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug} ({self.language})"


class Placement(models.Model):
    """An entry under one of its topics, in the order of lists: the newest of a topic are found without looking at the others.

    Kept by a trigger of the database (migration 0006), for live entries only.
    """

    pk = models.CompositePrimaryKey("entry", "topic")
    topic = models.CharField(max_length=100)
    published_at = models.DateTimeField()
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="placements", db_index=False)

    class Meta:
        indexes: ClassVar = [
            models.Index("topic", F("published_at").desc(), F("entry").desc(), name="placement_newest_of_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.entry} under {self.topic}"


class Word(models.Model):
    """A word that some entry has held, for "did you mean". Only words that a live entry still holds are ever suggested."""

    word = models.CharField(max_length=60, primary_key=True)

    def __str__(self) -> str:
        return self.word
