"""Who did what to the organisation's items, people and keys."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.requests import Shape
from api.http.views import Answer, WorkspaceView
from library.accounts.roles import Role
from library.history.models import Event
from library.history.queries import audit_of

PATH = "/v1/workspace/audit"


class AuditQuery(Paged):
    subject: UUID | None = Field(None, description="About this item, membership or key.")
    actor: UUID | None = Field(None, description="Done by this person or service key.")
    type: Annotated[str, Field(max_length=60, pattern=r"^[a-z_]+\.[a-z_]+$")] | None = Field(
        None, description="Of this type, such as `draft.published`."
    )


class AuditSubject(Shape):
    id: UUID
    kind: str
    slug: str | None
    language: str | None


class AuditEvent(Shape):
    """Something that happened: ids, codes and hashes, never words of a text."""

    id: UUID
    type: str = Field(description="Expect new ones.")
    occurred_at: datetime
    actor: UUID | None = Field(description="Opaque id of the person or service key; null for the library itself.")
    subject: AuditSubject
    edition: int | None
    change_class: str | None
    sha256: str | None
    reason: str | None
    position: int | None = Field(description="Its place in the public feed, if it stands there.")
    data: dict[str, Any] = Field(description="Further ids, codes and hashes.")

    @classmethod
    def of(cls, event: Event) -> AuditEvent:
        return cls(
            id=event.pk,
            type=event.type,
            occurred_at=event.occurred_at,
            actor=event.actor,
            subject=AuditSubject(
                id=event.subject,
                kind=event.subject_kind,
                slug=event.subject_slug or None,
                language=event.subject_language or None,
            ),
            edition=event.edition,
            change_class=event.change_class or None,
            sha256=event.sha256 or None,
            reason=event.reason or None,
            position=event.position,
            data=event.data,
        )


class AuditList(Shape):
    """Events, newest first."""

    items: list[AuditEvent]
    next: str | None = Field(description="Address of the next page; null on the last.")


class Audit(WorkspaceView):
    @operation(
        id="list_audit",
        summary="See who did what",
        description="The history of what belongs to your organisation, newest first. It only ever grows.",
        roles=frozenset({Role.ADMIN, Role.STEWARD_ADMIN, Role.CURATOR, Role.PUBLISHER}),
        query=AuditQuery,
        answer=AuditList,
        paged=True,
        example={"type": "draft.published"},
    )
    def get(self, request: Request) -> Answer:
        wanted = self.params.model_dump(include={"subject", "actor", "type"}, exclude_none=True)
        events, following = newest_first(audit_of(self.actor.home).filter(**wanted), self.params, PATH)
        headers = {"Link": link_header(PATH, self.params, following)}
        return Answer(AuditList(items=[AuditEvent.of(event) for event in events], next=following), headers=headers)
