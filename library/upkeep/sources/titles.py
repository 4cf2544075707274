"""What things are called in public."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet

from library.catalogue.models import Entry
from library.directory.models import ContactPoint


def public_titles(item: str) -> QuerySet[Entry, Any]:
    """For a subquery: the title of what is out in the item's original language; nothing of what is not out, or not any more. `item` leads
    to the item from the rows that are asked.
    """
    return Entry.objects.filter(item=OuterRef(item), is_original=True, state=Entry.State.LIVE).values("title")[:1]


def public_name_of(contact: ContactPoint) -> str:
    """Of one in use: those for everybody's texts stand in the public list, those of local services do not."""
    return "" if contact.organisation_id else contact.name
