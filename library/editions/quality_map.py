"""The quality of a published item, criterion by criterion: what the library knows by itself, and what its keepers say (domain.md HQ-10).

It is made when it is asked for, from facts as they are then; `fresh_until` is when one of them ends by time alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count

from library.catalogue.models import Derivation, Entry, Item, QualityEvidence
from library.editions.archive import live_entry
from library.editions.entries import current_edition, document_of
from library.editions.gathering import load_facts
from library.editions.on_offer import PAGE
from library.editions.projection import detail_of
from library.editions.review_status import starts_at, uk_day
from library.editions.shapes import Detail
from library.quality.pif_tick import CRITERIA, Criterion, bears_badge


@dataclass(frozen=True)
class Evidence:
    """A sentence, an address, or both. `is_derived`: the library knows it by itself."""

    statement: str
    url: str = ""
    is_derived: bool = False


@dataclass(frozen=True)
class Badge:
    """The mark that an item bears, by the certificate of its organisation."""

    organisation: str
    certificate: str
    valid_until: date


@dataclass(frozen=True)
class QualityMap:
    """Every criterion, with its evidence: none means that it is not met."""

    entry: Entry
    detail: Detail
    criteria: tuple[tuple[Criterion, tuple[Evidence, ...]], ...]
    badge: Badge | None
    fresh_until: datetime | None


def quality_of(kind: str, slug: str, language: str | None, *, now: datetime) -> QualityMap:
    """The map of an item in a language, or in its original.

    Raises `NotFound`, `LanguageNotAvailable`, `Gone`, `Moved` as reading the item does.
    """
    entry = live_entry(kind, slug, language, now=now)
    edition = current_edition(entry)
    facts = load_facts([edition])[edition.pk]
    detail = detail_of(edition, document_of(edition), facts, now, settings.PUBLIC_URL)
    known = dict(_derived(detail, facts.item))
    said = {row.criterion: Evidence(row.statement, row.url) for row in QualityEvidence.objects.filter(item=facts.item)}
    criteria = tuple(
        (one, tuple(found for found in (said.get(one.code), known.get(one.code)) if found is not None))
        for one in CRITERIA
    )
    return QualityMap(entry, detail, criteria, *_badge(facts.item, now))


def _badge(item: Item, now: datetime) -> tuple[Badge | None, datetime | None]:
    """And until when that is so."""
    owner, today = item.owner, uk_day(now)
    until = owner.certificate_valid_until
    if until is None or not bears_badge(until, today, is_promotional=item.is_promotional):
        return None, None
    return Badge(owner.name, owner.certificate_number, until), starts_at(until + timedelta(days=1))


def _derived(detail: Detail, item: Item) -> Iterator[tuple[str, Evidence]]:
    """What editions, sign-offs, sources, the record of co-production and the formats show: only what is there."""
    if detail.sign_offs:
        kinds = " and ".join(sorted({row.kind.replace("_", " ") for row in detail.sign_offs}))
        review = detail.review
        yield (
            "systems",
            Evidence(
                f"This edition was signed off before it went out ({kinds}), was reviewed on {_day(review.last_reviewed)} and is to be "
                f"reviewed again by {_day(review.next_due)}. Every edition is kept.",
                detail.editions_url,
                True,
            ),
        )
    if detail.citations:
        count = len(detail.citations)
        sources = "its source" if count == 1 else f"its {count} sources"
        yield "evidence", Evidence(f"It names {sources}, with the day on which somebody read them.", detail.url, True)
    if detail.coproduction.statement:
        yield "involving-users", Evidence(detail.coproduction.statement, detail.url, True)
    formats = [row.format.replace("_", " ") for row in detail.accessible_formats if row.status == "available"]
    if formats:
        page = next((row.url for row in detail.renditions if row.name == PAGE), detail.url)
        yield "content-and-design", Evidence(f"It can be had as: {', '.join(formats)}.", page, True)
    yield "feedback", Evidence("Readers can say what they think of it, without an account.", detail.feedback_url, True)
    if spread := _spread(detail, item):
        yield "disseminating", Evidence(spread, detail.url, True)


def _spread(detail: Detail, item: Item) -> str:
    """In how many languages, and how many organisations have made it their own: no more than the public sees anyway."""
    adopted = Derivation.objects.filter(original=item, item__standing=Item.Standing.PUBLISHED).aggregate(
        organisations=Count("item__owner", distinct=True)
    )["organisations"]
    parts = [f"is published in {len(detail.languages)} languages"] if len(detail.languages) > 1 else []
    if adopted:
        parts.append(f"was made their own by {adopted} {'organisation' if adopted == 1 else 'organisations'}")
    return f"It {' and '.join(parts)}." if parts else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
