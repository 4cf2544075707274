"""How often an entry was read, by day: numbers, and nobody in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from library.catalogue.models import Entry

HOST_LENGTH = 100
OTHER_HOSTS = "other"
"""In place of a host, once an entry has as many on a day as are told apart. No public host has a name without a dot."""


class DailyCount(models.Model):
    """Reads of an entry on a day in the United Kingdom, by way, form, website and partner (domain.md, HQ-12).

    There is no address, no browser and no time of day here, and none can be derived. An entry keeps its counts when its item is withdrawn,
    redirected or handed over: they belong to the text, and are shown to whoever owns the item now. Days are kept for a while and then
    added up under the first of their month (`library/syndication/keeping.py`).
    """

    class Channel(models.TextChoices):
        API = "api", "Read through the API"
        RENDITION = "rendition", "As a page or a file"
        EMBED = "embed", "Embedded in a page"
        OEMBED = "oembed", "Asked for by oEmbed"

    pk = models.CompositePrimaryKey("entry", "day", "channel", "format", "host", "partner")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="daily_counts", db_index=False)
    day = models.DateField()
    channel = models.CharField(max_length=12, choices=Channel)
    format = models.CharField(max_length=40, help_text="json, page.html, a4.pdf and so on.")
    host = models.CharField(
        max_length=HOST_LENGTH,
        blank=True,
        help_text="The website that shows it, for embeds and oEmbed; never a person's.",
    )
    partner = models.CharField(max_length=100, blank=True, help_text="Code of the organisation whose key asked.")
    count = models.PositiveBigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["day"], name="daily_count_by_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(channel__in=["api", "rendition", "embed", "oembed"]), name="daily_count_channel_known"
            ),
            models.CheckConstraint(condition=Q(count__gt=0), name="daily_count_is_of_something"),
            models.CheckConstraint(
                condition=Q(host="") | Q(channel__in=["embed", "oembed"]), name="daily_count_host_only_of_embeds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.count} of {self.entry_id}"


class CountedBatch(models.Model):
    """A batch of counts that has been added. Whoever is not told so sends it again, and it is not added twice."""

    id = models.UUIDField(primary_key=True)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
