"""The items of the library, their vocabularies, and what the public reads of them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left

from library.accounts.models import Organisation
from library.catalogue.licences import terms_of
from library.catalogue.search_fields import SearchQueryField
from library.ids import new_id


class Topic(models.Model):
    """A subject, in a tree. `codes` are concepts of public code systems: {system, code, version, display, verified_at}
    (domain.md, MD-1).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = ArrayField(
        models.SlugField(max_length=100),
        default=list,
        editable=False,
        help_text="Slugs from the root down to this topic.",
    )
    codes = models.JSONField(default=list, blank=True)
    synonyms = ArrayField(
        models.CharField(max_length=100), default=list, blank=True, help_text="Other words that readers search for."
    )

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["path"], name="topic_path")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(parent=F("id")), name="topic_is_not_its_own_parent")
        ]

    def __str__(self) -> str:
        return self.name


class TopicAlias(models.Model):
    """A word or phrase that stands for a topic in searches: PostgreSQL's `ts_rewrite` widens `target` to `substitute`
    in a reader's query.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="aliases")
    target = SearchQueryField()
    substitute = SearchQueryField()

    def __str__(self) -> str:
        return f"{self.target} -> {self.topic}"


class Audience(models.Model):
    """For whom something is written."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Licence(models.Model):
    """A licence by SPDX identifier. What it allows is derived from the identifier, never typed (domain.md, LIC-1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    spdx = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    url = models.URLField()

    def __str__(self) -> str:
        return self.spdx

    @property
    def allows_adaptation(self) -> bool:
        return terms_of(self.spdx).allows_adaptation

    @property
    def share_alike(self) -> bool:
        return terms_of(self.spdx).share_alike

    @property
    def non_commercial(self) -> bool:
        return terms_of(self.spdx).non_commercial


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
            models.Index(fields=["publisher"], name="entry_by_publisher"),
            models.Index(fields=["fresh_until"], name="entry_stale_from"),
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


class Word(models.Model):
    """A word that some entry has held, for "did you mean". Only words that a live entry still holds are ever suggested."""

    word = models.CharField(max_length=60, primary_key=True)

    def __str__(self) -> str:
        return self.word


class Asset(models.Model):
    """A file: an image, a document, captions, a recording. The public may fetch it only while a live edition refers to it."""

    class Accessibility(models.TextChoices):
        ACCESSIBLE = "accessible", "Checked and accessible"
        PARTLY = "partly", "Accessible in part"
        NOT_ACCESSIBLE = "not_accessible", "Not accessible"
        NOT_CHECKED = "not_checked", "Not checked yet"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assets")
    name = models.CharField(max_length=120, help_text="File name for downloads, made safe.")
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    file = models.FileField(upload_to="assets/", max_length=200)
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="assets")
    rights_holder = models.CharField(max_length=200)
    accessibility = models.CharField(max_length=20, choices=Accessibility, default=Accessibility.NOT_CHECKED)
    accessibility_note = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    uploaded_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "-created_at"], name="asset_of_owner"),
            models.Index(Left("sha256", 32), name="asset_by_address"),
        ]

    def __str__(self) -> str:
        return self.name
