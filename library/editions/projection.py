"""From an edition and the facts about it to what the public reads. Pure: the same input gives the same bytes.

`VERSION` goes up whenever these functions come to give other bytes for the same input; stored bytes of an older version are then projected
anew when read, and rewritten by a job.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from library.catalogue.addresses import asset_url, feedback_url, item_url, translation_url
from library.catalogue.languages import direction
from library.coproduction.consent_rules import Channel
from library.coproduction.ladders import LADDERS
from library.documents.model import Document, ResourceDocument
from library.documents.quotations import with_quotations
from library.documents.text import labels_of
from library.editions import derived, shapes
from library.editions.attribution import Credit, attribution_html, attribution_text
from library.editions.described import described
from library.editions.facts import Facts
from library.editions.made_together import coproduction, ladder_link, recognition, statement_to_credit
from library.editions.on_offer import formats_contact, formats_on_offer, look, renditions_on_offer, thumbnail
from library.editions.quotes import Quote
from library.editions.review_status import review_status, starts_at, status_changes_at, uk_day
from library.rendering.html import markdown_to_html

if TYPE_CHECKING:
    from library.editions.models import Edition

VERSION = 6
NONE_SAID: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Projection:
    """The bytes of an item's card and of its whole answer, their strong ETag, and until when they hold (None: until a fact changes)."""

    card: bytes
    document: bytes
    etag: str
    fresh_until: datetime | None


def version_tag(base_url: str) -> str:
    """What stored bytes depend on besides editions and facts: this code and the public address."""
    return f"{VERSION}:{hashlib.sha256(base_url.encode()).hexdigest()[:16]}"


def project(edition: Edition, document: Document, facts: Facts, now: datetime, base_url: str) -> Projection:
    """Both answers for an edition. `document` is the edition's text, parsed."""
    return projection_of(detail_of(edition, document, facts, now, base_url), facts, now)


def projection_of(detail: shapes.Detail, facts: Facts, now: datetime) -> Projection:
    """Both answers, of a whole answer in values. The ETag covers what renditions show of quotes as well: they are kept by it."""
    body = detail.model_dump_json().encode()
    card = (
        shapes.Card.model_validate(detail.model_dump(include=set(shapes.Card.model_fields))).model_dump_json().encode()
    )
    return Projection(
        card=card,
        document=body,
        etag=strong_etag(body + facts.quotes.digest(now)),
        fresh_until=_fresh_until(facts, now),
    )


def strong_etag(body: bytes) -> str:
    """The text of an entity tag, without its quotes, that changes with any byte (RFC 9110, section 8.8.3)."""
    return hashlib.sha256(body).hexdigest()[:32]


def format_of(document: Document) -> str:
    """What readers filter by as the format: the medium of a resource, otherwise the kind."""
    return str(document.details.medium if isinstance(document, ResourceDocument) else document.kind)


def _fresh_until(facts: Facts, now: datetime) -> datetime | None:
    item, today = facts.item, uk_day(now)
    moments = [status_changes_at(item.next_review_due, today)] if item.next_review_due else []
    moments += [
        starts_at(row.result_expected + timedelta(days=1))
        for row in facts.recognitions
        if row.result_expected and row.result_expected >= today
    ]
    moments.append(facts.quotes.changes_at(now))
    return min((moment for moment in moments if moment), default=None)


def detail_of(edition: Edition, document: Document, facts: Facts, now: datetime, base_url: str) -> shapes.Detail:
    """The whole answer, as values: also what renditions say around the text, so that they cannot disagree with it."""
    item, today = facts.item, uk_day(now)
    quotes = facts.quotes.shown(Channel.API, now)
    url = item_url(base_url, item.kind, item.slug)
    credit = _credit(edition, document, facts, statement_to_credit(edition, facts), base_url)
    renditions = renditions_on_offer(edition, document, facts, base_url)
    return shapes.Detail(
        **_card_members(edition, document, facts, today, base_url),
        direction="rtl" if direction(edition.language) == "rtl" else "ltr",
        notice=derived.notice(edition, facts, base_url),
        sections=sections_of(document, facts, base_url, quotes={id: quote.whole for id, quote in quotes.items()}),
        testimonials=[_testimonial(quote) for quote in quotes.values()],
        details=_details(document, base_url),
        files=_files(facts, base_url),
        images=_images(document, facts, base_url),
        citations=[citation.model_dump(mode="json") for citation in document.citations],
        attribution=shapes.AttributionShape(text=attribution_text(credit), html=attribution_html(credit)),
        rights_holder=edition.rights_holder,
        funding=item.funding,
        conflicts_of_interest=item.conflicts_of_interest,
        coproduction=coproduction(edition, facts),
        recognition=[recognition(row, today) for row in facts.recognitions],
        accessible_formats=formats_on_offer(edition, facts, renditions),
        formats_contact=formats_contact(facts),
        renditions=renditions,
        theme=look(facts),
        json_ld=described(edition, document, facts, renditions, base_url),
        languages=[
            shapes.LanguageShape(language=tag, url=translation_url(base_url, item.kind, item.slug, tag))
            for tag in facts.languages
        ],
        change=shapes.ChangeShape(change_class=edition.change_class, note=edition.note),
        sign_offs=[shapes.SignOffShape.model_validate(row) for row in edition.sign_offs],
        current_edition=facts.current_edition,
        editions_url=f"{url}/editions",
        feedback_url=feedback_url(base_url, item.kind, item.slug),
        sha256=edition.sha256,
    )


def _card_members(edition: Edition, document: Document, facts: Facts, today: date, base_url: str) -> dict[str, Any]:
    item, licence = facts.item, facts.licence
    url = item_url(base_url, item.kind, item.slug)
    if item.last_reviewed is None or item.next_review_due is None:
        raise ValueError(f"{item} is published without review dates")
    return {
        "kind": item.kind,
        "slug": item.slug,
        "url": url if edition.language == item.original_language else f"{url}?language={edition.language}",
        "language": edition.language,
        "title": document.title,
        "summary": document.summary,
        "publisher": shapes.PublisherShape(code=item.owner.code, name=item.owner.name),
        "topics": [shapes.WordShape(slug=slug, name=name) for slug, name in facts.topics],
        "audiences": [shapes.WordShape(slug=slug, name=name) for slug, name in facts.audiences],
        "format": format_of(document),
        "licence": shapes.LicenceShape(
            spdx=licence.spdx, name=licence.name, url=licence.url, adaptable=licence.allows_adaptation
        ),
        "edition": edition.number,
        "published_at": facts.first_published,
        "modified_at": edition.published_at,
        "thumbnail": thumbnail(edition, facts, base_url),
        **derived.card_members(facts, base_url),
        "review": shapes.ReviewShape(
            last_reviewed=item.last_reviewed,
            next_due=item.next_review_due,
            status=review_status(item.next_review_due, today),
        ),
    }


def _credit(edition: Edition, document: Document, facts: Facts, coproduction: str | None, base_url: str) -> Credit:
    return Credit(
        title=document.title,
        rights_holder=edition.rights_holder,
        publisher=facts.item.owner.name,
        url=item_url(base_url, facts.item.kind, facts.item.slug),
        licence_spdx=facts.licence.spdx,
        licence_name=facts.licence.name,
        licence_url=facts.licence.url,
        coproduction=coproduction,
        adapted_from=derived.adapted(edition, facts, base_url),
    )


def sections_of(
    document: Document,
    facts: Facts,
    base_url: str,
    labels: Mapping[str, str] | None = None,
    quotes: Mapping[str, str] = NONE_SAID,
) -> list[shapes.SectionShape]:
    """The text, as Markdown and as HTML. `labels` are the words for what is not filled in; by default those of the
    document's own local details. `quotes` are those that are shown, by id: the others leave nothing behind.
    """
    images = {
        image.key: (url, image.alt) for image in document.images if (url := _url_of(image.asset, facts, base_url))
    }
    shown = labels_of(document) if labels is None else labels
    return [
        shapes.SectionShape(
            id=section.id,
            heading=section.heading,
            policy=section.policy,
            policy_reason=section.policy_reason,
            care_level=section.care_level,
            markdown=(body := with_quotations(section.body, quotes)),
            html=markdown_to_html(body, images=images, labels=shown),
        )
        for section in document.sections
    ]


def _testimonial(quote: Quote) -> shapes.TestimonialShape:
    return shapes.TestimonialShape(
        id=quote.id,
        text=quote.text,
        language=quote.language,
        attribution=quote.attribution or None,
        consent_until=quote.until,
    )


def _details(document: Document, base_url: str) -> dict[str, Any]:
    details: dict[str, Any] = document.details.model_dump(mode="json")
    for related in details.get("related", []):
        related["url"] = item_url(base_url, related["kind"], related["slug"])
    ladder = LADDERS.get(details.get("ladder") or "")
    if ladder is not None:
        details["ladder_link"] = ladder_link(ladder, base_url)
    return details


def _url_of(asset_id: UUID | str, facts: Facts, base_url: str) -> str | None:
    asset = facts.assets.get(UUID(str(asset_id)))
    return asset_url(base_url, asset.sha256, asset.name) if asset else None


def _files(facts: Facts, base_url: str) -> list[shapes.FileShape]:
    return [
        shapes.FileShape(
            id=asset.pk,
            name=asset.name,
            url=asset_url(base_url, asset.sha256, asset.name),
            media_type=asset.media_type,
            size=asset.size,
            accessibility=asset.accessibility,
            accessibility_note=asset.accessibility_note,
            licence=asset.licence.spdx,
            rights_holder=asset.rights_holder,
        )
        for asset in sorted(facts.assets.values(), key=lambda asset: str(asset.pk))
    ]


def _images(document: Document, facts: Facts, base_url: str) -> list[shapes.ImageShape]:
    shown = []
    for image in document.images:
        asset, url = facts.assets.get(UUID(str(image.asset))), _url_of(image.asset, facts, base_url)
        if asset and url:
            shown.append(
                shapes.ImageShape(
                    key=image.key,
                    url=url,
                    alt=image.alt,
                    decorative=image.decorative,
                    width=asset.width,
                    height=asset.height,
                )
            )
    return shown
