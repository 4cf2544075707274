"""What the public reads: stored bytes of live entries, projected anew in memory when they no longer hold."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from library.catalogue.addresses import item_url
from library.catalogue.models import Entry, Item
from library.catalogue.search import (
    MARK_END,
    MARK_START,
    Page,
    Question,
    facets_statement,
    has_one_plan,
    list_statement,
)
from library.catalogue.statements import fetch_all
from library.directory.queries import crisis_help
from library.editions.entries import project_entries, projections_of
from library.editions.projection import version_tag
from library.editions.review_status import uk_day
from library.errors import Gone, LibraryError, Moved, NotFound


class LanguageNotAvailable(NotFound):
    """The item is there, but not in this language."""

    slug = "language-not-available"
    title = "Not published in this language"
    explanation = (
        "The item exists, but not in the language asked for. `languages` lists those that it is published in; "
        "without `language` you get its original."
    )


@dataclass(frozen=True)
class Reading:
    """One item as it is now. `document` is None when the caller has these bytes already."""

    document: bytes | None
    etag: str
    changed_at: datetime
    fresh_until: datetime | None


@dataclass(frozen=True)
class Listing:
    """One page of cards. `snippets` stand beside them if they were asked for; `after` are the sort values to go on
    from, None on the last page.
    """

    cards: list[bytes]
    snippets: list[str | None]
    after: list[str] | None


# One row per read: the text in the language asked for, or the original. Of a row that is asked for by its ETag only the ETag is read.
_READ = """
SELECT id, state, etag, CASE WHEN etag = ANY(string_to_array(%(known)s, ' ')) THEN NULL ELSE document END, changed_at, fresh_until,
       (fresh_until IS NULL OR fresh_until > %(now)s) AND projection_version = %(version)s, languages
FROM catalogue_entry WHERE kind = %(kind)s AND slug = %(slug)s AND {language}
"""
_READ_ORIGINAL = _READ.format(language="is_original")
_READ_LANGUAGE = _READ.format(
    language="(language = %(language)s OR is_original) ORDER BY (language = %(language)s) DESC LIMIT 1"
)


def read_item(kind: str, slug: str, language: str | None, *, known: Sequence[str], now: datetime) -> Reading:
    """One item. `known` are ETags that the caller holds: when one of them is current its bytes are not read.

    Raises `NotFound`, `LanguageNotAvailable`, `Gone` with the reason and where to get help, `Moved` with the successor.
    """
    values = {
        "kind": kind,
        "slug": slug,
        "language": language,
        "known": " ".join(known),  # a text is sent in a third of the time of a list
        "now": now,
        "version": version_tag(settings.PUBLIC_URL),
    }
    rows = fetch_all(_READ_ORIGINAL if language is None else _READ_LANGUAGE, values, keep_plan=True)
    if not rows:
        raise NotFound()
    entry_id, state, etag, document, changed_at, fresh_until, fresh, languages = rows[0]
    if state != Entry.State.LIVE:
        raise departure(entry_id, now=now)
    if language is not None and language not in languages:
        raise LanguageNotAvailable(f"There is no {language} version.", languages=languages)
    if not fresh:
        return _project_now(entry_id, now)
    return Reading(document, etag, changed_at, fresh_until)


def read_list(question: Question, page: Page, *, now: datetime) -> Listing:
    """A page of cards, each as it is now."""
    sql, values = list_statement(question, page, now=now, version=version_tag(settings.PUBLIC_URL))
    rows = fetch_all(sql, values, keep_plan=has_one_plan(question, page))
    after = [str(value) for value in rows[page.size - 1][5:]] if len(rows) > page.size else None
    rows = rows[: page.size]
    renewed = projections_of([row[0] for row in rows if not row[3]], at=now)
    return Listing(
        cards=[renewed[row[0]].card if row[0] in renewed else row[1] for row in rows],
        snippets=[_marked(row[4]) for row in rows] if page.snippets else [],
        after=after,
    )


def read_facets(question: Question, names: Sequence[str]) -> tuple[dict[str, list[dict[str, Any]]], int]:
    """For each facet its values with their names and counts, most frequent first; and how many entries there are in all."""
    sql, values = facets_statement(question, names)
    rows = fetch_all(sql, values)
    facets: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    total = 0
    for facet, value, name, count in rows:
        if facet:
            facets[facet].append({"value": value, "name": name or value, "count": count})
        else:
            total = count
    return facets, total


def departure(entry_id: UUID, *, now: datetime) -> LibraryError:
    """Why an item is not to be read any more: `Gone` or `Moved`."""
    item = Entry.objects.select_related("item__successor").get(pk=entry_id).item
    successor = _address(item.successor) if item.successor else None
    if item.standing == item.Standing.REDIRECTED and successor:
        return Moved(f"It is now at {successor['url']}.", successor=successor)
    return Gone(
        item.withdrawal_explanation or item.get_withdrawal_reason_display(),
        reason=item.withdrawal_reason,
        withdrawn_at=item.withdrawn_at.isoformat(timespec="seconds").replace("+00:00", "Z")
        if item.withdrawn_at
        else None,
        successor=successor,
        help=crisis_help(uk_day(now)),
    )


def _address(item: Item) -> dict[str, str]:
    return {"kind": item.kind, "slug": item.slug, "url": item_url(settings.PUBLIC_URL, item.kind, item.slug)}


def _project_now(entry_id: UUID, now: datetime) -> Reading:
    entry = Entry.objects.get(pk=entry_id)
    projection = project_entries([entry], at=now)[0]
    changed_at = (
        max(entry.changed_at, entry.fresh_until) if entry.fresh_until and entry.fresh_until <= now else entry.changed_at
    )
    return Reading(projection.document, projection.etag, changed_at, projection.fresh_until)


def _marked(raw: str | None) -> str | None:
    """A snippet as HTML: text escaped, matches in `<mark>`. A word cut in half at the end is left off."""
    if raw is None:
        return None
    shown = html.escape(" ".join(raw.split()))
    return shown.replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")
