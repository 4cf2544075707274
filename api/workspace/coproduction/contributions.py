"""The ledger: which groups made an item, at which stage, how, and what changed because of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.fields import Day, Name, address, line
from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body, Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.coproduction import examples, fields
from library.accounts.roles import Role
from library.catalogue.queries import get_item
from library.coproduction.actions import correct_contribution, record_contribution, remove_contribution
from library.coproduction.actions.contributions import FACTS
from library.coproduction.models import Contribution
from library.coproduction.queries import get_contribution, visible_contributions
from library.errors import NotFound

PATH = "/v1/workspace/contributions"
ID = {"id": "The contribution's id."}
KEEPERS = frozenset({Role.CURATOR})


class ContributionsQuery(Paged):
    item: UUID | None = Field(None, description="To this item.")


class ContributionFacts(Body):
    """A group's part at one stage. All but the last two members are public with the item."""

    group: Name = Field(description="A group, never a person by name.")
    people: fields.People = Field("", description="Whom the group took part as, if that is known.")
    count: int | None = Field(None, ge=1, le=1_000_000, description="How many took part, where that is known.")
    role: Name = Field(description="What they did.")
    stage: fields.Stage
    approach: fields.Approach = Field(description="How power was shared at this stage.")
    recompense: line(200) = Field("", description="How their time was recognised, in words.")  # type: ignore[valid-type]
    recompense_type: fields.RecompenseType = ""
    recompense_policy: line(200) = Field("", description="The policy that it follows, by name.")  # type: ignore[valid-type]
    recompense_policy_url: address(500) = ""  # type: ignore[valid-type]
    what_changed: line(500) = Field("", description="What is different because of them.")  # type: ignore[valid-type]
    evidence: line(500) = Field("", description="What shows it: notes, a report, a change that was made.")  # type: ignore[valid-type]
    evidence_url: address(500) = ""  # type: ignore[valid-type]
    started_on: Day | None = None
    ended_on: Day | None = None
    recompense_amount: line(200) = Field("", description="Private: amounts or bands. Never public.")  # type: ignore[valid-type]
    benefits_advice: bool | None = Field(
        None, description="Private: whether people were told what a payment does to their benefits."
    )

    def facts(self) -> dict[str, Any]:
        """As the verbs take them."""
        return self.model_dump(exclude={"item"})


class NewContribution(ContributionFacts):
    """A group's part in an item."""

    item: UUID = Field(description="The item's id.")


class LedgerEntry(Shape):
    """A contribution as curators see it, with what is private."""

    id: UUID
    item: UUID
    group: str
    people: str
    count: int | None
    role: str
    stage: str
    approach: str
    recompense: str
    recompense_type: str
    recompense_policy: str
    recompense_policy_url: str
    what_changed: str
    evidence: str
    evidence_url: str
    started_on: date | None
    ended_on: date | None
    recompense_amount: str
    benefits_advice: bool | None
    version: int = Field(description="Counts writes; the `ETag` is made of it.")
    created_at: datetime

    @classmethod
    def of(cls, row: Contribution) -> LedgerEntry:
        named = ("group", "role", "stage", "approach", *FACTS, "version", "created_at")
        return cls(id=row.pk, item=row.item_id, **{name: getattr(row, name) for name in named})


class ContributionList(Shape):
    """Contributions, newest first."""

    items: list[LedgerEntry]
    next: str | None = Field(description="Address of the next page; null on the last.")


class Contributions(WorkspaceView):
    @operation(
        id="list_contributions",
        summary="List contributions",
        description="Who made your organisation's items together, with what is private, newest first.",
        roles=ANY_MEMBER,
        query=ContributionsQuery,
        answer=ContributionList,
        paged=True,
        example={"item": examples.AN_ID},
    )
    def get(self, request: Request) -> Answer:
        wanted = self.params.model_dump(include={"item"}, exclude_none=True)
        rows, following = newest_first(visible_contributions(self.actor).filter(**wanted), self.params, PATH)
        headers = {"Link": link_header(PATH, self.params, following)}
        return Answer(ContributionList(items=[LedgerEntry.of(row) for row in rows], next=following), headers=headers)

    @operation(
        id="record_contribution",
        summary="Record a contribution",
        description=(
            "A group's part in an item at one stage. The item's statement and badge follow from the whole record, at once, on its "
            "adaptations too."
        ),
        roles=KEEPERS,
        body=NewContribution,
        answer=LedgerEntry,
        status=201,
        idempotent=True,
        problems=(NotFound,),
        example=examples.NEW_CONTRIBUTION,
    )
    def post(self, request: Request) -> Answer:
        item = get_item(self.body.item, by=self.actor)
        made = record_contribution(item=item, **self.body.facts(), by=self.actor, at=self.at)
        return Answer(LedgerEntry.of(made), 201, version=made.version, path=f"{PATH}/{made.pk}")


class ContributionDetail(WorkspaceView):
    @operation(
        id="get_contribution",
        summary="See a contribution",
        description="With what is private, and the `ETag` that changes need.",
        roles=ANY_MEMBER,
        answer=LedgerEntry,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        row = get_contribution(id, by=self.actor)
        return Answer(LedgerEntry.of(row), version=row.version)

    @operation(
        id="correct_contribution",
        summary="Correct a contribution",
        description="Sets all of it: what you leave out is not told any more.",
        roles=KEEPERS,
        body=ContributionFacts,
        answer=LedgerEntry,
        versioned=True,
        path=ID,
        example=examples.CONTRIBUTION,
    )
    def put(self, request: Request, id: UUID) -> Answer:
        row = correct_contribution(
            contribution=get_contribution(id, by=self.actor),
            **self.body.facts(),
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        return Answer(LedgerEntry.of(row), version=row.version)

    @operation(
        id="remove_contribution",
        summary="Remove a contribution",
        description="Only for what was recorded by mistake. What is published claims only what the record still supports.",
        roles=KEEPERS,
        status=204,
        versioned=True,
        path=ID,
    )
    def delete(self, request: Request, id: UUID) -> Answer:
        row = get_contribution(id, by=self.actor)
        remove_contribution(contribution=row, expected_version=self.version, by=self.actor, at=self.at)
        return Answer(status=204)
