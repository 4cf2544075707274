"""Webhooks that do not arrive: their organisation's site may show what has been changed or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

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
            due_on=uk_day(row.failing_since or row.given_up_at or asked.at),  # type: ignore[attr-defined]
            on=asked.on,
            detail=_detail(row),
        )


def _detail(row: Subscription) -> str:
    if row.state == Subscription.State.QUARANTINED:
        return "Switched off after failures."
    return f"{row.failures} attempts failed." if row.failures else "Messages were given up within the last week."
