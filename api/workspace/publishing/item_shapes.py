"""An item as its publisher sees it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from pydantic import Field

from api.http.requests import Shape
from library.catalogue.addresses import item_url
from library.catalogue.models import Entry, Item


class ItemName(Shape):
    """Which item."""

    id: UUID
    kind: str
    slug: str

    @classmethod
    def of(cls, item: Item) -> ItemName:
        return cls(id=item.pk, kind=item.kind, slug=item.slug)


class ItemDraft(Shape):
    """A draft of the item, in short."""

    id: UUID
    language: str
    title: str
    state: str
    version: int


class ItemInLanguage(Shape):
    """What is out, or was."""

    language: str
    title: str
    edition: int = Field(description="The current edition in this language.")
    state: str = Field(description="`live`, `withdrawn` or `redirected`.")


class Withdrawal(Shape):
    """Why it was taken back."""

    at: datetime | None
    reason: str | None = Field(description="A code; null when it was redirected without being withdrawn.")
    explanation: str | None
    successor: ItemName | None = Field(description="Where readers are sent.")


class StatedFormat(Shape):
    format: str
    status: str
    note: str


class WorkshopItem(Shape):
    """An item with its governance, its drafts and what is out of it."""

    id: UUID
    kind: str
    slug: str
    title: str = Field(description="Of the draft in the original language; without one, of what is out.")
    original_language: str
    standing: str = Field(description="`unpublished`, `published`, `withdrawn` or `redirected`.")
    version: int = Field(description="Counts changes of the governance and of the standing; the `ETag` is made of it.")
    licence: str = Field(description="SPDX identifier, of the next edition. Each edition keeps its own.")
    rights_holder: str
    topics: list[str]
    audiences: list[str]
    is_health_content: bool
    funding: str
    conflicts_of_interest: str
    review_cycle_months: int
    last_reviewed: date | None = Field(description="When the whole was last reviewed. Editing does not move it.")
    next_review_due: date | None
    accessible_formats: list[StatedFormat]
    drafts: list[ItemDraft]
    editions: list[ItemInLanguage]
    withdrawal: Withdrawal | None
    url: str | None = Field(description="Where the public reads it; null until it is published.")
    created_at: datetime

    @classmethod
    def of(cls, item: Item) -> WorkshopItem:
        """From an item of `find_items`, which brings what this needs."""
        return cls(**members_of(item))


class WorkshopItemList(Shape):
    """Items, newest first."""

    items: list[WorkshopItem]
    next: str | None = Field(description="Address of the next page; null on the last.")


_COPIED = (
    *("kind", "slug", "original_language", "standing", "version", "rights_holder", "is_health_content", "funding"),
    *("conflicts_of_interest", "review_cycle_months", "last_reviewed", "next_review_due", "created_at"),
)


def members_of(item: Item) -> dict[str, Any]:
    drafts: list[Any] = list(item.drafts.all())  # with their titles, which `find_items` adds
    entries = list(item.entries.all())
    return {
        **{name: getattr(item, name) for name in _COPIED},
        "id": item.pk,
        "title": _title(item, drafts, entries),
        "licence": item.licence.spdx,
        "topics": sorted(topic.slug for topic in item.topics.all()),
        "audiences": sorted(audience.slug for audience in item.audiences.all()),
        "accessible_formats": [
            StatedFormat(format=row["format"], status=row["status"], note=row.get("note", ""))
            for row in item.accessible_formats
        ],
        "drafts": [
            ItemDraft(id=draft.pk, language=draft.language, title=draft.title, state=draft.state, version=draft.version)
            for draft in drafts
        ],
        "editions": [
            ItemInLanguage(language=entry.language, title=entry.title, edition=entry.edition, state=entry.state)
            for entry in sorted(entries, key=lambda entry: (not entry.is_original, entry.language))
        ],
        "withdrawal": _withdrawal(item),
        "url": item_url(settings.PUBLIC_URL, item.kind, item.slug) if entries else None,
    }


def _title(item: Item, drafts: list[Any], entries: list[Entry]) -> str:
    own = [draft.title for draft in drafts if draft.language == item.original_language]
    out = [entry.title for entry in entries if entry.is_original]
    return [*own, *out, *(draft.title for draft in drafts)][0]


def _withdrawal(item: Item) -> Withdrawal | None:
    if item.standing not in {Item.Standing.WITHDRAWN, Item.Standing.REDIRECTED}:
        return None
    return Withdrawal(
        at=item.withdrawn_at,
        reason=item.withdrawal_reason or None,
        explanation=item.withdrawal_explanation or None,
        successor=ItemName.of(item.successor) if item.successor else None,
    )
