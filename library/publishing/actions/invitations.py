"""Asking somebody without an account to review a draft, by a personal link (design.md, sections 5 and 7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from library.accounts import links, mail
from library.accounts.actors import SYSTEM, Actor, check_role
from library.accounts.models import Membership, User
from library.catalogue.actions.items import lock_item, subject_of
from library.errors import Conflict, Fault, Malformed, NotFound
from library.history.actions import record
from library.publishing.actions.reviews import OwnWork, check_hash, review_of_draft, told_of
from library.publishing.letters import answered_text, ready_again_text, review_invitation_text
from library.publishing.models import Draft, OutsideReviewer, Review, ReviewInvitation
from library.publishing.moves import lock_draft, move
from library.publishing.opinions import Said
from library.publishing.queries import missing_sign_offs
from library.publishing.workflow import SETTLED, WRITERS, NotInThatState, next_steps

LINK = "review"
FEWEST_DAYS, MOST_DAYS = 1, 60


class ReviewInvitationOver(Conflict):
    """It was answered or taken back."""

    slug = "review-invitation-over"
    title = "This invitation to review is over"
    explanation = (
        "It has been answered or taken back, and can't be sent again or taken back any more. To ask the same person again, make a new "
        "invitation."
    )


@transaction.atomic
def invite_reviewer(
    *,
    draft: Draft,
    name: str,
    email: str,
    capacity: str,
    kind: str,
    scope: str,
    why: str,
    valid_days: int,
    by: Actor,
    at: datetime,
) -> ReviewInvitation:
    """Ask somebody outside for a review of a draft that is in review; they get a letter with a link. An earlier invitation of the
    same person to the same review that is still open ends.

    Raises `NotInThatState`, `Forbidden`, and `Malformed` for somebody who has written in the draft or is a member.
    """
    draft = lock_draft(draft, by=by)
    check_may_be_asked(draft.state)
    check_role(by, *WRITERS)
    email = email.strip().lower()
    _check(draft, email, valid_days)
    reviewer = _reviewer(draft, name.strip(), email, at)
    for earlier in ReviewInvitation.objects.filter(
        reviewer=reviewer, item=draft.item, language=draft.language, kind=kind, answered_at=None, taken_back_at=None
    ):
        _end(earlier, by=by, at=at)
    invitation = ReviewInvitation(reviewer=reviewer, item=draft.item, language=draft.language, draft=draft)
    invitation.kind, invitation.scope = kind, scope
    invitation.capacity, invitation.why = capacity.strip(), why.strip()
    invitation.invited_by, invitation.invited_at = by.person, at
    _send(invitation, draft, valid_days, at=at)
    _record("review.invited", invitation, by=by, at=at)
    return invitation


def check_may_be_asked(state: str) -> None:
    """Raise `NotInThatState` unless it is in review. It is no step of the workflow: the draft stays what it is."""
    if state != Draft.State.IN_REVIEW:
        raise NotInThatState(
            "Only a draft that is in review is sent to others: submit it first.",
            state=state,
            allowed_from=[Draft.State.IN_REVIEW.value],
            next_steps=next_steps(state),
        )


@transaction.atomic
def send_review_invitation_again(
    *, invitation: ReviewInvitation, valid_days: int, by: Actor, at: datetime
) -> ReviewInvitation:
    """A new link, from now on for so many days; the one before ends. Also when it had expired.

    Raises `NotFound`, `Forbidden`, `ReviewInvitationOver`, `NotInThatState` while the text is being changed, and `Malformed` for a number
    of days that is none of ours.
    """
    invitation = _lock(invitation, by=by)
    if invitation.draft is None:
        raise ReviewInvitationOver("The draft was discarded.")
    if not invitation.reviewer.email:
        raise ReviewInvitationOver("Their address has been deleted, as it was not needed for so long: ask them anew.")
    if invitation.draft.state not in SETTLED:
        check_may_be_asked(invitation.draft.state)
    _check(invitation.draft, invitation.reviewer.email, valid_days)
    links.take_back(kind=LINK, subject=invitation.pk, at=at)
    _send(invitation, invitation.draft, valid_days, at=at)
    _record("review.invitation_sent_again", invitation, by=by, at=at)
    return invitation


@transaction.atomic
def take_back_review_invitation(*, invitation: ReviewInvitation, by: Actor, at: datetime) -> ReviewInvitation:
    """Its link stops working. Again changes nothing. Raises `NotFound`, `Forbidden`, and `ReviewInvitationOver` when it was answered."""
    locked = ReviewInvitation.objects.filter(pk=invitation.pk).first()
    if locked is not None and locked.taken_back_at is not None:
        lock_item(locked.item, by=by)
        check_role(by, *WRITERS)
        return locked
    invitation = _lock(invitation, by=by)
    _end(invitation, by=by, at=at)
    return invitation


@transaction.atomic
def answer_review_invitation(*, invitation: UUID, said: Said, document_hash: str, at: datetime) -> Review:
    """What somebody outside says of the text that they saw; it counts as an account's review does.

    It holds for that text and no other, in whatever state the draft is: one who was asked is not sent away because the writers have
    begun to change it back. Raises `NotFound` when the invitation is over, `OwnWork`, `TextHasMovedOn`, and `Malformed` as `check_said`.
    """
    lock_invitation(invitation)
    found = ReviewInvitation.objects.select_related("reviewer", "draft__item").filter(pk=invitation).first()
    if found is None or found.draft is None or not is_open(found, at=at):
        raise NotFound()
    reviewer = found.reviewer
    by = Actor(id=reviewer.pk, organisation_id=found.item.owner_id)  # whose it is now: it may have found a new home
    draft = lock_draft(found.draft, by=by)
    if _has_written(draft, reviewer.email) or reviewer.identity in draft.contributors:
        raise OwnWork()
    check_hash(document_hash, draft.document_hash)
    review = review_of_draft(draft, said, scope=found.scope, at=at)
    review.invitation = found
    reviewer.account = reviewer.account or _account(reviewer)
    reviewer.save(update_fields=["account"])
    found.answered_at = at
    found.save(update_fields=["answered_at"])
    review.save(force_insert=True)
    move(draft, _state_after(draft, review), "draft.reviewed", by=by, at=at, invitation=found.pk, **told_of(review))
    _tell_inviter(found, at)
    return review


def lock_invitation(invitation: UUID) -> None:
    """Lock the item that it is about, and then itself: the order in which every verb does. Nothing happens if it is not there."""
    found = ReviewInvitation.objects.select_related("item").filter(pk=invitation).first()
    if found is not None:
        lock_item(found.item, by=SYSTEM)
        ReviewInvitation.objects.select_for_update(of=("self",)).filter(pk=invitation).first()


def is_open(invitation: ReviewInvitation, *, at: datetime) -> bool:
    """May it still be answered?"""
    return invitation.answered_at is None and invitation.taken_back_at is None and invitation.expires_at > at


def end_invitations_of(draft: Draft, *, at: datetime) -> None:
    """With a draft that is thrown away go the invitations to review it; those whose review belongs to an edition stay."""
    gone = ReviewInvitation.objects.filter(draft=draft, review__isnull=True)
    for invitation in gone:
        links.take_back(kind=LINK, subject=invitation.pk, at=at)
    gone.delete()


def end_open_invitations(draft: Draft, *, by: Actor, at: datetime) -> None:
    """With a text that goes out end the invitations to review it: what is written next was sent to nobody."""
    for invitation in ReviewInvitation.objects.filter(draft=draft, answered_at=None, taken_back_at=None):
        _end(invitation, by=by, at=at)


def ask_again(draft: Draft, *, at: datetime) -> None:
    """Those who were asked for a review and have not answered are told that there is a text to read again, by the link that they have:
    while it was being changed that showed nothing.
    """
    waiting = ReviewInvitation.objects.filter(draft=draft, answered_at=None, taken_back_at=None, expires_at__gt=at)
    for invitation in waiting.select_related("reviewer", "item__owner").order_by("pk"):
        text = ready_again_text(invitation, title=draft.document["title"])
        mail.send(to=invitation.reviewer.email, subject=text.subject, text=text.text, at=at)


def _state_after(draft: Draft, review: Review) -> str | None:
    """As the workflow has it where the draft is in review or approved; a schedule is called off by whoever asks for changes. Elsewhere
    the word waits for the text to be submitted.
    """
    if review.decision == Review.Decision.CHANGES_REQUESTED:
        waits = {Draft.State.IN_REVIEW, Draft.State.APPROVED, Draft.State.SCHEDULED}
        if draft.state == Draft.State.SCHEDULED:
            draft.publish_at = draft.scheduled_by = None
        return Draft.State.CHANGES_REQUESTED if draft.state in waits else None
    if draft.state != Draft.State.IN_REVIEW or missing_sign_offs(draft):
        return None
    return Draft.State.APPROVED


def _check(draft: Draft, email: str, valid_days: int) -> None:
    faults = []
    if _has_written(draft, email):
        faults.append(
            Fault("/email", "Somebody with this address has written in the draft: nobody signs off their own work.")
        )
    elif Membership.objects.filter(
        organisation=draft.item.owner_id, user__email__iexact=email, ended_at__isnull=True
    ).exists():
        faults.append(
            Fault(
                "/email",
                "This is a member of your organisation: they review with their account, if that is their role.",
            )
        )
    if not FEWEST_DAYS <= valid_days <= MOST_DAYS:
        faults.append(Fault("/valid_days", f"Between {FEWEST_DAYS} and {MOST_DAYS} days."))
    if faults:
        raise Malformed(errors=faults)


def _has_written(draft: Draft, email: str) -> bool:
    return bool(email) and User.objects.filter(pk__in=draft.contributors, email__iexact=email).exists()


def _account(reviewer: OutsideReviewer) -> User | None:
    """Whoever the owner has had as a member under the same address: then it is the same person."""
    if not reviewer.email:
        return None
    known = User.objects.filter(email__iexact=reviewer.email, memberships__organisation=reviewer.owner_id)
    return known.order_by("id").first()


def _reviewer(draft: Draft, name: str, email: str, at: datetime) -> OutsideReviewer:
    """The person, known by address; what they are called is as it was said last."""
    owner = draft.item.owner
    found = OutsideReviewer.objects.select_for_update().filter(owner=owner, email=email).first()
    if found is None:
        found = OutsideReviewer(owner=owner, email=email, created_at=at, name=name)
        found.save(force_insert=True)
    elif found.name != name:
        found.name = name
        found.save(update_fields=["name"])
    return found


def _send(invitation: ReviewInvitation, draft: Draft, valid_days: int, *, at: datetime) -> None:
    invitation.sent_at, invitation.expires_at = at, at + timedelta(days=valid_days)
    invitation.save()
    link = links.issue(kind=LINK, subject=invitation.pk, valid_for=timedelta(days=valid_days), at=at)
    asker = User.objects.filter(pk=invitation.invited_by).first()
    text = review_invitation_text(
        invitation, title=draft.document["title"], asker=asker.get_full_name() if asker else ""
    )
    mail.send(to=invitation.reviewer.email, subject=text.subject, text=text.text, link=link, at=at)


def _end(invitation: ReviewInvitation, *, by: Actor, at: datetime) -> None:
    invitation.taken_back_at = at
    invitation.save(update_fields=["taken_back_at"])
    links.take_back(kind=LINK, subject=invitation.pk, at=at)
    _record("review.invitation_taken_back", invitation, by=by, at=at)


def _lock(invitation: ReviewInvitation, *, by: Actor) -> ReviewInvitation:
    """The row as it is now, open or expired. The item's row is what is locked, as in every verb about a draft."""
    lock_item(invitation.item, by=by)
    check_role(by, *WRITERS)
    OutsideReviewer.objects.select_for_update().filter(pk=invitation.reviewer_id).first()  # against forgetting them now
    locked = (
        ReviewInvitation.objects.select_for_update(of=("self",))
        .select_related("item", "reviewer", "draft__item")
        .filter(pk=invitation.pk)
        .first()
    )
    if locked is None:
        raise NotFound()
    if locked.answered_at or locked.taken_back_at:
        raise ReviewInvitationOver(state="answered" if locked.answered_at else "taken_back")
    return locked


def _tell_inviter(invitation: ReviewInvitation, at: datetime) -> None:
    """Whoever asked learns that there is an answer: not by whom, and not what it says."""
    asker = User.objects.filter(pk=invitation.invited_by, is_active=True).exclude(email="").first()
    if asker is not None and invitation.draft is not None:
        text = answered_text(invitation)
        mail.send(to=asker.email, subject=text.subject, text=text.text, at=at)


def _record(event: str, invitation: ReviewInvitation, *, by: Actor, at: datetime) -> None:
    subject = subject_of(invitation.item, invitation.language)
    record(event, subject=subject, actor=by.id, at=at, invitation=invitation.pk, kind=invitation.kind)
