"""Reading the workshop: only what belongs to the actor's organisation."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from library.accounts.actors import Actor
from library.errors import NotFound
from library.publishing.models import Draft, Review
from library.publishing.signoff import Opinion, missing_kinds, required_kinds, valid_sign_offs


def visible_drafts(by: Actor) -> QuerySet[Draft]:
    """The drafts of the actor's organisation."""
    return Draft.objects.filter(item__owner=by.organisation_id).select_related("item")


def get_draft(draft_id: UUID, *, by: Actor) -> Draft:
    """One visible draft. Raises `NotFound`, also when it belongs to somebody else."""
    draft = visible_drafts(by).filter(pk=draft_id).first()
    if draft is None:
        raise NotFound()
    return draft


def visible_reviews(by: Actor) -> QuerySet[Review]:
    """The reviews of the organisation's items."""
    return Review.objects.filter(item__owner=by.organisation_id).select_related("item", "edition")


def opinions_on(draft: Draft) -> list[Opinion]:
    """What reviewers have said of a draft, in order."""
    reviews = Review.objects.filter(draft=draft).order_by("created_at")
    return [
        Opinion(
            reviewer=review.reviewer_id,
            kind=review.kind,
            scope=review.scope,
            approved=review.decision == Review.Decision.APPROVED,
            document_hash=review.document_hash,
            at=review.created_at,
        )
        for review in reviews
    ]


def sign_offs_of(draft: Draft) -> dict[str, Opinion]:
    """The sign-offs that hold for the draft as it stands, by kind."""
    return valid_sign_offs(opinions_on(draft), draft.document_hash, draft.contributors)


def missing_sign_offs(draft: Draft) -> list[str]:
    """The kinds of sign-off that the draft still needs."""
    return missing_kinds(required_kinds(draft.item.is_health_content), sign_offs_of(draft))
