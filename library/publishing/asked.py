"""What came of asking somebody outside: whether it is open, and whether their word holds for the text as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from library.publishing.models import Review, ReviewInvitation


@dataclass(frozen=True)
class Asked:
    """`state` is `open`, `expired`, `answered` or `taken_back`; `holds` is None without a review, or without a draft."""

    state: str
    review: Review | None
    holds: bool | None


def state_of(invitation: ReviewInvitation, now: datetime) -> Asked:
    """How it stands at a moment. A review that belongs to an edition alone holds for that."""
    review = getattr(invitation, "review", None)
    if review is None:
        return Asked(_without_review(invitation, now), None, None)
    draft = invitation.draft
    return Asked("answered", review, None if draft is None else review.document_hash == draft.document_hash)


def _without_review(invitation: ReviewInvitation, now: datetime) -> str:
    if invitation.taken_back_at:
        return "taken_back"
    if invitation.answered_at:
        return "answered"
    return "open" if invitation.expires_at > now else "expired"
