"""Drafts with words that can harm, and what lets them stand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from library.editions.models import Waiver
from library.editions.review_status import uk_day
from library.publishing.actions import waive
from library.publishing.findings import draft_findings
from library.publishing.models import Draft
from library.quality.findings import Finding
from tests.worlds import World

HARMFUL = "The dose goes by weight: 5 ml for 38 kg."


def harmful(world: World, words: str = HARMFUL, **changes: Any) -> Draft:
    """A draft that says so in its first section."""
    return world.draft(sections=[{"id": "dose", "heading": "The dose", "body": words}], **changes)


def blocked_by(draft: Draft) -> list[Finding]:
    return [one for one in draft_findings(draft, uk_day(draft.updated_at)) if one.severity == "block"]


def waived(world: World, draft: Draft | None = None, *, by: str = "clive", expires_on: date | None = None) -> Waiver:
    """The first words that keep a draft from being published, let stand."""
    draft = draft or harmful(world)
    found, *_ = blocked_by(draft)
    assert found.span is not None
    at = world.now()
    return waive(
        draft=draft,
        rule=found.rule,
        pointer=found.pointer,
        span=found.span,
        reason="It is a dose.",
        expires_on=expires_on or uk_day(at) + timedelta(days=30),
        by=world.by(by),
        at=at,
    )
