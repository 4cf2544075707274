"""The quality of an item, criterion by criterion."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.addressing import PATH, InLanguage
from api.http.answers import bytes_of
from api.http.caching import surrogate_key
from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import PublicView
from library.catalogue.addresses import KINDS
from library.editions.quality_map import Badge, Evidence, QualityMap, quality_of
from library.editions.reading import LanguageNotAvailable
from library.errors import Gone, Moved, NotFound
from library.quality.pif_tick import NAME, SOURCE_URL, Criterion


class QualityEvidencePiece(Shape):
    statement: str
    url: str | None
    derived: bool = Field(description="Whether the library knows it by itself; else its publisher says so.")

    @classmethod
    def of(cls, found: Evidence) -> QualityEvidencePiece:
        return cls(statement=found.statement, url=found.url or None, derived=found.is_derived)


class QualityCriterion(Shape):
    code: str = Field(description="Keeps its meaning.")
    number: int = Field(description="The scheme's own.")
    name: str
    asks: str = Field(description="What it asks, in our own words.")
    status: str = Field(description="`evidence`, or `not_met` where there is none.")
    evidence: list[QualityEvidencePiece]

    @classmethod
    def of(cls, criterion: Criterion, found: tuple[Evidence, ...]) -> QualityCriterion:
        pieces = [QualityEvidencePiece.of(one) for one in found]
        return cls(**vars(criterion), status="evidence" if pieces else "not_met", evidence=pieces)


class QualityBadge(Shape):
    """By the certificate of its publisher, which is for how that makes information."""

    name: str
    organisation: str
    certificate: str
    valid_until: date

    @classmethod
    def of(cls, badge: Badge) -> QualityBadge:
        return cls(name=NAME, **vars(badge))


class QualityShape(Shape):
    """What shows the quality of an item."""

    kind: str
    slug: str
    url: str
    language: str
    scheme: str
    scheme_url: str
    criteria: list[QualityCriterion] = Field(description="All ten, in the order of the scheme.")
    badge: QualityBadge | None = Field(
        description="Null unless its publisher's certificate is in date; always null for items that promote something."
    )

    @classmethod
    def of(cls, found: QualityMap) -> QualityShape:
        return cls(
            kind=found.detail.kind,
            slug=found.detail.slug,
            url=found.detail.url,
            language=found.detail.language,
            scheme=NAME,
            scheme_url=SOURCE_URL,
            criteria=[QualityCriterion.of(*row) for row in found.criteria],
            badge=QualityBadge.of(found.badge) if found.badge else None,
        )


class Quality(PublicView):
    @operation(
        id="get_item_quality",
        summary="See what shows an item's quality",
        description=(
            "The ten criteria of the PIF TICK, the UK's quality mark for health information, each with what shows that the item meets it, "
            "or `not_met`. Some of it the library knows by itself (sign-offs, sources, who it was made with, formats); the rest its "
            "publisher says. The badge is there only while the publisher's own certificate is in date."
        ),
        query=InLanguage,
        answer=QualityShape,
        problems=(NotFound, LanguageNotAvailable, Gone, Moved),
        path=PATH,
    )
    def get(self, request: Request, collection: str, slug: str) -> HttpResponse:
        found = quality_of(KINDS[collection], slug, self.params.language, now=self.at)
        keys = surrogate_key(found.entry.kind, slug)
        return self.send(bytes_of(QualityShape.of(found)), fresh_until=found.fresh_until, keys=keys)
