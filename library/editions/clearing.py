"""Where a quote stands, and taking it out of whatever is kept of that: stored bytes and renditions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Greatest

from library.catalogue.models import Entry
from library.editions.kept_renditions import drop_renditions
from library.editions.models import Edition, Reference


def editions_naming(testimonial: UUID) -> QuerySet[Edition]:
    """Every edition whose text names a testimonial, old ones too. Their texts are not loaded."""
    printed = Reference.objects.filter(edition=OuterRef("pk"), kind=Reference.Kind.QUOTE, target=testimonial)
    return (
        Edition.objects.filter(Exists(printed)).select_related("item__owner").defer("document", "source").order_by("pk")
    )


def live_entries_of(editions: Sequence[Edition]) -> list[Entry]:
    """What is out of the items of these editions, in their languages: each readable with all of its editions."""
    pairs = {(edition.item_id, edition.language) for edition in editions}
    found = Entry.objects.filter(item__in={item for item, _ in pairs}, state=Entry.State.LIVE)
    rows = found.select_related("item__owner").defer("document", "card", "text", "search", "search_head").order_by("pk")
    return [entry for entry in rows if (entry.item_id, entry.language) in pairs]


def clear(editions: Sequence[Edition], entries: Sequence[Entry], *, at: datetime) -> None:
    """Drop the bytes of these entries and the renditions of these editions, in the caller's transaction.

    The caller has taken the shared facts for itself (`freshness.change_shared_facts`). Whoever reads at this very moment sends
    none of these empty bytes: without a version of its projection a row is never taken as it is, whatever the reader's clock
    says. A rendition that is being made now is not kept, because `changed_at` has moved on (`kept_renditions.keep`).
    """
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(
        card=b"",
        document=b"",
        etag="",
        projection_version="",
        fresh_until=at,
        changed_at=Greatest(Value(at), F("changed_at") + timedelta(seconds=1)),
    )
    drop_renditions(Edition.objects.filter(pk__in=[edition.pk for edition in editions]))
