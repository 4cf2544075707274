"""A text as it would be published, with nothing saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.db.models import Max, Min

from library.catalogue.models import Asset, Entry, Item
from library.catalogue.review_cycle import months_later
from library.catalogue.themes import theme_of
from library.coproduction.consent_rules import Channel
from library.coproduction.models import Contribution, PrincipleNote, Recognition
from library.coproduction.testimonials import said
from library.directory.places import ANYWHERE, Place
from library.directory.queries import chosen_markdown
from library.documents.canonical import document_hash
from library.documents.model import Document
from library.documents.placeholders import resolve_contacts
from library.documents.references import references
from library.editions.actions.publication import SignOff
from library.editions.contacts import contacts_in
from library.editions.described import concepts_of
from library.editions.facts import Facts
from library.editions.gathering import quotes_of
from library.editions.models import Edition
from library.editions.press import set_page
from library.editions.projection import Projection, detail_of, project
from library.editions.quotes import quote_ids
from library.editions.renditions import check_offered
from library.editions.review_status import uk_day
from library.editions.sheets import sheet_of, with_said
from library.rendering.page import page_html
from library.rendering.sheet import Sheet

LETTERHEAD = "Preview, not published"
"""In place of the publisher's name, on every page of what nobody has published."""
DRAFT = "This is a draft. Its words may change before it is published: please do not pass it on."


def preview(
    *, item: Item, document: Document, change_class: str, note: str, sign_offs: Sequence[SignOff], at: datetime
) -> Projection:
    """What the public would read if this text became the next edition now.

    What cannot be printed yet (`prints.unprintable`) is left out: a contact point that is not in use stays the placeholder that
    it is, a file that is not there has no address. An item that nobody has reviewed is shown as if its review ended today.
    """
    words = {"change_class": change_class, "note": note}
    edition, resolved, facts = _as_next(item, document, words, sign_offs, at=at)
    return project(edition, resolved, facts, at, settings.PUBLIC_URL)


def preview_page(
    *, item: Item, document: Document, change_class: str, note: str, sign_offs: Sequence[SignOff], at: datetime
) -> bytes:
    """The same as the web page that readers would open. Raises `StorageUnavailable`."""
    words = {"change_class": change_class, "note": note}
    return page_html(_sheet(item, document, words, sign_offs, Channel.WEB, at=at))


def preview_pdf(
    name: str,
    *,
    item: Item,
    document: Document,
    change_class: str,
    note: str,
    sign_offs: Sequence[SignOff],
    at: datetime,
) -> bytes:
    """The same on paper: a PDF of `library.rendering.offers`. Raises `RenditionNotOffered`, and `DoesNotFit`,
    `MissingGlyphs`, `PressBusy` and their like.
    """
    check_offered(item.kind, name)
    words = {"change_class": change_class, "note": note}
    return set_page(_sheet(item, document, words, sign_offs, Channel.PRINT, at=at), name)


def _sheet(
    item: Item,
    document: Document,
    words: Mapping[str, str],
    sign_offs: Sequence[SignOff],
    channel: Channel,
    *,
    at: datetime,
) -> Sheet:
    """With the quotes that may stand in this channel. What `preview` leaves out is left out here, too; the short address is that of
    the page as long as there is none. It says that it is a draft, whatever becomes of the paper that it is printed on. Nobody is asked
    to write back: whoever reads a draft answers for it elsewhere.
    """
    edition, resolved, facts = _as_next(item, document, words, sign_offs, at=at)
    detail = detail_of(edition, resolved, facts, at, settings.PUBLIC_URL)
    entry = Entry.objects.filter(item=item, language=document.language).only("pk").first()
    sheet = sheet_of(
        edition,
        resolved,
        detail,
        facts,
        entry=entry.pk if entry else item.pk,
        theme=theme_of(item.owner),
        base_url=settings.PUBLIC_URL,
    )
    address = sheet.imprint.short_url if entry else sheet.imprint.page_url
    imprint = replace(sheet.imprint, publisher=LETTERHEAD, short_url=address, feedback_url="")
    notice = " ".join(filter(None, (DRAFT, sheet.notice)))
    sheet = replace(sheet, imprint=imprint, notice=notice, structured_data={})
    return with_said(sheet, resolved, facts.quotes.texts(channel, at))


def _as_next(
    item: Item, document: Document, words: Mapping[str, str], sign_offs: Sequence[SignOff], *, at: datetime
) -> tuple[Edition, Document, Facts]:
    """The edition that it would be, its text, and the facts about it."""
    last = Edition.objects.filter(item=item, language=document.language).aggregate(
        number=Max("number"), first=Min("published_at")
    )
    resolved = printed_where_known(document, uk_day(at))
    edition = Edition(
        item=item,
        language=document.language,
        number=(last["number"] or 0) + 1,
        **words,
        sha256=document_hash(resolved),
        licence=item.licence.spdx,
        rights_holder=item.rights_holder,
        sign_offs=[sign_off.as_json() for sign_off in sign_offs],
        published_at=at,
    )
    return edition, resolved, _facts(_as_reviewed(item, at), document, edition.number, last["first"] or at)


def printed_where_known(document: Document, on: date, place: Place = ANYWHERE) -> Document:
    """The text with the contacts that can be printed for a place on a day; the others stay the placeholders that they are."""
    wanted = references(document).contacts
    shown = {slug: f"{{{{contact:{slug}}}}}" for slug in wanted}
    chosen = contacts_in(document, on, place)
    shown |= {name: chosen_markdown(choice, document.language) for name, choice in chosen.items()}
    return resolve_contacts(document, shown)


def _as_reviewed(item: Item, at: datetime) -> Item:
    """The same row, in memory only: a projection always shows review dates."""
    if item.last_reviewed is None:
        item.last_reviewed = uk_day(at)
        item.next_review_due = months_later(item.last_reviewed, item.review_cycle_months)
    return item


def _facts(item: Item, document: Document, number: int, first_published: datetime) -> Facts:
    entries = Entry.objects.filter(item=item).order_by("-is_original", "language").values_list("language", flat=True)
    return Facts(
        item=item,
        licence=item.licence,
        topics=tuple(sorted((topic.slug, topic.name) for topic in item.topics.all())),
        concepts=concepts_of(item.topics.all()),
        audiences=tuple(sorted((audience.slug, audience.name) for audience in item.audiences.all())),
        contributions=tuple(Contribution.objects.filter(item=item).order_by("created_at", "id")),
        principles=tuple(PrincipleNote.objects.filter(item=item).order_by("scheme", "created_at", "id")),
        recognitions=tuple(Recognition.objects.filter(item=item).order_by("-as_of", "id")),
        languages=tuple(dict.fromkeys([*entries, document.language])),
        current_edition=number,
        first_published=first_published,
        assets=Asset.objects.filter(owner=item.owner_id)
        .select_related("licence")
        .in_bulk(list(references(document).assets)),
        quotes=quotes_of(said(quote_ids(references(document).quotes)), item, None),
    )
