"""All that the renditions of one entry are made from, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from library.catalogue.models import Asset, Entry
from library.catalogue.themes import theme_of
from library.documents.model import Document
from library.editions.entries import current_edition, document_of
from library.editions.gathering import load_facts
from library.editions.kept_renditions import key_of
from library.editions.models import Edition
from library.editions.projection import detail_of, projection_of
from library.editions.quotes import RENDITION_CHANNELS, QuoteBook
from library.editions.shapes import Detail
from library.editions.sheets import sheet_of, with_said
from library.rendering.sheet import Sheet


@dataclass(frozen=True)
class Material:
    """`key` is what its renditions are kept under, `fresh_until` when a fact changes by time alone.

    `entry` is as it was before anything else was read: a rendition is kept only if it has not changed since.
    """

    entry: Entry
    edition: Edition
    document: Document
    detail: Detail
    sheet: Sheet
    assets: Mapping[UUID, Asset]
    key: str
    fresh_until: datetime | None
    quotes: QuoteBook
    now: datetime

    def sheet_for(self, name: str) -> Sheet:
        """The sheet of one rendition: with the quotes that may be shown as what it is."""
        channel = RENDITION_CHANNELS.get(name)
        return with_said(self.sheet, self.document, self.quotes.texts(channel, self.now) if channel else {})


def gather(entry: Entry, *, now: datetime, edition: Edition | None = None) -> Material:
    """What the public reads of a live entry now, ready to be set; or an older edition of it. Raises `StorageUnavailable`."""
    edition = edition or current_edition(entry)
    document, facts = document_of(edition), load_facts([edition])[edition.pk]
    detail = detail_of(edition, document, facts, now, settings.PUBLIC_URL)
    projection = projection_of(detail, facts, now)
    sheet = sheet_of(
        edition,
        document,
        detail,
        facts,
        entry=entry.pk,
        theme=theme_of(facts.item.owner),
        base_url=settings.PUBLIC_URL,
    )
    return Material(
        entry=entry,
        edition=edition,
        document=document,
        detail=detail,
        sheet=sheet,
        assets=facts.assets,
        key=key_of(projection.etag),
        fresh_until=projection.fresh_until,
        quotes=facts.quotes,
        now=now,
    )
