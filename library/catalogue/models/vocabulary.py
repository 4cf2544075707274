"""What items are described by: topics with their other words, audiences, licences."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

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
