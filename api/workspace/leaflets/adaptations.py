"""Adaptations: begin one, read it, write it."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.fields import Name
from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body
from api.http.views import Answer, WorkspaceView
from api.workspace.leaflets import examples
from api.workspace.leaflets.adaptation_shapes import AdaptationList, AdaptationShape, AdaptationSummary
from api.workspace.leaflets.answers import ID, PATH, answer
from api.workspace.leaflets.fields import AreaCode, District, Language, LocalDetails, LocalSections, Slug
from library.catalogue.actions.derivations import AdaptationExists
from library.documents.overrides import Override
from library.errors import NotFound
from library.leaflets.actions import discard_adaptation, save_recipe, start_adaptation
from library.leaflets.actions.starting import PublishedBefore
from library.leaflets.licences import LicenceForbidsAdaptation
from library.leaflets.models import Adaptation
from library.leaflets.overviews import adaptations_of_template, current_entries, get_template, safety_updates
from library.leaflets.queries import get_adaptation, visible_adaptations
from library.leaflets.workflow import WRITERS, NotInThatAdaptationState
from library.leaflets.writing import SectionLocked


class WorkshopAdaptationsQuery(Paged):
    template: Slug | None = Field(
        None, description="Slug of a leaflet. To its authors, everybody's published adaptations of it are listed too."
    )
    state: Literal[tuple(Adaptation.State.values)] | None = Field(None, description="Only yours in this state.")  # type: ignore[valid-type]


class NewAdaptation(Body):
    """A template to be made a place's own."""

    template: Slug = Field(description="Slug of a published leaflet.")
    language: Language | None = Field(None, description="Left out: the leaflet's original language.")
    areas: list[AreaCode] = Field(
        min_length=1, max_length=50, description="ODS or GSS codes of your organisation, for which it is."
    )
    districts: list[District] = Field(
        default_factory=list,
        max_length=200,
        description="Postcode districts or areas whose readers are sent to it; yours.",
    )


class AdaptationText(Body):
    """All that is local. It replaces what was there: what is left out is as in the template again."""

    title: Name | None = Field(None, description="A title of its own.")
    details: LocalDetails = Field(description="Local details by key, as the form has them; all of them.")
    sections: LocalSections = Field(description="Sections that are not as in the template; all of them.")
    next_review_due: date | None = Field(
        None, description="When you want to review it yourselves; not later than the template's own review."
    )

    def to_overrides(self) -> dict[str, Override]:
        return {
            id_: Override(text=section.text, left_out=section.leave_out, reason=section.reason)
            for id_, section in self.sections.items()
        }


class Adaptations(WorkspaceView):
    @operation(
        id="list_adaptations",
        summary="List adaptations",
        description=(
            "Those of your organisation, newest first, without their texts. With `template`, the authors of that leaflet "
            "also see how everybody's published adaptation stands to it: who has acted on a safety edition, who has said "
            "why not yet, and who has said nothing. Of what others are writing nothing is shown."
        ),
        roles=ANY_MEMBER,
        query=WorkshopAdaptationsQuery,
        answer=AdaptationList,
        paged=True,
    )
    def get(self, request: Request) -> Answer:
        params = self.params
        found = visible_adaptations(self.actor)
        if params.template is not None:
            found = adaptations_of_template(params.template, by=self.actor)
        if params.state is not None:
            found = found.filter(state=params.state, item__owner=self.actor.organisation_id)
        rows, following = newest_first(found, params, PATH)
        entries, safety = current_entries(rows), safety_updates(rows)
        shapes = [
            AdaptationSummary.of(
                row,
                mine=row.item.owner_id == self.actor.organisation_id,
                entry=entries.get(row.item_id),
                safety=safety.get(row.pk),
            )
            for row in rows
        ]
        headers = {"Link": link_header(PATH, params, following)}
        return Answer(AdaptationList(items=shapes, next=following), headers=headers)

    @operation(
        id="start_adaptation",
        summary="Begin an adaptation",
        description=(
            "Of a published leaflet, for areas of your organisation. A leaflet has one adaptation for each area and "
            "language. Then fill in its form (`PUT`)."
        ),
        roles=frozenset(WRITERS),
        body=NewAdaptation,
        answer=AdaptationShape,
        status=201,
        idempotent=True,
        problems=(NotFound, LicenceForbidsAdaptation, AdaptationExists),
        example=examples.NEW_ADAPTATION,
    )
    def post(self, request: Request) -> Answer:
        wanted = self.body
        template = get_template(wanted.template)
        adaptation = start_adaptation(
            template=template,
            language=wanted.language or template.original_language,
            areas=wanted.areas,
            districts=wanted.districts,
            by=self.actor,
            at=self.at,
        )
        return answer(adaptation.pk, self.actor, 201)


class AdaptationDetail(WorkspaceView):
    @operation(
        id="get_adaptation",
        summary="See an adaptation",
        description=(
            "What is filled in, what is done differently, whether the template has something new, and the `ETag` that "
            "changes need. The template's form is at `/v1/leaflets/{slug}/form`."
        ),
        roles=ANY_MEMBER,
        answer=AdaptationShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        return answer(id, self.actor)

    @operation(
        id="save_adaptation",
        summary="Save an adaptation",
        description=(
            "Replaces what is local. Half of it can be saved; `/checks` says what is missing. A section that its authors "
            "have locked is refused with 403: the problem says why it is locked, and by whom. What is published does not "
            "move until the next edition is published."
        ),
        roles=frozenset(WRITERS),
        body=AdaptationText,
        answer=AdaptationShape,
        versioned=True,
        problems=(SectionLocked, NotInThatAdaptationState),
        path=ID,
        example=examples.TEXT,
    )
    def put(self, request: Request, id: UUID) -> Answer:
        text = self.body
        save_recipe(
            adaptation=get_adaptation(id, by=self.actor),
            details=text.details,
            sections=text.to_overrides(),
            title=text.title,
            next_review_due=text.next_review_due,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return answer(id, self.actor)

    @operation(
        id="discard_adaptation",
        summary="Discard an adaptation",
        description="Throws away one that never was published; its areas are free again. One that was is withdrawn instead.",
        roles=frozenset(WRITERS),
        status=204,
        versioned=True,
        problems=(NotInThatAdaptationState, PublishedBefore),
        path=ID,
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        adaptation = get_adaptation(id, by=self.actor)
        discard_adaptation(adaptation=adaptation, expected_version=self.version, by=self.actor, at=self.at)
        return Answer(status=204)
