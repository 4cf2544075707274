"""The permanent address of one content of a rendition: who holds it, holds it for ever.

As with files (`published_files.py`) the public may fetch it only while a live entry shows it. A text that prints quotes
has no such address: a copy that caches keep for a year would outlive its owner's consent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from library.catalogue.statements import fetch_all
from library.editions.file_names import FileName, file_name
from library.editions.kept_renditions import ADDRESS, CURRENT, FRESH, MEMBERS, QUOTING, Kept, kept_from
from library.editions.projection import version_tag
from library.editions.recipes import recipe
from library.errors import NotFound
from library.rendering.offers import OFFERS


@dataclass(frozen=True)
class AddressedRendition:
    """A kept content, and the item (kind, slug) that shows it, in which language."""

    kept: Kept
    file: FileName
    kind: str
    slug: str
    language: str


def rendition_at(key: str, name: str, *, known: Sequence[str], now: datetime) -> AddressedRendition:
    """The rendition of this name whose SHA-256 begins with `key`, in one query.

    Raises `NotFound` for whatever no live entry shows now: an older edition's, one made of other facts, a withdrawn
    item's, one that never was.
    """
    if name not in OFFERS:
        raise NotFound()  # what is kept beside the renditions is not whole
    facts = {"recipe": recipe(), "now": now, "version": version_tag(settings.PUBLIC_URL)}
    rows = fetch_all(_AT, {"key": key, "name": name, "known": list(known), **facts}, keep_plan=True)
    if not rows:
        raise NotFound()
    kind, slug, language, is_original, title, number, *members = rows[0]
    file = file_name(name, slug=slug, title=title, edition=number, language=None if is_original else language)
    return AddressedRendition(kept_from(members), file, kind, slug, language)


# Equal bytes of two items are two rows; the older one is sent.
_AT = f"""
SELECT entry.kind, entry.slug, entry.language, entry.is_original, entry.title, entry.edition, {MEMBERS}
FROM catalogue_entry entry
JOIN {CURRENT}
JOIN editions_rendition rendition ON rendition.edition_id = edition.id
WHERE left(rendition.sha256, {ADDRESS}) = %(key)s AND rendition.name = %(name)s AND rendition.size > 0
  AND rendition.key = entry.etag || ':' || %(recipe)s AND {FRESH}
  AND entry.state = 'live' AND NOT {QUOTING}
ORDER BY rendition.id LIMIT 1
"""
