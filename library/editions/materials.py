"""All that the renditions of one entry are made from, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from library.catalogue.models import Asset, Entry
from library.catalogue.themes import theme_of
from library.editions.entries import current_edition, document_of
from library.editions.gathering import load_facts
from library.editions.kept_renditions import key_of
from library.editions.models import Edition
from library.editions.projection import detail_of, projection_of
from library.editions.review_status import uk_day
from library.editions.shapes import Detail
from library.editions.sheets import sheet_of
from library.rendering.sheet import Sheet


@dataclass(frozen=True)
class Material:
    """`key` is what its renditions are kept under, `fresh_until` when a fact changes by time alone.

    `entry` is as it was before anything else was read: a rendition is kept only if it has not changed since.
    """

    entry: Entry
    edition: Edition
    detail: Detail
    sheet: Sheet
    assets: Mapping[UUID, Asset]
    key: str
    fresh_until: datetime | None


def gather(entry: Entry, *, now: datetime, edition: Edition | None = None) -> Material:
    """What the public reads of a live entry now, ready to be set; or an older edition of it. Raises `StorageUnavailable`."""
    edition = edition or current_edition(entry)
    document, facts = document_of(edition), load_facts([edition])[edition.pk]
    detail = detail_of(edition, document, facts, uk_day(now), settings.PUBLIC_URL)
    projection = projection_of(detail, facts, uk_day(now))
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
        detail=detail,
        sheet=sheet,
        assets=facts.assets,
        key=key_of(projection.etag),
        fresh_until=projection.fresh_until,
    )
