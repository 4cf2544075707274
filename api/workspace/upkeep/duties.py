"""What needs somebody of the caller's organisation, until when, and whose it is."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from django.conf import settings
from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, decode_token, encode_token, link_header, page_url, scope_of
from api.http.permissions import ANY_MEMBER
from api.http.requests import Shape, TrueOrFalse, described
from api.http.views import Answer, WorkspaceView
from library.accounts.actors import Actor
from library.upkeep.duties import duties_for, sort_key
from library.upkeep.duty import Duty
from library.upkeep.rules import Kind, Status

PATH = "/v1/workspace/duties"


class DutiesQuery(Paged):
    kind: Literal[tuple(kind.value for kind in Kind)] | None = Field(None, description="Only of this kind.")  # type: ignore[valid-type]
    status: Literal[tuple(status.value for status in Status)] | None = Field(None, description="Only in this status.")  # type: ignore[valid-type]
    mine: TrueOrFalse | None = Field(
        None,
        description="`true`: only what is yours to see to. `false`: only what is your colleagues'. Left out: both.",
    )


class DutySubject(Shape):
    id: UUID
    name: str
    url: str = Field(description="Where to see to it, at the desk.")


class DutyPerson(Shape):
    member: UUID = Field(description="Their membership.")
    name: str


class DutyOwner(Shape):
    """Whose it is: the person's, if one is named, else of anybody with one of the roles."""

    roles: list[str]
    person: DutyPerson | None


class DutyShape(Shape):
    """Something that needs somebody until a day."""

    kind: str = Field(description=f"{described(kind.value for kind in Kind)}. Expect new ones.")
    title: str = Field(description="The kind, in words.")
    subject: DutySubject
    detail: str | None = Field(description="More about how it stands, in a sentence.")
    due_on: date = Field(description="The last day on which it is in time, in the United Kingdom.")
    status: str = Field(description="`due`; `overdue` from the day after; `escalated` from `escalates_on` on.")
    owner: DutyOwner
    escalates_on: date | None = Field(description="From then on it is `escalated_to`'s, too. Null: never.")
    escalated_to: list[str] = Field(description="Roles whose it is besides by now; empty before it is escalated.")
    mine: bool = Field(description="Whether it is yours to see to.")

    @classmethod
    def of(cls, duty: Duty, actor: Actor) -> DutyShape:
        return cls(
            kind=duty.kind.value,
            title=duty.rule.called,
            subject=DutySubject(
                id=duty.subject, name=duty.name, url=f"{settings.PUBLIC_URL}{settings.DESK_PREFIX}{duty.page}"
            ),
            detail=duty.detail or None,
            due_on=duty.due_on,
            status=duty.status.value,
            owner=DutyOwner(
                roles=[role.value for role in duty.rule.owners],
                person=DutyPerson(member=duty.person.member, name=duty.person.name) if duty.person else None,
            ),
            escalates_on=duty.escalates_on,
            escalated_to=[role.value for role in duty.escalated_to],
            mine=duty.is_of(actor),
        )


class DutyList(Shape):
    """What needs somebody, the earliest due first."""

    items: list[DutyShape]
    next: str | None = Field(description="Address of the next page; null on the last.")


class Duties(WorkspaceView):
    @operation(
        id="list_duties",
        summary="List what needs somebody",
        description=(
            "Reviews, feedback, contact points and services to verify, consents that end, safety changes to take over, texts to sign off "
            "or approve, awards without a result, webhooks that do not arrive, links that lead nowhere and numbers that are gone from "
            "where they were verified: those of your organisation that your roles may know "
            "of, the earliest due first. Computed as you ask, from dates and states as they are."
        ),
        roles=ANY_MEMBER,
        query=DutiesQuery,
        answer=DutyList,
        paged=True,
        example={"mine": "true"},
    )
    def get(self, request: Request) -> Answer:
        found = [duty for duty in duties_for(self.actor, self.at) if _is_wanted(duty, self.params, self.actor)]
        page, following = _page(found, self.params)
        return Answer(
            DutyList(items=[DutyShape.of(duty, self.actor) for duty in page], next=following),
            headers={"Link": link_header(PATH, self.params, following)},
        )


def _is_wanted(duty: Duty, params: DutiesQuery, actor: Actor) -> bool:
    if params.kind is not None and duty.kind != params.kind:
        return False
    if params.status is not None and duty.status != params.status:
        return False
    return params.mine is None or duty.is_of(actor) == params.mine


def _page(found: list[Duty], params: DutiesQuery) -> tuple[list[Duty], str | None]:
    scope = scope_of(PATH, params)
    if params.page_token is not None:
        last = tuple(decode_token(params.page_token, scope))
        found = [duty for duty in found if sort_key(duty) > last]
    page = found[: params.page_size]
    if len(found) <= params.page_size:
        return page, None
    return page, page_url(PATH, params, encode_token(sort_key(page[-1]), scope))
