"""Reviewing: what a reviewer says holds for the exact text they saw (design.md, section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Unpack

from django.db import transaction

from library.accounts.actors import Actor, check_role
from library.accounts.roles import ReviewKind, Role
from library.catalogue.actions.items import lock_item, subject_of
from library.catalogue.models import Entry, Item
from library.editions.actions import record_whole_review
from library.editions.entries import document_of
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.errors import Conflict, Fault, Forbidden, Malformed
from library.history.actions import record
from library.ids import new_id
from library.publishing.models import Draft, Review
from library.publishing.moves import lock_draft, move
from library.publishing.opinions import Said, SaidMembers, check_said
from library.publishing.queries import authors_of, criteria_of, missing_sign_offs
from library.publishing.signoff import required_kinds
from library.publishing.workflow import check_step
from library.quality.review_criteria import VERSION


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
    scope: str,
    document_hash: str,
    by: Actor,
    at: datetime,
    **said: Unpack[SaidMembers],
) -> Review:
    """Approve a draft or ask for changes. `document_hash` is that of the text the reviewer saw.

    With the last missing sign-off the draft becomes `approved`. Raises `Forbidden` for a kind that the reviewer can't judge, `OwnWork`,
    `TextHasMovedOn`, `NotInThatState`, and `Malformed` as `check_said` does.
    """
    word = Said(**said)
    draft = lock_draft(draft, by=by)
    step = check_step("approve" if word.approves else "request_changes", draft.state)
    _check_reviewer(by, word.kind)
    if by.id in draft.contributors:
        raise OwnWork()
    check_hash(document_hash, draft.document_hash)
    review = review_of_draft(draft, word, scope=scope, at=at)
    review.reviewer_id = by.person
    review.save(force_insert=True)
    state = step.target or (Draft.State.IN_REVIEW if missing_sign_offs(draft) else Draft.State.APPROVED)
    move(draft, state, step.event, by=by, at=at, **told_of(review))
    return review


@transaction.atomic
def review_edition(
    *,
    item: Item,
    language: str,
    document_hash: str,
    by: Actor,
    at: datetime,
    **said: Unpack[SaidMembers],
) -> Review:
    """Review the whole of what is out, without making an edition of it. An approval of a kind that the item needs moves `last_reviewed`.

    `document_hash` is the edition's `sha256`. Raises as `review_draft`.
    """
    word = Said(**said)
    item = lock_item(item, by=by)
    _check_reviewer(by, word.kind)
    edition = _edition_that_is_out(item, language)
    if by.id in authors_of(edition):
        raise OwnWork()
    check_hash(document_hash, edition.sha256)
    review = _review_of_edition(edition, word, at=at)
    review.reviewer_id = by.person
    review.save(force_insert=True)
    record(
        "edition.reviewed",
        subject=subject_of(item, language),
        actor=by.id,
        at=at,
        review=review.pk,
        kind=word.kind,
        decision=word.decision,
        edition=edition.number,
        sha256=edition.sha256,
    )
    if word.approves and word.kind in required_kinds(item.is_health_content):
        record_whole_review(item=item, on=uk_day(at), by=by, at=at)
    return review


def review_of_draft(draft: Draft, said: Said, *, scope: str, at: datetime) -> Review:
    """What was said of a draft as it is, not saved yet, and without whose word it is. Raises as `check_said`."""
    review = Review(item=draft.item, language=draft.language, draft=draft, scope=scope)
    review.document_hash = draft.document_hash
    return _fill(review, said, [section["id"] for section in draft.document["sections"]], at)


def _edition_that_is_out(item: Item, language: str) -> Edition:
    """Raises `Malformed` where there is none."""
    entry = Entry.objects.filter(item=item, language=language, state=Entry.State.LIVE).first()
    if entry is None:
        raise Malformed(
            "Nothing is published in this language.",
            errors=[Fault("/language", "Not a published language of this item.")],
        )
    return Edition.objects.get(item=item, language=language, number=entry.edition)


def _review_of_edition(edition: Edition, said: Said, *, at: datetime) -> Review:
    """The same of the whole of an edition."""
    review = Review(item=edition.item, language=edition.language, edition=edition, scope=Review.Scope.WHOLE)
    review.document_hash = edition.sha256
    return _fill(review, said, [section.id for section in document_of(edition).sections], at)


def told_of(review: Review) -> dict[str, Any]:
    """What the event of a review says of it."""
    return {"review": review.pk, "kind": review.kind, "scope": review.scope, "decision": review.decision}


def _fill(review: Review, said: Said, sections: Sequence[str], at: datetime) -> Review:
    asked = criteria_of(review.item, said.kind)
    check_said(said, sections=sections, asked=asked)
    given = said.criteria or {}
    review.id, review.created_at = new_id(), at
    review.kind, review.decision, review.comment = said.kind, said.decision, said.comment
    review.evidence_checked = said.evidence_checked
    review.sections = [
        {"section": id, "text": said.sections[id]} for id in sections if said.sections.get(id, "").strip()
    ]
    review.criteria = [
        {"code": one.code, "answer": given[one.code].answer, "note": given[one.code].note}
        for one in asked
        if one.code in given
    ]
    review.criteria_version = VERSION if review.criteria else ""
    return review


def _check_reviewer(by: Actor, kind: str) -> None:
    check_role(by, Role.REVIEWER)
    if kind not in by.review_kinds:
        held = sorted(ReviewKind(kind).value for kind in by.review_kinds)
        raise Forbidden(f"You review for {', '.join(held) or 'nothing yet'}, not for {kind}.", needs=[kind])


def check_hash(seen: str, present: str) -> None:
    if seen != present:
        raise TextHasMovedOn(document_hash=present)
