"""An adaptation as those see it who write it, and as the authors of its template do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from pydantic import Field

from api.http.requests import Shape
from library.catalogue.addresses import item_url
from library.catalogue.models import Entry
from library.documents.details.leaflet import DetailValue
from library.leaflets.models import Adaptation
from library.leaflets.moves import recipe_of
from library.leaflets.overviews import Offered, SafetyUpdate
from library.leaflets.recipe import Choice, Recipe
from library.leaflets.workflow import next_steps


class NamedOrganisation(Shape):
    code: str
    name: str


class TemplateName(Shape):
    slug: str
    url: str
    publisher: NamedOrganisation = Field(description="Its authors.")


class PublishedShape(Shape):
    """What is out."""

    url: str
    title: str
    edition: int
    follows_edition: int = Field(description="The edition of the template that it follows.")
    modified_at: datetime


class InProgress(Shape):
    """What its own organisation is doing with it."""

    state: str = Field(description="`draft`, `submitted` or `published` (nothing in progress).")
    version: int = Field(description="Counts writes; the `ETag` is made of it.")
    follows_edition: int = Field(description="The edition of the template that the recipe in progress follows.")
    next_steps: list[str] = Field(description="What can be done with it in this state, by whoever has the role.")
    created_at: datetime
    updated_at: datetime


class SafetyShape(Shape):
    """How it stands to the newest edition of the template that was for the safety of readers."""

    edition: int
    status: str = Field(
        description="`done`; `acknowledged`: open, and the organisation has said why and until when; `open`: nothing was said."
    )
    reason: str | None
    deadline: date | None
    acknowledged_at: datetime | None

    @classmethod
    def of(cls, update: SafetyUpdate | None) -> SafetyShape | None:
        if update is None:
            return None
        said = update.acknowledged
        return cls(
            edition=update.edition,
            status="done" if update.is_done else "acknowledged" if said else "open",
            reason=said.reason if said else None,
            deadline=said.deadline if said else None,
            acknowledged_at=said.decided_at if said else None,
        )


class AdaptationSummary(Shape):
    """An adaptation without its texts. Of other organisations only what is published is shown: `id` and `in_progress` are null."""

    id: UUID | None
    slug: str
    template: TemplateName
    language: str
    organisation: NamedOrganisation
    areas: list[str]
    districts: list[str]
    standing: str = Field(description="Of what is published: current, behind, behind_safety or upstream_withdrawn.")
    published: PublishedShape | None
    safety: SafetyShape | None = Field(description="Null when the template never had a safety edition.")
    in_progress: InProgress | None

    @classmethod
    def of(cls, row: Adaptation, *, mine: bool, entry: Entry | None, safety: SafetyUpdate | None) -> AdaptationSummary:
        return cls(**_in_short(row, mine=mine, entry=entry, safety=safety))


class ChoiceShape(Shape):
    """One section, done differently."""

    text: str | None
    leave_out: bool
    reason: str
    base_edition: int = Field(description="The edition of the template that it was made against.")
    declined_edition: int | None = Field(description="The newest edition whose change of this section was declined.")
    declined_reason: str

    @classmethod
    def of(cls, choice: Choice) -> ChoiceShape:
        return cls(
            text=choice.text,
            leave_out=choice.left_out,
            reason=choice.reason,
            base_edition=choice.base,
            declined_edition=choice.declined,
            declined_reason=choice.declined_reason,
        )


class UpdateWaiting(Shape):
    """That a newer edition of the template brings something."""

    to_edition: int
    change_class: str
    pending: int = Field(description="Sections that are neither taken nor declined.")
    conflicts: int = Field(description="Of these, sections that somebody has to decide about.")


class AdaptationShape(AdaptationSummary):
    """An adaptation with its recipe: what is filled in, and what is done differently."""

    title: str | None = Field(description="A title of its own; null: that of the template.")
    details: dict[str, DetailValue] = Field(description="Local details by key; a service by its slug.")
    sections: dict[str, ChoiceShape] = Field(description="What is not as in the template, by section.")
    next_review_due: date | None
    declined_edition: int | None = Field(description="The newest edition that was declined as a whole.")
    acknowledged_edition: int | None = Field(description="The newest safety edition that was acknowledged.")
    update: UpdateWaiting | None = Field(description="Null when there is nothing to take over.")
    approved_by: UUID | None = Field(description="Opaque id of who approved what is out.")
    approved_at: datetime | None

    @classmethod
    def whole(
        cls, row: Adaptation, *, entry: Entry | None, safety: SafetyUpdate | None, offered: Offered
    ) -> AdaptationShape:
        recipe = recipe_of(row)
        return cls(
            **_in_short(row, mine=True, entry=entry, safety=safety),
            **_of_recipe(recipe),
            next_review_due=row.next_review_due,
            update=_waiting(offered),
            approved_by=row.approved_by,
            approved_at=row.approved_at,
        )


class AdaptationList(Shape):
    items: list[AdaptationSummary]
    next: str | None = Field(description="Address of the next page; null on the last.")


def _in_short(row: Adaptation, *, mine: bool, entry: Entry | None, safety: SafetyUpdate | None) -> dict[str, Any]:
    derivation, owner = row.item.derivation, row.item.owner
    original = derivation.original
    return {
        "id": row.pk if mine else None,
        "slug": row.item.slug,
        "template": TemplateName(
            slug=original.slug,
            url=item_url(settings.PUBLIC_URL, original.kind, original.slug),
            publisher=NamedOrganisation(code=original.owner.code, name=original.owner.name),
        ),
        "language": derivation.language,
        "organisation": NamedOrganisation(code=owner.code, name=owner.name),
        "areas": derivation.areas,
        "districts": derivation.districts,
        "standing": derivation.standing,
        "published": _published(entry, derivation.original_edition),
        "safety": SafetyShape.of(safety),
        "in_progress": _in_progress(row) if mine else None,
    }


def _published(entry: Entry | None, follows: int) -> PublishedShape | None:
    if entry is None:
        return None
    return PublishedShape(
        url=item_url(settings.PUBLIC_URL, entry.kind, entry.slug),
        title=entry.title,
        edition=entry.edition,
        follows_edition=follows,
        modified_at=entry.modified_at,
    )


def _in_progress(row: Adaptation) -> InProgress:
    return InProgress(
        state=row.state,
        version=row.version,
        follows_edition=row.recipe["edition"],
        next_steps=next_steps(row.state),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _of_recipe(recipe: Recipe) -> Mapping[str, Any]:
    return {
        "title": recipe.title,
        "details": recipe.details,
        "sections": {id_: ChoiceShape.of(choice) for id_, choice in recipe.sections.items()},
        "declined_edition": recipe.declined,
        "acknowledged_edition": recipe.acknowledged,
    }


def _waiting(offered: Offered) -> UpdateWaiting | None:
    pending = offered.offer.pending
    if not pending and offered.offer.from_edition == offered.offer.to_edition:
        return None
    return UpdateWaiting(
        to_edition=offered.offer.to_edition,
        change_class=offered.change_class,
        pending=len(pending),
        conflicts=sum(one.status == "conflict" for one in pending),
    )
