"""Renditions as the public reads them: the bytes that are kept if they are still true, else made, kept and sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from library.catalogue.addresses import rendition_url
from library.catalogue.models import Entry
from library.catalogue.statements import fetch_all
from library.editions.file_names import FileName, file_name
from library.editions.kept_renditions import CURRENT, FRESH, MEMBERS, QUOTING, Kept, kept_from
from library.editions.making import offers_of, ready
from library.editions.materials import gather
from library.editions.projection import version_tag
from library.editions.reading import LanguageNotAvailable, departure
from library.editions.recipes import recipe
from library.errors import LibraryError, Moved, NotFound


class RenditionNotOffered(NotFound):
    """The item is there, but not in this form."""

    slug = "rendition-not-offered"
    title = "The item is not offered in this form"
    explanation = (
        "The item exists, but has no rendition of this name. `renditions` lists the names of those that it has; so does "
        "the item itself, with their addresses."
    )


@dataclass(frozen=True)
class Rendered:
    """A rendition to be sent. `fresh_until` is when a fact that it shows changes by time alone. `is_permanent` says whether its
    bytes have an address for good: those of a text that names quotes never do (`rendition_addresses`).
    """

    kept: Kept
    file: FileName
    fresh_until: datetime | None
    is_permanent: bool


def rendition(
    kind: str, slug: str, language: str | None, name: str, *, known: Sequence[str], now: datetime
) -> Rendered:
    """A rendition of an item in a language, or in its original. `known` are ETags whose bytes the caller has already.

    Raises `NotFound`, `LanguageNotAvailable`, `Gone`, `Moved` as reading the item does, `RenditionNotOffered`, and what
    making it raises: `DoesNotFit`, `MissingGlyphs`, `PressBusy` and their like.
    """
    values = {
        "kind": kind,
        "slug": slug,
        "language": language,
        "name": name,
        "known": list(known),
        "now": now,
        "version": version_tag(settings.PUBLIC_URL),
        "recipe": recipe(),
    }
    rows = fetch_all(_READ_ORIGINAL if language is None else _READ_LANGUAGE, values, keep_plan=True)
    if not rows:
        raise NotFound()
    entry_id, state, languages, own_language, is_original, title, number, fresh_until, quoting, is_fresh, *members = (
        rows[0]
    )
    if state != Entry.State.LIVE:
        raise departed(entry_id, name, now)
    if language is not None and language not in languages:
        raise LanguageNotAvailable(f"There is no {language} version.", languages=languages)
    check_offered(kind, name)
    file = file_name(name, slug=slug, title=title, edition=number, language=None if is_original else own_language)
    if is_fresh and members[3] is not None:
        return Rendered(kept_from(members), file, fresh_until, not quoting)
    material = gather(Entry.objects.get(pk=entry_id), now=now)
    return Rendered(ready(material, name, known=known, now=now), file, material.fresh_until, not quoting)


def check_offered(kind: str, name: str) -> None:
    """Raises `RenditionNotOffered` for what items of a kind do not have."""
    names = [offer.name for offer in offers_of(kind)]
    if name not in names:
        raise RenditionNotOffered(f"There is no {name} of it.", renditions=names)


def departed(entry_id: UUID, name: str, now: datetime) -> LibraryError:
    """Why a rendition is not there any more: as for the item, but a redirect leads to the same rendition of the
    successor, if it has that.
    """
    why = departure(entry_id, now=now)
    if isinstance(why, Moved):
        successor = why.members["successor"]
        if name in {offer.name for offer in offers_of(successor["kind"])}:
            url = rendition_url(settings.PUBLIC_URL, successor["kind"], successor["slug"], name)
            return Moved(f"It is now at {url}.", successor={**successor, "url": url})
    return why


# One row: the entry in the language asked for, or the original, and the rendition that is kept for what it shows.
_READ = f"""
SELECT entry.id, entry.state, entry.languages, entry.language, entry.is_original, entry.title, entry.edition,
       entry.fresh_until, {QUOTING}, {FRESH}, {MEMBERS}
FROM catalogue_entry entry
LEFT JOIN {CURRENT}
LEFT JOIN editions_rendition rendition ON rendition.edition_id = edition.id AND rendition.name = %(name)s
                                       AND rendition.key = entry.etag || ':' || %(recipe)s
WHERE entry.kind = %(kind)s AND entry.slug = %(slug)s AND {{language}}
"""
_READ_ORIGINAL = _READ.format(language="entry.is_original")
_READ_LANGUAGE = _READ.format(
    language="(entry.language = %(language)s OR entry.is_original) ORDER BY (entry.language = %(language)s) DESC LIMIT 1"
)
