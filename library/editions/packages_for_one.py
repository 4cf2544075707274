"""The package for one organisation: with the quotes whose owners have named it, and its own logo (domain.md, LO-12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    """The package of what is published now. The text that is in it, to print, has the quotes that may be printed; the others stand
    in the list alone. Raises as reading the item does, and `StorageUnavailable`.
    """
    entry = live_entry(kind, slug, language, now=now)
    material, asking = gather(entry, now=now), Organisation.objects.get(pk=organisation)
    agreed = _agreed(material, asking, now)
    said = {id: quote.whole for id, quote in agreed[Channel.PRINT].items()}
    sheet = replace(
        material.sheet,
        document=telling(material.document, said),
        labels={**material.sheet.labels, **quote_labels(said)},
    )
    named = Named(asking.name, list(_rows(agreed)), theme_of(asking).logo)
    file = file_name(
        NAME,
        slug=slug,
        title=entry.title,
        edition=entry.edition,
        language=None if entry.is_original else entry.language,
    )
    return OwnPackage(package_of(material, named, sheet), file)


def _agreed(material: Material, asking: Organisation, now: datetime) -> dict[Channel, dict[str, Quote]]:
    """The quotes that the organisation may show in each channel, by id."""
    return {channel: material.quotes.shown(channel, now, asking) for channel in Channel}


def _rows(agreed: Mapping[Channel, Mapping[str, Quote]]) -> Iterator[dict[str, object]]:
    """One for each quote and each way to name its owner, with the channels for which that way was agreed: somebody who is named on the
    web may want no name in print.
    """
    uses: dict[tuple[str, str], dict[Channel, Quote]] = {}
    for channel, quotes in agreed.items():
        for id, quote in quotes.items():
            uses.setdefault((id, quote.attribution), {})[channel] = quote
    for (id, attribution), alike in sorted(uses.items()):
        quote = next(iter(alike.values()))
        ends = [use.until for use in alike.values() if use.until]
        yield {
            "id": id,
            "text": quote.text,
            "language": quote.language,
            "attribution": attribution or None,
            "channels": list(alike),
            "until": min(ends).isoformat() if ends else None,
        }
