"""Entries: writing what the public reads, from editions and facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from pydantic import TypeAdapter

from library.catalogue.freshness import hold_shared_facts, mark_stale, stale_entries
from library.catalogue.models import Entry, Item
from library.catalogue.short_addresses import id_with_free_code
from library.documents.model import Document
from library.editions.gathering import load_facts
from library.editions.indexing import entry_columns, index_entries
from library.editions.kept_renditions import drop_renditions
from library.editions.models import Edition
from library.editions.projection import Projection, project, version_tag

_DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)


def document_of(edition: Edition) -> Document:
    """The text of an edition as it was published. Not checked again: rules that came later do not unpublish it."""
    return _DOCUMENT.validate_json(edition.document)


def current_edition(entry: Entry) -> Edition:
    """The edition that an entry shows."""
    return Edition.objects.get(item=entry.item_id, language=entry.language, number=entry.edition)


def put_entry(*, item: Item, edition: Edition, at: datetime) -> Entry:
    """Make an edition what the public reads of the item in its language. The item's row is locked by the caller."""
    hold_shared_facts()
    before = Entry.objects.filter(item=item, language=edition.language).first()
    entry = before or Entry(
        id=id_with_free_code(), item=item, language=edition.language, published_at=edition.published_at
    )
    document = document_of(edition)
    for name, value in entry_columns(item, edition, document, item.topics.all(), item.audiences.all()).items():
        setattr(entry, name, value)
    live = Entry.objects.filter(item=item, state=Entry.State.LIVE)
    entry.languages = sorted({*live.values_list("language", flat=True), edition.language})
    entry.card = entry.document = b""
    entry.state, entry.changed_at = Entry.State.LIVE, at
    entry.save()
    drop_renditions(Edition.objects.filter(item=item, language=edition.language).exclude(pk=edition.pk))
    index_entries([(entry, document)])
    siblings = Entry.objects.filter(item=item).exclude(pk=entry.pk)
    siblings.update(languages=entry.languages)
    mark_stale(siblings, at=at)
    _store(entry, _project_all([edition], at)[0], at)
    return entry


def remove_entries(*, item: Item, state: str, at: datetime) -> None:
    """Leave nothing of an item to read or to find but the fact that it was there."""
    Entry.objects.filter(item=item).update(
        state=state, card=b"", document=b"", text="", etag="", changed_at=at, fresh_until=None
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_entry SET search = ''::tsvector, search_head = ''::tsvector WHERE item_id = %s", [item.pk]
        )
    drop_renditions(Edition.objects.filter(item=item))


def project_entries(entries: Sequence[Entry], *, at: datetime) -> list[Projection]:
    """What these live entries show now, in their order, whatever their stored bytes say."""
    editions = {
        (edition.item_id, edition.language, edition.number): edition
        for edition in Edition.objects.filter(item__in={entry.item_id for entry in entries})
    }
    return _project_all([editions[entry.item_id, entry.language, entry.edition] for entry in entries], at)


def projections_of(entry_ids: Sequence[UUID], *, at: datetime) -> dict[UUID, Projection]:
    """What these live entries show now, by their ids: for those whose stored bytes no longer hold."""
    if not entry_ids:
        return {}
    entries = list(Entry.objects.filter(pk__in=entry_ids).defer("card", "document", "text"))
    return dict(zip((entry.pk for entry in entries), project_entries(entries, at=at), strict=True))


@transaction.atomic
def rewrite_stale_entries(*, at: datetime, limit: int = 200) -> int:
    """Write what stale entries show now. Returns how many were rewritten; rows that somebody is working on are left for the next run."""
    hold_shared_facts()
    items = Item.objects.filter(
        entries__in=stale_entries(at=at, version=version_tag(settings.PUBLIC_URL))[:limit]
    ).order_by("pk")
    locked = list(items.select_for_update(skip_locked=True, of=("self",), no_key=True))
    entries = list(
        stale_entries(at=at, version=version_tag(settings.PUBLIC_URL)).filter(item__in=locked).order_by("pk")
    )
    for entry, projection in zip(entries, project_entries(entries, at=at), strict=True):
        _store(entry, projection, max(at, entry.changed_at))
    return len(entries)


def _project_all(editions: Sequence[Edition], at: datetime) -> list[Projection]:
    facts = load_facts(editions)
    return [project(edition, document_of(edition), facts[edition.pk], at, settings.PUBLIC_URL) for edition in editions]


def _store(entry: Entry, projection: Projection, at: datetime) -> None:
    Entry.objects.filter(pk=entry.pk).update(
        card=projection.card,
        document=projection.document,
        etag=projection.etag,
        changed_at=at,
        fresh_until=projection.fresh_until,
        projection_version=version_tag(settings.PUBLIC_URL),
    )
