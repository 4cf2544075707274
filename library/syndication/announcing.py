"""What oEmbed says of an item whatever is asked: made once for each state of the item, and kept beside its renditions."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from library.catalogue.models import Entry
from library.catalogue.short_codes import TAIL
from library.catalogue.statements import fetch_all
from library.editions.kept_renditions import CURRENT, FRESH, MEMBERS, kept_from
from library.editions.making import kept_or_made
from library.editions.materials import Material, gather
from library.errors import NotFound
from library.rendering.offers import Offer
from library.rendering.sizes import THUMBNAIL_SIZE
from library.syndication.embed_at_hand import ENTRY_STANDS
from library.syndication.embed_filling import lines_of
from library.syndication.embed_reading import HELP_SUM, check_out, facts_of, lines_for
from library.syndication.own_addresses import ShortAddress
from library.syndication.shelf import Shelf
from library.syndication.snippet import URGENT, Fallback

ANNOUNCEMENT = Offer("oembed.json", "application/json", "embed")
PROVIDER = "Co-production resource library"
_SUMMARY, _PAGE = "summary", "page"
"""Members that are kept for the fallback, and are no part of an answer: the summary, and the address of the whole text as a web page."""


@dataclass(frozen=True)
class Announced:
    """What is said of an entry that is out, as JSON, and until when that holds. `language` is None for the item's original. `help_sum`
    is a number that changes with any of the directory's lines.
    """

    kind: str
    slug: str
    language: str | None
    told: bytes
    fallback: Fallback
    help_sum: int
    fresh_until: datetime | None
    entry_etag: str | None
    """None for what was just said: what it was made of may have changed since the entry was read."""


_said: Shelf[Announced] = Shelf(512)
"""What was said of an item last, by kind, slug and language."""


def announcement(kind: str, slug: str, language: str | None, *, now: datetime) -> Announced:
    """What is said of an item, in one query. Raises as reading the item does."""
    values = {"kind": kind, "slug": slug, "language": language, **facts_of(now)}
    last = _said.get((kind, slug, language))
    if last is not None:
        still = {**values, "etag": last.entry_etag, "help": last.help_sum}
        rows = fetch_all(_STILL[language is None], still, keep_plan=True)
        if rows:
            return last if last.fresh_until == rows[0][0] else replace(last, fresh_until=rows[0][0])
    sql = _OF_ORIGINAL if language is None else _OF_LANGUAGE
    found = _announced(fetch_all(sql, values, keep_plan=True), language, now)
    if found.entry_etag is not None:
        _said.put((kind, slug, language), found)
    return found


def announcement_at(address: ShortAddress, *, now: datetime) -> Announced:
    """The same for what a short address names."""
    return _announced(fetch_all(_OF_CODE, {"tail": address.tail, **facts_of(now)}, keep_plan=True), None, now)


def make_announcement(material: Material) -> bytes:
    """The members of an oEmbed answer that are the same for every consumer, and ours besides, as JSON."""
    detail = material.detail
    members: dict[str, Any] = {
        "title": detail.title,
        _SUMMARY: detail.summary,
        _PAGE: detail.renditions[0].url if detail.renditions else detail.url,
        "author_name": detail.publisher.name,
        **provider(),
        **_thumbnail(detail.thumbnail),
        "language": detail.language,
        "review_status": detail.review.status,
        "last_reviewed": detail.review.last_reviewed.isoformat(),
        "next_review_due": detail.review.next_due.isoformat(),
        "license": detail.licence.spdx,
        "license_url": detail.licence.url,
        "attribution_html": detail.attribution.html,
    }
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()


def provider() -> dict[str, str]:
    return {"provider_name": PROVIDER, "provider_url": settings.PUBLIC_URL}


def _thumbnail(url: str | None) -> dict[str, Any]:
    """All three or none (oEmbed, section 2.3.4)."""
    width, height = THUMBNAIL_SIZE
    return {"thumbnail_url": url, "thumbnail_width": width, "thumbnail_height": height} if url else {}


def _announced(rows: list[tuple[Any, ...]], wanted: str | None, now: datetime) -> Announced:
    if not rows:
        raise NotFound()
    entry, kind, slug, state, languages, language, is_original, fresh_until, is_fresh, etag, *others = rows[0]
    help, help_sum, *members = others
    check_out(entry, state, languages, wanted, now=now)
    if is_fresh and members[3] is not None:
        content = kept_from(members).content
    else:
        etag, (content, fresh_until) = None, _made(entry, now)
    told, fallback = _parted(json.loads(content or b"{}"), help or "[]")
    return Announced(kind, slug, None if is_original else language, told, fallback, help_sum, fresh_until, etag)


def _parted(kept: dict[str, Any], help: str) -> tuple[bytes, Fallback]:
    """What is kept, as the members of an answer, and as what stands in place of the frame with the lines of help of today."""
    fallback = Fallback(
        title=kept["title"],
        summary=kept.pop(_SUMMARY),
        language=kept["language"],
        url=kept.pop(_PAGE),
        help_lines=lines_of(help),
    )
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode(), fallback


def _made(entry: UUID, now: datetime) -> tuple[bytes | None, datetime | None]:
    material = gather(Entry.objects.get(pk=entry), now=now)
    kept = kept_or_made(material, ANNOUNCEMENT, make_announcement, known=(), now=now)
    return kept.content, material.fresh_until


_MEMBERS = MEMBERS.replace("%(known)s", "ARRAY[]::text[]")
_READ = f"""
SELECT entry.id, entry.kind, entry.slug, entry.state, entry.languages, entry.language, entry.is_original,
       entry.fresh_until, {FRESH}, entry.etag, ({lines_for(URGENT)}), ({HELP_SUM}), {_MEMBERS}
FROM catalogue_entry entry
LEFT JOIN {CURRENT}
LEFT JOIN editions_rendition rendition ON rendition.edition_id = edition.id AND rendition.name = '{ANNOUNCEMENT.name}'
                                       AND rendition.key = entry.etag || ':' || %(recipe)s
WHERE {{which}}
"""
_STILL = {
    of_original: f"SELECT entry.fresh_until {found} AND ({HELP_SUM}) = %(help)s"
    for of_original, found in ENTRY_STANDS.items()
}
_NAMED = "entry.kind = %(kind)s AND entry.slug = %(slug)s AND "
_OF_ORIGINAL = _READ.format(which=f"{_NAMED} entry.is_original")
_OF_LANGUAGE = _READ.format(
    which=f"{_NAMED} (entry.language = %(language)s OR entry.is_original) "
    "ORDER BY (entry.language = %(language)s) DESC LIMIT 1"
)
_OF_CODE = _READ.format(which=f"right(entry.id::text, {TAIL}) = %(tail)s ORDER BY entry.published_at LIMIT 1")
