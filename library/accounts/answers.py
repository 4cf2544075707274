"""What a caller was answered, kept for 24 hours so that a repeated request gets the same answer and no second effect (domain.md, API-7)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from library.accounts.models import StoredAnswer

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Answer:
    """An answer as it was sent, secrets left out."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    fingerprint: str


def lock(caller: UUID, key: str) -> bool:
    """Take the caller's key until the end of this transaction; False if another request holds it now."""
    digest = hashlib.sha256(f"{caller}:{key}".encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], "big", signed=True)])
        return bool(cursor.fetchone()[0])


def find(caller: UUID, key: str, *, at: datetime) -> Answer | None:
    """The answer given under this key within 24 hours."""
    row = StoredAnswer.objects.filter(caller=caller, key=key).first()
    if row is None:
        return None
    if row.created_at <= at - KEPT_FOR:
        row.delete()
        return None
    return Answer(row.status, row.headers, bytes(row.body), row.fingerprint)


def keep(caller: UUID, key: str, answer: Answer, *, at: datetime) -> None:
    """Keep an answer, in the transaction of its effect: both are there or neither."""
    StoredAnswer.objects.create(
        caller=caller,
        key=key,
        fingerprint=answer.fingerprint,
        status=answer.status,
        headers=dict(answer.headers),
        body=answer.body,
        created_at=at,
    )


def forget_before(moment: datetime) -> int:
    """Delete answers given before; how many."""
    deleted, _ = StoredAnswer.objects.filter(created_at__lt=moment).delete()
    return deleted
