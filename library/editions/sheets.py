"""The sheet that every rendition of an edition is made from: its text, and around it what the projection says of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from library.catalogue.addresses import OEMBED, feed_url, feedback_page_url, oembed_url, rendition_url
from library.catalogue.files import read
from library.catalogue.short_codes import short_url
from library.documents.grammar import PlaceholderKind, find
from library.documents.model import CaseStudyDocument, Document
from library.documents.passages import markdown_texts
from library.documents.text import labels_of, placeholder_text
from library.editions.facts import Facts
from library.editions.on_offer import PAGE, url_of
from library.editions.review_status import uk_day
from library.editions.shapes import Detail
from library.rendering.blanks import quote_labels
from library.rendering.sheet import Imprint, Picture, Sheet, Theme

if TYPE_CHECKING:
    from library.catalogue.models import Asset
    from library.editions.models import Edition

SHOWN = frozenset({"image/png", "image/jpeg", "image/webp"})


def sheet_of(
    edition: Edition, document: Document, detail: Detail, facts: Facts, *, entry: UUID, theme: Theme, base_url: str
) -> Sheet:
    """`document` is what is to be shown: the edition's text, or that text with local details filled in.

    `detail` is its projection (`projection.detail_of`), `entry` the id of its entry. Reads the files of the pictures.
    Raises `StorageUnavailable`.
    """
    return Sheet(
        document=telling(document, ()),
        imprint=_imprint(edition, detail, facts, entry, base_url),
        theme=theme,
        labels=blank_labels(document),
        pictures={
            image.key: _picture(asset, image.alt)
            for image in document.images
            if (asset := facts.assets.get(UUID(str(image.asset)))) and asset.media_type in SHOWN
        },
        structured_data=detail.json_ld,
        notice=detail.notice or "",
    )


def with_said(sheet: Sheet, document: Document, said: Mapping[str, str]) -> Sheet:
    """The sheet of a text with the words of these quotes, plain text by id."""
    if not said:
        return sheet
    return replace(sheet, document=telling(document, said), labels={**sheet.labels, **quote_labels(said)})


def telling(document: Document, quotes: Collection[str]) -> Document:
    """The text, of whose testimonials only those are told apart that are given and do not stand in it already."""
    if not isinstance(document, CaseStudyDocument) or not document.details.testimonials:
        return document
    inside = {found.name for _, text in markdown_texts(document) for found in find(text)}
    told = tuple(id for id in document.details.testimonials if id in quotes and id not in inside)
    return document.model_copy(update={"details": document.details.model_copy(update={"testimonials": told})})


def blank_labels(document: Document) -> dict[str, str]:
    """The words for every local detail that is not filled in: by key, and for each part that the text names by content."""
    labels = labels_of(document)
    parts = {
        found.content: placeholder_text(found, labels)[1:-1]
        for _, text in markdown_texts(document)
        for found in find(text)
        if found.kind is PlaceholderKind.DETAIL and found.part
    }
    return {**labels, **parts}


def _imprint(edition: Edition, detail: Detail, facts: Facts, entry: UUID, base_url: str) -> Imprint:
    page_url = url_of(edition, facts, base_url, PAGE)
    return Imprint(
        publisher=detail.publisher.name,
        edition=detail.edition,
        published_on=uk_day(edition.published_at),
        last_reviewed=detail.review.last_reviewed,
        next_review_due=detail.review.next_due,
        licence_spdx=detail.licence.spdx,
        licence_name=detail.licence.name,
        licence_url=detail.licence.url,
        attribution=detail.attribution.text,
        page_url=page_url,
        short_url=short_url(base_url, entry),
        coproduction=detail.coproduction.statement,
        coproduction_language=_other(detail.coproduction.statement_language, edition.language),
        rights_holder=detail.rights_holder,
        contact=detail.formats_contact,
        oembed_urls=tuple((media_type, oembed_url(base_url, page_url, form)) for form, media_type in OEMBED.items()),
        pages=_pages(detail, facts, base_url),
        feed_url=feed_url(base_url),
        feedback_url=_feedback_page(edition, facts, base_url),
    )


def _feedback_page(edition: Edition, facts: Facts, base_url: str) -> str:
    item = facts.item
    language = None if edition.language == item.original_language else edition.language
    return feedback_page_url(base_url, item.kind, item.slug, edition.number, language)


def _pages(detail: Detail, facts: Facts, base_url: str) -> tuple[tuple[str, str], ...]:
    """Also said to search engines, who show each reader the page in their own language."""
    if len(detail.languages) < 2:
        return ()
    original = facts.item.original_language
    return tuple(
        (tag, rendition_url(base_url, detail.kind, detail.slug, PAGE, None if tag == original else tag))
        for tag in (row.language for row in detail.languages)
    )


def _other(language: str | None, of_the_text: str) -> str:
    """The language, if it is another than the text's."""
    return "" if language is None or language == of_the_text else language


def _picture(asset: Asset, alt: str) -> Picture:
    content = b"".join(read(asset, 0, asset.size))
    return Picture(content, asset.media_type, alt, asset.width or 0, asset.height or 0)
