"""What every verb about a draft begins and ends with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from library.accounts.actors import Actor
from library.catalogue.actions.items import lock_item, subject_of
from library.documents.model import Document
from library.documents.parse import parse_document
from library.errors import NotFound, PreconditionFailed
from library.history.actions import record
from library.publishing.models import Draft


def lock_draft(draft: Draft, *, by: Actor) -> Draft:
    """The draft as it is now. The item's row is what is locked, as in every verb about an item; raises `NotFound` for somebody else's."""
    lock_item(draft.item, by=by)
    locked = Draft.objects.select_related("item", "item__owner", "item__licence").filter(pk=draft.pk).first()
    if locked is None:
        raise NotFound()
    return locked


def check_version(draft: Draft, expected: int) -> None:
    """Raise `PreconditionFailed` unless the draft is still the one that the caller has read."""
    if draft.version != expected:
        raise PreconditionFailed(
            "Somebody has changed this draft since you read it. Read it again and send its new ETag.",
            version=draft.version,
        )


def parsed_document(draft: Draft) -> Document:
    """The text of a draft. It was checked when it was saved."""
    return parse_document(draft.document)


def move(draft: Draft, state: str | None, event: str, *, by: Actor, at: datetime, **facts: Any) -> Draft:
    """Save the draft in its new state (None: the one it is in) and record the event, with further ids and codes."""
    draft.state = state or draft.state
    draft.version += 1
    draft.updated_at = at
    draft.save()
    record(
        event,
        subject=subject_of(draft.item, draft.language),
        actor=by.id,
        at=at,
        draft=draft.pk,
        state=draft.state,
        document_hash=draft.document_hash,
        **facts,
    )
    return draft
