"""Webhooks that do not arrive: their organisation's site may show what has been changed or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from library.editions.review_status import uk_day
from library.syndication.models import Subscription
from library.syndication.queries import troubled
from library.upkeep.duty import Duty
from library.upkeep.rules import Kind
from library.upkeep.sources.asking import Question


def webhooks(asked: Question) -> Iterator[Duty]:
    for row in troubled(at=asked.at).filter(**asked.owned("organisation")):
        yield Duty(
            kind=Kind.WEBHOOK,
            subject=row.pk,
            name=str(row),
            page=f"syndication/subscription/{row.pk}/change/",
            organisation=row.organisation_id,
            due_on=uk_day(_since(row)),
            on=asked.on,
            detail=_detail(row),
        )


def _since(row: Subscription) -> datetime:
    """What stays as it is while nothing arrives: another day would be another duty."""
    given_up: datetime | None = row.given_up_at  # type: ignore[attr-defined]
    return row.failing_since or given_up or row.delivered_at or row.created_at


def _detail(row: Subscription) -> str:
    if row.state == Subscription.State.QUARANTINED:
        return "Switched off after failures."
    return f"{row.failures} attempts failed." if row.failures else "Messages were given up within the last week."
