"""What publishing a draft would do, for whoever is about to."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.permissions import ANY_MEMBER
from api.http.requests import Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.syndication.reach_shapes import AdoptedShape, ReachFigureShape
from library.catalogue.models import Derivation
from library.documents.changes import Change
from library.documents.errors import InvalidDocument
from library.errors import NotFound
from library.publishing.queries import get_draft
from library.syndication.impact import Impact, impact_of


class AdaptationReached(Shape):
    """An adaptation that is out."""

    slug: str
    organisation: str
    areas: list[str]
    standing: str = Field(description="How it stands to the template now.")

    @classmethod
    def of(cls, one: Derivation) -> AdaptationReached:
        return cls(slug=one.item.slug, organisation=one.item.owner.name, areas=one.areas, standing=one.standing)


class WebsiteReached(Shape):
    host: str
    embeds: ReachFigureShape


class ImpactShape(Shape):
    """What changes, and whom it reaches."""

    edition: int | None = Field(description="The edition that is out in this language; null for none.")
    changes: list[Change] | None = Field(description="From that edition to the draft; null where nothing is out.")
    adaptations: list[AdaptationReached] = Field(
        description="Local versions in this language. A `safety` edition reaches their readers at once; others are offered to them."
    )
    adopted: AdoptedShape = Field(description="The same as numbers, by how they stand.")
    month: date = Field(description="First day of the last month that is over.")
    embeds: ReachFigureShape = Field(
        description="How often websites showed the item in that month, as in `/v1/workspace/reach`."
    )
    websites: list[WebsiteReached] = Field(description="Those that showed it most; small numbers are left out.")
    followers: int = Field(description="Webhooks, of whatever organisation, that would be told.")
    other_languages: list[str] = Field(description="Languages in which it is out besides, and stays as it is.")
    pointers: list[str] = Field(description="Slugs of your items whose readers are sent here.")

    @classmethod
    def of(cls, impact: Impact) -> ImpactShape:
        return cls(
            edition=impact.edition,
            changes=None if impact.changes is None else list(impact.changes),
            adaptations=[AdaptationReached.of(one) for one in impact.adaptations],
            adopted=AdoptedShape.of(impact.adopted),
            month=impact.month,
            embeds=ReachFigureShape.of(impact.embeds),
            websites=[
                WebsiteReached(host=host, embeds=ReachFigureShape.of(figures["embeds"]))
                for host, figures in impact.websites
            ],
            followers=impact.followers,
            other_languages=list(impact.languages),
            pointers=[item.slug for item in impact.pointers],
        )


class DraftImpact(WorkspaceView):
    @operation(
        id="get_draft_impact",
        summary="See what publishing a draft would do",
        description=(
            "What changes from the edition that is out, and whom it reaches: local versions, websites that embedded the item in the last "
            "full month, webhooks that would be told, its other languages, and items that send their readers here."
        ),
        roles=ANY_MEMBER,
        answer=ImpactShape,
        problems=(NotFound, InvalidDocument),
        path={"id": "The draft's id."},
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return Answer(ImpactShape.of(impact_of(get_draft(id, by=self.actor), at=self.at)))
