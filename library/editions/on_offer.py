"""In which forms an edition can be had: the members of its projection that say so. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from library.catalogue.addresses import rendition_url
from library.catalogue.formats import stated_formats
from library.documents.model import Document
from library.editions import shapes
from library.editions.facts import Facts
from library.editions.review_status import uk_day
from library.rendering.offers import offered
from library.rendering.sheet import Theme
from library.rendering.themes import COLOURS

if TYPE_CHECKING:
    from library.editions.models import Edition

PAGE = "page.html"
THUMBNAIL = "thumbnail.png"


def renditions_on_offer(
    edition: Edition, document: Document, facts: Facts, base_url: str
) -> list[shapes.RenditionShape]:
    """Only what the public reads now has any: an older leaflet must not be printed again by mistake."""
    if not _is_current(edition, facts):
        return []
    page = url_of(edition, facts, base_url, PAGE)
    return [
        shapes.RenditionShape(
            name=offer.name,
            media_type=offer.media_type,
            url=url_of(edition, facts, base_url, offer.name),
            html_url=page,
            purpose=offer.purpose,
        )
        for offer in offered(document.kind)
    ]


def formats_on_offer(
    edition: Edition, facts: Facts, renditions: list[shapes.RenditionShape]
) -> list[shapes.FormatShape]:
    """Every accessible format with its status (domain.md, AX-5), and since when there is what the library makes (AX-13)."""
    urls = {rendition.name: rendition.url for rendition in renditions}
    return [
        shapes.FormatShape.model_validate(
            {
                "format": row["format"],
                "status": row["status"],
                "note": row["note"],
                "url": urls.get(row["rendition"]),
                "available_from": uk_day(edition.published_at) if row["rendition"] else None,
            }
        )
        for row in stated_formats(facts.item.accessible_formats, rendered=frozenset(urls))
    ]


def formats_contact(facts: Facts) -> str:
    publisher = facts.item.owner
    return f"{publisher.name}, {publisher.website}" if publisher.website else publisher.name


def thumbnail(edition: Edition, facts: Facts, base_url: str) -> str | None:
    return url_of(edition, facts, base_url, THUMBNAIL) if _is_current(edition, facts) else None


def look(facts: Facts) -> shapes.ThemeShape:
    """Among the bytes so that a new look changes the ETag, by which renditions are kept."""
    theme = getattr(facts.item.owner, "theme", None) or Theme()
    colours = {name: getattr(theme, name) for name in COLOURS}
    return shapes.ThemeShape(**colours, version=getattr(theme, "version", 0))


def url_of(edition: Edition, facts: Facts, base_url: str, name: str) -> str:
    """Where a rendition of the edition's language is."""
    item = facts.item
    language = None if edition.language == item.original_language else edition.language
    return rendition_url(base_url, item.kind, item.slug, name, language)


def _is_current(edition: Edition, facts: Facts) -> bool:
    return edition.number == facts.current_edition
