"""A leaflet as it would be for a place, with nothing saved: local details and changed sections in, the whole out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings

from library.catalogue.languages import direction
from library.catalogue.models import Entry, Item
from library.catalogue.themes import theme_of
from library.directory.service_values import service_values
from library.documents.assemble import Assembled, InvalidLocalVersion, assemble
from library.documents.local_values import LocalValue
from library.documents.missing import Missing
from library.documents.model import LeafletDocument
from library.documents.overrides import Override
from library.documents.pointers import pointer
from library.documents.vocabulary import DetailType
from library.editions.archive import live_entry
from library.editions.entries import current_edition, document_of
from library.editions.gathering import load_facts
from library.editions.models import Edition
from library.editions.press import set_page
from library.editions.preview import LETTERHEAD
from library.editions.projection import detail_of, sections_of
from library.editions.review_status import uk_day
from library.editions.shapes import Detail, SectionShape
from library.editions.sheets import blank_labels, sheet_of
from library.errors import Fault, NotFound
from library.rendering.page import page_html
from library.rendering.sheet import Imprint, Sheet, Theme

DISCLAIMER = "This is a preview of a local version. Nobody has checked or published it."


@dataclass(frozen=True)
class LocalPreview:
    """`sections` is the text as an item's is, `missing` what is still to be filled in, `template` the item it is made of."""

    document: LeafletDocument
    sections: list[SectionShape]
    missing: tuple[Missing, ...]
    template: Detail
    sheet: Sheet

    @property
    def direction(self) -> str:
        return direction(self.document.language)

    def page(self) -> bytes:
        """As a web page."""
        return page_html(self.sheet)

    def pdf(self, name: str) -> bytes:
        """As a PDF of `library.rendering.offers`. Raises `DoesNotFit`, `MissingGlyphs`, `PressBusy` and their like."""
        return set_page(self.sheet, name)


def template_of(slug: str, language: str | None, *, now: datetime) -> tuple[Edition, LeafletDocument]:
    """The current edition of a leaflet template. Raises as reading the item does."""
    entry = live_entry(Item.Kind.LEAFLET, slug, language, now=now)
    edition = current_edition(entry)
    return edition, _leaflet(edition)


def preview_local_version(
    slug: str,
    language: str | None,
    *,
    details: Mapping[str, LocalValue],
    overrides: Mapping[str, Override],
    now: datetime,
) -> LocalPreview:
    """The leaflet with these local details and changes. A detail that is a service may be given by its slug.

    It carries no logo, and says that nobody has published it: anybody may ask for a preview of any words.

    Raises as reading the item does, `InvalidLocalVersion` and `SectionProtected` with a pointer for each fault, and
    `InvalidDocument` when the whole is too long for a document.
    """
    edition = current_edition(live_entry(Item.Kind.LEAFLET, slug, language, now=now))
    template = _leaflet(edition)
    assembled = assemble(template, _with_services(template, details, now), overrides)
    plain = replace(theme_of(edition.item.owner), logo=None)
    return preview_made_from(edition, template, assembled, theme=plain, now=now)


def preview_made_from(
    edition: Edition, template: LeafletDocument, assembled: Assembled, *, theme: Theme, now: datetime
) -> LocalPreview:
    """A local version that was assembled from an edition of a template, `template` being the text of that."""
    facts = load_facts([edition])[edition.pk]
    detail = detail_of(edition, template, facts, now, settings.PUBLIC_URL)
    entry = Entry.objects.only("pk").get(item=edition.item_id, language=edition.language)
    labels = blank_labels(template)
    sheet = sheet_of(
        edition,
        assembled.document,
        detail,
        facts,
        entry=entry.pk,
        theme=theme,
        base_url=settings.PUBLIC_URL,
    )
    return LocalPreview(
        document=assembled.document,
        sections=sections_of(assembled.document, facts, settings.PUBLIC_URL, labels),
        missing=assembled.missing,
        template=detail,
        sheet=replace(sheet, imprint=_unpublished(sheet.imprint), labels=labels, structured_data={}),
    )


def _leaflet(edition: Edition) -> LeafletDocument:
    document = document_of(edition)
    if not isinstance(document, LeafletDocument):
        raise NotFound()
    return document


def _with_services(
    template: LeafletDocument, details: Mapping[str, LocalValue], now: datetime
) -> dict[str, LocalValue]:
    """Slugs of services in the place of services become what the directory knows of them."""
    slots = {detail.key for detail in template.details.local_details if detail.type is DetailType.SERVICE}
    slugs = {key: value for key, value in details.items() if key in slots and isinstance(value, str) and value.strip()}
    found = service_values(slugs.values(), uk_day(now)) if slugs else {}
    unknown = [key for key, slug in slugs.items() if slug not in found]
    if unknown:
        raise InvalidLocalVersion(
            errors=[Fault(pointer("details", key), "There is no such service in the directory.") for key in unknown]
        )
    return {**details, **{key: found[slug] for key, slug in slugs.items()}}


def _unpublished(imprint: Imprint) -> Imprint:
    attribution = f"{DISCLAIMER} Made from: {imprint.attribution}"
    return replace(imprint, publisher=LETTERHEAD, attribution=attribution, feedback_url="")
