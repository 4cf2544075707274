"""Reviewing: what a reviewer says holds for the exact text they saw (design.md, section 6)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.accounts.roles import ReviewKind, Role
from library.catalogue.actions.items import lock_item, subject_of
from library.catalogue.models import Entry, Item
from library.editions.actions import record_whole_review
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.errors import Conflict, Fault, Forbidden, Malformed
from library.history.actions import record
from library.ids import new_id
from library.publishing.models import Draft, Review
from library.publishing.moves import lock_draft, move
from library.publishing.queries import authors_of, missing_sign_offs
from library.publishing.signoff import required_kinds
from library.publishing.workflow import check_step


class OwnWork(Forbidden):
    """Nobody signs off their own draft."""

    slug = "own-work"
    title = "You have written in this text, so somebody else signs it off"
    explanation = (
        "A sign-off is a second pair of eyes. Whoever has written in a draft since the edition before can't review "
        "it, nor the edition that it became. Ask another reviewer."
    )


class TextHasMovedOn(Conflict):
    """The text under review is not the one that the reviewer saw."""

    slug = "text-has-moved-on"
    title = "The text has changed since you read it"
    explanation = (
        "A review is bound to the hash of the text that was read. `document_hash` is that of the text as it "
        "stands now: read it again, then decide."
    )


@transaction.atomic
def review_draft(
    *,
    draft: Draft,
    kind: str,
    scope: str,
    decision: str,
    document_hash: str,
    comment: str = "",
    evidence_checked: bool = False,
    by: Actor,
    at: datetime,
) -> Review:
    """Approve a draft or ask for changes. `document_hash` is that of the text the reviewer saw.

    With the last missing sign-off the draft becomes `approved`. Raises `Forbidden` for a kind that the reviewer can't judge, `OwnWork`,
    `TextHasMovedOn`, `NotInThatState`.
    """
    draft = lock_draft(draft, by=by)
    step = check_step("approve" if decision == Review.Decision.APPROVED else "request_changes", draft.state)
    _check_reviewer(by, kind)
    if by.id in draft.contributors:
        raise OwnWork()
    _check_hash(document_hash, draft.document_hash)
    review = Review(item=draft.item, language=draft.language, draft=draft, scope=scope, document_hash=document_hash)
    review.kind, review.decision, review.comment, review.evidence_checked = kind, decision, comment, evidence_checked
    _save(review, by=by, at=at)
    state = step.target or (Draft.State.IN_REVIEW if missing_sign_offs(draft) else Draft.State.APPROVED)
    move(draft, state, step.event, by=by, at=at, review=review.pk, kind=kind, scope=scope, decision=decision)
    return review


@transaction.atomic
def review_edition(
    *,
    item: Item,
    language: str,
    kind: str,
    decision: str,
    document_hash: str,
    comment: str = "",
    evidence_checked: bool = False,
    by: Actor,
    at: datetime,
) -> Review:
    """Review the whole of what is out, without making an edition of it. An approval of a kind that the item needs moves `last_reviewed`.

    `document_hash` is the edition's `sha256`. Raises as `review_draft`.
    """
    item = lock_item(item, by=by)
    check_role(by, Role.REVIEWER)
    _check_reviewer(by, kind)
    entry = Entry.objects.filter(item=item, language=language, state=Entry.State.LIVE).first()
    if entry is None:
        raise Malformed(
            "Nothing is published in this language.",
            errors=[Fault("/language", "Not a published language of this item.")],
        )
    edition = Edition.objects.get(item=item, language=language, number=entry.edition)
    if by.id in authors_of(edition):
        raise OwnWork()
    _check_hash(document_hash, edition.sha256)
    review = Review(
        item=item, language=language, edition=edition, scope=Review.Scope.WHOLE, document_hash=document_hash
    )
    review.kind, review.decision, review.comment, review.evidence_checked = kind, decision, comment, evidence_checked
    _save(review, by=by, at=at)
    record(
        "edition.reviewed",
        subject=subject_of(item, language),
        actor=by.id,
        at=at,
        review=review.pk,
        kind=kind,
        decision=decision,
        edition=edition.number,
        sha256=edition.sha256,
    )
    if decision == Review.Decision.APPROVED and kind in required_kinds(item.is_health_content):
        record_whole_review(item=item, on=uk_day(at), by=by, at=at)
    return review


def _save(review: Review, *, by: Actor, at: datetime) -> None:
    if review.decision == Review.Decision.CHANGES_REQUESTED and not review.comment.strip():
        raise Malformed("Say what should change.", errors=[Fault("/comment", "Needed when you ask for changes.")])
    review.id, review.reviewer_id, review.created_at = new_id(), by.person, at
    review.save(force_insert=True)


def _check_reviewer(by: Actor, kind: str) -> None:
    check_role(by, Role.REVIEWER)
    if kind not in by.review_kinds:
        held = sorted(ReviewKind(kind).value for kind in by.review_kinds)
        raise Forbidden(f"You review for {', '.join(held) or 'nothing yet'}, not for {kind}.", needs=[kind])


def _check_hash(seen: str, present: str) -> None:
    if seen != present:
        raise TextHasMovedOn(document_hash=present)
