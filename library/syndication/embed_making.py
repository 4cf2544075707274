"""Making the pages for iframes, which are kept beside the renditions of the edition that they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from django.conf import settings

from library.catalogue.languages import own_name
from library.editions.materials import Material
from library.editions.sheets import telling
from library.rendering.blanks import quote_labels
from library.rendering.embed_page import Around, OtherLanguage, embed_html
from library.rendering.offers import HTML, Offer
from library.syndication.embed_address import ItemEmbed, embed_url

EMBED_PAGE = Offer("embed.html", HTML, "embed")
"""How a page is kept. It is no rendition on offer: its places have yet to be filled."""
NO_QUOTES: Mapping[str, str] = MappingProxyType({})


def make_embed_page(material: Material, quotes: Mapping[str, str] = NO_QUOTES) -> bytes:
    """The page with its places. `quotes` are the words, by id, that may stand on one partner's website: without them the page is
    for whoever shows it, and of nobody unknown has anybody agreed to be shown there.
    """
    sheet = material.sheet
    if quotes:
        labels = {**sheet.labels, **quote_labels(quotes)}
        sheet = replace(sheet, document=telling(material.document, quotes), labels=labels)
    detail = material.detail
    return embed_html(
        sheet,
        Around(
            is_overdue=detail.review.status == "overdue",
            formats={rendition.name: rendition.url for rendition in detail.renditions},
            languages=_languages(detail.kind, detail.slug, detail.language, [row.language for row in detail.languages]),
            pictures={image.key: image.url for image in detail.images},
        ),
    )


def _languages(kind: str, slug: str, shown: str, tags: list[str]) -> list[OtherLanguage]:
    """The other languages, each by its own name, with its tag where two have one name."""
    names = Counter(own_name(tag) for tag in tags)
    return [
        OtherLanguage(
            language=tag,
            name=own_name(tag) if names[own_name(tag)] == 1 else f"{own_name(tag)} ({tag})",
            url=embed_url(settings.PUBLIC_URL, ItemEmbed(kind=kind, slug=slug, language=tag)),
        )
        for tag in tags
        if tag != shown
    ]
