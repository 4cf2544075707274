"""Making the pages for iframes, which are kept beside the renditions of the edition that they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from django.conf import settings

from library.catalogue.languages import own_name
from library.editions.materials import Material
from library.rendering.embed_page import Around, OtherLanguage, embed_html
from library.rendering.offers import HTML, Offer
from library.rendering.sheet import Sheet
from library.syndication.embed_address import ItemEmbed, embed_url

EMBED_PAGE = Offer("embed.html", HTML, "embed")
"""How a page is kept. It is no rendition on offer: its places have yet to be filled."""
NO_QUOTES: Mapping[str, str] = MappingProxyType({})


def make_embed_page(material: Material, quotes: Mapping[str, str] = NO_QUOTES) -> bytes:
    """The page with its places. `quotes` are the words of quotes as labels (`quote:<id>`) that this very page may print: what
    other renditions may print stands for other channels than somebody else's website. A page with quotes must not be kept for others.
    """
    detail = material.detail
    return embed_html(
        _with_quotes(material.sheet, quotes),
        Around(
            is_overdue=detail.review.status == "overdue",
            formats={rendition.name: rendition.url for rendition in detail.renditions},
            languages=_languages(detail.kind, detail.slug, detail.language, [row.language for row in detail.languages]),
            pictures={image.key: image.url for image in detail.images},
        ),
    )


def _with_quotes(sheet: Sheet, quotes: Mapping[str, str]) -> Sheet:
    labels = {content: said for content, said in sheet.labels.items() if not content.startswith("quote:")}
    return replace(sheet, labels={**labels, **quotes})


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
