"""What is local in an adaptation."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.addressing import InLanguage
from api.http.caching import surrogate_key
from api.http.operations import operation
from api.http.requests import Shape
from api.http.views import PublicView
from library.catalogue.addresses import item_url
from library.catalogue.models import Item
from library.documents.changes import Hunk
from library.editions.comparison import Comparison, SectionCompared, compare
from library.editions.reading import LanguageNotAvailable
from library.editions.shapes import PublisherShape
from library.errors import Gone, Moved, NotFound

ADAPTATION = {
    "slug": {
        "description": "The adaptation's slug, as in its card.",
        "example": "finding-support-nhs-norfolk-and-suffolk",
    }
}


class ComparedSection(Shape):
    id: str
    heading: str
    policy: str = Field(description="What the authors allow: locked, adaptable, optional or slot.")
    status: str = Field(
        description=(
            "`verbatim`: as in the original. `filled`: with local details in it. `reworded`: in other words. `left_out`: "
            "not there. `added`: local words where the original has none."
        )
    )
    base_edition: int = Field(description="The edition of the original that this section was made from.")
    hunks: list[Hunk] | None = Field(
        description=(
            "From the original's words to the local ones, in the edition that the adaptation follows; empty where they "
            "are the same, null when the original was withdrawn."
        )
    )


class ComparedWith(Shape):
    url: str
    title: str
    edition: int = Field(description="The edition that the adaptation follows.")
    newest_edition: int | None = Field(description="The present one; null when the original was withdrawn.")


class ComparisonShape(Shape):
    """An adaptation beside its original."""

    url: str
    title: str
    edition: int
    language: str
    organisation: PublisherShape
    areas: list[str] = Field(description="ODS or GSS codes of the areas that it is for.")
    adapted_from: ComparedWith
    standing: str = Field(description="current, behind, behind_safety or upstream_withdrawn.")
    sections: list[ComparedSection] = Field(
        description="In the order of the original; what is left out stands there too."
    )


class AdaptationComparison(PublicView):
    @operation(
        id="compare_adaptation",
        summary="See what is local in an adaptation",
        description="Section by section: whether it is as its authors wrote it, and if not, which words are local.",
        query=InLanguage,
        answer=ComparisonShape,
        problems=(NotFound, LanguageNotAvailable, Gone, Moved),
        path=ADAPTATION,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        found = compare(slug, self.params.language, now=self.at)
        original = surrogate_key(Item.Kind.LEAFLET, found.derivation.original.slug)
        return self.send_shape(_shape(found), keys=f"{surrogate_key(Item.Kind.ADAPTATION, slug)} {original}")


def _shape(found: Comparison) -> ComparisonShape:
    derivation, base_url = found.derivation, settings.PUBLIC_URL
    owner = derivation.item.owner
    return ComparisonShape(
        url=item_url(base_url, found.entry.kind, found.entry.slug),
        title=found.entry.title,
        edition=found.edition.number,
        language=found.edition.language,
        organisation=PublisherShape(code=owner.code, name=owner.name),
        areas=derivation.areas,
        adapted_from=ComparedWith(
            url=item_url(base_url, derivation.original.kind, derivation.original.slug),
            title=found.template_title,
            edition=found.template.number,
            newest_edition=found.newest,
        ),
        standing=derivation.standing,
        sections=[_section(one) for one in found.sections],
    )


def _section(one: SectionCompared) -> ComparedSection:
    shown = one.local or one.original
    return ComparedSection(
        id=one.id,
        heading=shown.heading if shown else "",
        policy=shown.policy if shown else "",
        status=one.status,
        base_edition=one.base_edition,
        hunks=None if one.hunks is None else list(one.hunks),
    )
