"""The package for one organisation: with the quotes whose owners have named it, and its own logo (domain.md, LO-12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from library.accounts.models import Organisation
from library.catalogue.themes import theme_of
from library.coproduction.consent_rules import Channel
from library.editions.archive import live_entry
from library.editions.file_names import FileName, file_name
from library.editions.materials import Material, gather
from library.editions.packages import package_of
from library.editions.quotes import Quote
from library.editions.sheets import telling
from library.rendering.blanks import quote_labels
from library.rendering.package import Named

NAME = "package.zip"


@dataclass(frozen=True)
class OwnPackage:
    content: bytes
    file: FileName


def package_for(kind: str, slug: str, language: str | None, *, organisation: UUID, now: datetime) -> OwnPackage:
    """The package of what is published now. Raises as reading the item does, and `StorageUnavailable`."""
    entry = live_entry(kind, slug, language, now=now)
    material, asking = gather(entry, now=now), Organisation.objects.get(pk=organisation)
    agreed = _agreed(material, asking, now)
    said = {str(id): next(iter(uses.values())).whole for id, uses in agreed.items()}
    sheet = replace(
        material.sheet,
        document=telling(material.document, said),
        labels={**material.sheet.labels, **quote_labels(said)},
    )
    rows = [_row(uses) for uses in agreed.values()]
    named = Named(asking.name, rows, theme_of(asking).logo)
    file = file_name(
        NAME,
        slug=slug,
        title=entry.title,
        edition=entry.edition,
        language=None if entry.is_original else entry.language,
    )
    return OwnPackage(package_of(material, named, sheet), file)


def _agreed(material: Material, asking: Organisation, now: datetime) -> dict[UUID, dict[str, Quote]]:
    """The quotes that the organisation may show, with where: channels in the order of what tells least of the person."""
    found: dict[UUID, dict[str, Quote]] = {}
    for channel in Channel:
        for quote in material.quotes.shown(channel, now, asking).values():
            found.setdefault(quote.id, {})[channel] = quote
    return found


def _row(uses: Mapping[str, Quote]) -> dict[str, object]:
    quote = next(iter(uses.values()))
    ends = [use.until for use in uses.values() if use.until]
    return {
        "id": str(quote.id),
        "text": quote.text,
        "language": quote.language,
        "attribution": quote.attribution or None,
        "channels": list(uses),
        "until": min(ends).isoformat() if ends else None,
    }
