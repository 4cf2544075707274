"""A draft as those see it who write, review and publish it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from api.http.findings import FindingShape
from api.http.requests import Shape
from api.workspace.publishing.fields import DocumentData
from api.workspace.publishing.item_shapes import ItemName
from library.documents.errors import InvalidDocument
from library.editions.review_status import uk_day
from library.publishing.conditions import unmet
from library.publishing.findings import draft_findings
from library.publishing.models import Draft
from library.publishing.moves import parsed_document
from library.publishing.queries import sign_offs_of
from library.publishing.signoff import missing_kinds, required_kinds
from library.publishing.workflow import next_steps
from library.quality.findings import Finding
from library.upkeep.advice import link_findings


class GivenSignOff(Shape):
    """A sign-off that holds for the text as it stands."""

    kind: str
    scope: str = Field(description="`whole`, or `change`: what the reviewer looked at.")
    reviewer: UUID = Field(description="Opaque id of the person.")
    at: datetime


class SignOffs(Shape):
    """Who has signed this exact text off, and who must still."""

    given: list[GivenSignOff]
    missing: list[str] = Field(description="Kinds of review. One person does not count for two of them.")


class MissingThing(Shape):
    """Something that is still to be done before publication."""

    pointer: str = Field(
        description="JSON pointer into the document; `/sign_offs` and `/review` are for reviewers, `/standing` is the item's."
    )
    detail: str


class DraftSummary(Shape):
    """A draft without its text."""

    id: UUID
    item: ItemName
    language: str
    title: str
    state: str = Field(
        description=(
            "`draft`, `in_review`, `changes_requested`, `approved`, `scheduled` or `published` (not edited since)."
        )
    )
    version: int = Field(description="Counts writes; the `ETag` is made of it.")
    document_hash: str = Field(description="SHA-256 of the text in canonical form: what a review is bound to.")
    based_on: int | None = Field(description="The edition that it started from.")
    change_class: str | None = Field(description="What kind of change it is: minor, content or safety.")
    change_note: str | None
    publish_at: datetime | None = Field(description="When it will be published by itself.")
    schedule_failure: str | None = Field(description="Why the last scheduled publication was refused.")
    next_steps: list[str] = Field(description="What can be done with it in this state, by whoever has the role.")
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, draft: Draft) -> DraftSummary:
        return cls(**_in_short(draft))


class DraftShape(DraftSummary):
    """A draft with its text, who has signed it off, and what is missing before it can be published."""

    document: DocumentData
    sign_offs: SignOffs
    ready: list[MissingThing] = Field(
        description=(
            "Everything that keeps it from being published; empty: it may be. What stands at `/standing` is met by publishing "
            "it with `restore`, when its item was withdrawn."
        )
    )
    findings: list[FindingShape] = Field(
        description=(
            "What somebody should look at: what can harm readers with an eating disorder, numbers that were typed, claims without "
            "evidence, names of others, hours in a story, addresses that lead nowhere. Only `block` hinders publication, and then "
            "stands in `ready` too: reword it, or ask a clinical reviewer to let these words stand."
        )
    )

    @classmethod
    def at(cls, draft: Draft, moment: datetime) -> DraftShape:
        """The draft as it stands, and what would be missing if it were published at a moment."""
        return cls(
            **_in_short(draft),
            document=draft.document,
            sign_offs=_sign_offs(draft),
            ready=[MissingThing(pointer=fault.pointer, detail=fault.detail) for fault in unmet(draft, at=moment)],
            findings=[FindingShape.of(one) for one in _findings(draft, moment)],
        )


def _findings(draft: Draft, moment: datetime) -> list[Finding]:
    """Of the text, and of the addresses in it; nothing for a text that later rules do not take any more."""
    try:
        links = link_findings(parsed_document(draft), organisation=draft.item.owner_id, on=uk_day(moment))
    except InvalidDocument:
        links = []
    return [*draft_findings(draft, uk_day(moment)), *links]


class DraftList(Shape):
    """Drafts, newest first, without their texts."""

    items: list[DraftSummary]
    next: str | None = Field(description="Address of the next page; null on the last.")


def _in_short(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.pk,
        "item": ItemName.of(draft.item),
        "language": draft.language,
        "title": draft.document["title"],
        "state": draft.state,
        "version": draft.version,
        "document_hash": draft.document_hash,
        "based_on": draft.based_on,
        "change_class": draft.change_class or None,
        "change_note": draft.change_note or None,
        "publish_at": draft.publish_at,
        "schedule_failure": draft.schedule_failure or None,
        "next_steps": next_steps(draft.state),
        "created_at": draft.created_at,
        "updated_at": draft.updated_at,
    }


def _sign_offs(draft: Draft) -> SignOffs:
    valid = sign_offs_of(draft)
    return SignOffs(
        given=[
            GivenSignOff(kind=kind, scope=opinion.scope, reviewer=opinion.reviewer, at=opinion.at)
            for kind, opinion in sorted(valid.items())
        ],
        missing=missing_kinds(required_kinds(draft.item.is_health_content), valid),
    )
