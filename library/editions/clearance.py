"""The record of what was cleared after a withdrawal of consent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from library.catalogue.models import Entry
from library.editions.models import Clearance


@transaction.atomic
def note_rebuilt(testimonial: UUID, entry: Entry, *, at: datetime) -> None:
    """What the public reads of an entry stands anew, without the quote. Said once: a later rebuilding is another matter."""
    Clearance.objects.filter(
        testimonial=testimonial,
        edition__item=entry.item_id,
        edition__language=entry.language,
        rebuilt_at=None,
        cleared_at__lte=at,
    ).update(rebuilt_at=at)
