"""The workshop: what is being written, and what reviewers said of exactly which text. No public view may read these tables."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT

from library.accounts.models import Organisation, User
from library.accounts.roles import ReviewKind
from library.catalogue.models import Item
from library.editions.models import Edition
from library.ids import new_id

KINDS = [(kind.value, kind.value.replace("_", " ").capitalize()) for kind in ReviewKind]


class Scope(models.TextChoices):
    """What a reviewer looks at."""

    CHANGE = "change", "What changed"
    WHOLE = "whole", "The whole text"


class Draft(models.Model):
    """The next text of an item in one language. `version` counts writes; its ETag is made of it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        CHANGES_REQUESTED = "changes_requested", "Changes requested"
        APPROVED = "approved", "Approved"
        SCHEDULED = "scheduled", "Scheduled"
        PUBLISHED = "published", "Published"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="drafts")
    language = models.CharField(max_length=35)
    document = models.JSONField()
    title = models.GeneratedField(
        expression=KT("document__title"),
        output_field=models.TextField(),
        db_persist=True,
        null=True,
        help_text="That of the document, to be searched and listed without reading it.",
    )
    document_hash = models.CharField(
        max_length=64, help_text="SHA-256 of the canonical text: what a sign-off is bound to."
    )
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    based_on = models.PositiveIntegerField(null=True, blank=True, help_text="The edition it started from.")
    contributors = ArrayField(
        models.UUIDField(),
        default=list,
        blank=True,
        help_text="Who has written in it since the last edition; they may not sign it off.",
    )
    change_class = models.CharField(max_length=10, choices=Edition.ChangeClass, blank=True)
    change_note = models.CharField(max_length=500, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    scheduled_by = models.UUIDField(null=True, blank=True)
    schedule_failure = models.CharField(
        max_length=500, blank=True, help_text="Why the last scheduled publication was refused."
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "language"], name="draft_per_item_and_language"),
            models.CheckConstraint(
                condition=Q(state="scheduled", publish_at__isnull=False, scheduled_by__isnull=False)
                | (~Q(state="scheduled") & Q(publish_at__isnull=True, scheduled_by__isnull=True)),
                name="draft_scheduled_when_and_by_whom",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["publish_at"], name="draft_due", condition=Q(state="scheduled"))]

    def __str__(self) -> str:
        return f"{self.item} ({self.language}), {self.state}"


class OutsideReviewer(models.Model):
    """Somebody without an account who is asked to review: who they are, and how to reach them. Never public.

    `account` is the account of the owner's that has the same address, if there is one when they answer; who joins later is found by
    the address (`queries.people_behind`): one person is one, however they come in. The address goes first and the name with the record
    of the review (`retention`), or both when they ask for it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="outside_reviewers")
    name = models.CharField(max_length=150, blank=True)
    email = models.CharField(max_length=100, blank=True)
    account = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "email"], condition=~Q(email=""), name="outside_reviewer_once_by_address"
            ),
            models.CheckConstraint(
                condition=(Q(erased_at__isnull=True) & ~Q(name="")) | Q(erased_at__isnull=False, name="", email=""),
                name="outside_reviewer_is_there_or_erased",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def identity(self) -> UUID:
        """Whom their word counts as."""
        return self.account_id or self.pk


class ReviewInvitation(models.Model):
    """Somebody outside is asked to review a draft, by a personal link that reaches them by mail. It stays open while the text
    goes on, and shows the text as it is, until that goes out.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reviewer = models.ForeignKey(OutsideReviewer, on_delete=models.PROTECT, related_name="invitations")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="review_invitations")
    language = models.CharField(max_length=35)
    draft = models.ForeignKey(
        Draft, on_delete=models.SET_NULL, null=True, blank=True, related_name="review_invitations"
    )
    kind = models.CharField(max_length=20, choices=KINDS)
    scope = models.CharField(max_length=10, choices=Scope)
    capacity = models.CharField(
        max_length=200, blank=True, help_text="What makes them fit to judge it: part of the record of approval."
    )
    why = models.CharField(max_length=500, help_text="Why they are asked, as the letter says.")
    invited_by = models.UUIDField()
    invited_at = models.DateTimeField()
    sent_at = models.DateTimeField(help_text="When a link was last sent.")
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["draft", "-invited_at"], name="review_invitation_of_draft")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reviewer", "item", "language", "kind"],
                condition=Q(answered_at__isnull=True, taken_back_at__isnull=True),
                name="review_invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(taken_back_at__isnull=True),
                name="review_invitation_answered_or_taken_back",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="review_invitation_dates_in_order"),
            models.CheckConstraint(
                condition=Q(kind__in=[value for value, _ in KINDS]), name="review_invitation_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} review of {self.item}"


class Review(models.Model):
    """What a reviewer said of one exact text: of a draft, or of the current edition. It holds for that hash and no other.

    When the text of a draft is published, what was said of it belongs to the edition as well, and outlives the draft
    (domain.md, HQ-6).
    """

    Scope = Scope

    class Decision(models.TextChoices):
        APPROVED = "approved", "Approved"
        CHANGES_REQUESTED = "changes_requested", "Changes requested"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="reviews")
    language = models.CharField(max_length=35)
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews")
    kind = models.CharField(max_length=20, choices=KINDS)
    scope = models.CharField(max_length=10, choices=Scope)
    decision = models.CharField(max_length=20, choices=Decision)
    comment = models.TextField(blank=True, max_length=5000)
    evidence_checked = models.BooleanField(default=False)
    document_hash = models.CharField(max_length=64)
    sections = models.JSONField(
        default=list, blank=True, db_default=[], help_text="Comments on sections: `section` is its id, and `text`."
    )
    criteria = models.JSONField(
        default=list, blank=True, db_default=[], help_text="What was answered: `code`, `answer` and `note`."
    )
    criteria_version = models.CharField(
        max_length=10, blank=True, db_default="", help_text="Of the questions; empty where none were asked."
    )
    reviewer = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews", help_text="Whose account it was."
    )
    invitation = models.OneToOneField(
        ReviewInvitation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review",
        help_text="Or what somebody outside answers with it.",
    )
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["item", "language", "-created_at"], name="review_of_item")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(draft__isnull=False) | Q(edition__isnull=False), name="review_is_of_a_draft_or_an_edition"
            ),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in ReviewKind]), name="review_kind_known"),
            models.CheckConstraint(
                condition=Q(decision="approved") | ~Q(comment="", sections=[]),
                name="review_asking_for_changes_says_where",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=False, invitation__isnull=True)
                | Q(reviewer__isnull=True, invitation__isnull=False),
                name="review_by_an_account_or_by_somebody_outside",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} review of {self.item}: {self.decision}"


class Import(models.Model):
    """What became of a file that a draft was made from: kept beside the draft until it is published, or somebody has read it.

    The file itself is not kept: its name, size and hash say which it was. `remarks` are those of `library.importing`;
    `pictures` those that wait for somebody to say what they show: `key` as it stands in the text, `asset`, `name`.
    """

    class Kind(models.TextChoices):
        DOCX = "docx", "Word document"
        ODT = "odt", "OpenDocument text"
        HTML = "html", "Web page"
        MARKDOWN = "markdown", "Markdown"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="brought_in")
    kind = models.CharField(max_length=10, choices=Kind)
    file_name = models.CharField(max_length=120)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    remarks = models.JSONField(default=list)
    pictures = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "import"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=["docx", "odt", "html", "markdown"]), name="import_kind_known"),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="import_sha256_is_one"),
        ]

    def __str__(self) -> str:
        return self.file_name
