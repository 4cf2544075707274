"""Forgetting who outside reviewed: when their time is over, or because they ask.

| what | kept |
|---|---|
| their address | until 30 days after the last invitation is over, and while their word counts for a text that is not out yet |
| their name and capacity | with their review, as the record of approval (domain.md, HQ-6); without one as long as the address |
| why they were asked | as long as their name: it is written about them |
| what they said | with the text that it is about |

Who asks to be forgotten is forgotten at once: what they said of a text that is not out goes with them; of one that is out, there stays
that it was approved, when, and as what kind of review.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from library.accounts import links
from library.coproduction import tombstones
from library.errors import NotFound
from library.history.actions import Subject, record
from library.publishing.actions.invitations import LINK, lock_invitation
from library.publishing.models import OutsideReviewer, Review, ReviewInvitation

AFTER_AN_INVITATION = timedelta(days=30)
ERASED = "Erased, as the reviewer asked."


@transaction.atomic
def forget_outside_reviewers(*, at: datetime) -> int:
    """Delete addresses, and names of those who never answered, whose time is over; of how many people."""
    before = at - AFTER_AN_INVITATION
    found = _over(before).select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)
    # Whoever is being asked at this moment is locked by that, and passed over. Who was asked a moment ago is seen now that they are ours.
    over = _over(before).filter(pk__in=list(found))
    spoke = Exists(Review.objects.filter(invitation__reviewer=OuterRef("pk")))
    silent = list(over.filter(~spoke, erased_at=None).values_list("pk", flat=True))
    ReviewInvitation.objects.filter(reviewer__in=silent).update(capacity="", why="")
    forgotten = OutsideReviewer.objects.filter(pk__in=silent).update(name="", email="", account=None, erased_at=at)
    return forgotten + over.filter(spoke).exclude(email="").update(email="")


def _over(before: datetime) -> QuerySet[OutsideReviewer]:
    """Whose invitations were all over by then, and whose word counts for no text that is not out yet."""
    theirs = ReviewInvitation.objects.filter(reviewer=OuterRef("pk"))
    running = Q(answered_at__gt=before) | Q(taken_back_at__gt=before)
    running |= Q(answered_at=None, taken_back_at=None, expires_at__gt=before)
    counting = Review.objects.filter(
        invitation__reviewer=OuterRef("pk"), edition=None, draft__document_hash=F("document_hash")
    )
    return OutsideReviewer.objects.filter(created_at__lte=before).exclude(
        Exists(theirs.filter(running)) | Exists(counting)
    )


def export_outside_reviewer(*, reviewer: UUID) -> dict[str, Any]:
    """Everything that we hold about somebody who was asked to review, for them to have (UK GDPR, Article 15). Raises `NotFound`."""
    found = OutsideReviewer.objects.select_related("owner").filter(pk=reviewer).first()
    if found is None:
        raise NotFound()
    invitations = found.invitations.select_related("item", "review").order_by("invited_at")
    return {
        "person": str(found.pk),
        "name": found.name,
        "email": found.email,
        "held_by": found.owner.name,
        "since": found.created_at.isoformat(),
        "invitations": [_exported(invitation) for invitation in invitations],
    }


@transaction.atomic
def erase_outside_reviewer(*, reviewer: UUID, at: datetime, bury: bool = True) -> bool:
    """Forget somebody who asks for it. False if there is nobody. With `bury` a backup that is restored later can't bring them back."""
    found = OutsideReviewer.objects.filter(pk=reviewer, erased_at=None).first()
    if found is None:
        return False
    _erase_invitations(found, at)
    OutsideReviewer.objects.filter(pk=found.pk).update(name="", email="", account=None, erased_at=at)
    _erase_invitations(found, at)  # one that was made meanwhile, too: nobody finds them by their address any more
    subject = Subject(id=found.pk, kind="outside_reviewer", organisation=found.owner_id)
    record("outside_reviewer.erased", subject=subject, actor=None, at=at)
    if bury:
        tombstones.bury(tombstones.REVIEWER, found.pk, at=at)
    return True


def erase_buried_reviewers(*, at: datetime) -> int:
    """Erase again whom the tombstone log names and the database still has: after a restored backup. How many."""
    buried = [one.id for one in tombstones.buried() if one.what == tombstones.REVIEWER]
    return sum(erase_outside_reviewer(reviewer=id, at=at, bury=False) for id in buried)


def _erase_invitations(reviewer: OutsideReviewer, at: datetime) -> None:
    """Each as it is once its item is locked: it may have been answered, or have gone with its draft, a moment before."""
    for pk in list(reviewer.invitations.order_by("item_id", "pk").values_list("pk", flat=True)):
        lock_invitation(pk)
        invitation = ReviewInvitation.objects.filter(pk=pk).first()
        if invitation is not None:
            _erase_invitation(invitation, at)


def _erase_invitation(invitation: ReviewInvitation, at: datetime) -> None:
    links.take_back(kind=LINK, subject=invitation.pk, at=at)
    Review.objects.filter(invitation=invitation, edition=None).delete()
    review = Review.objects.filter(invitation=invitation).first()
    if review is not None:
        review.comment = ERASED
        review.sections = []
        review.criteria = [{**row, "note": ""} for row in review.criteria]
        review.save(update_fields=["comment", "sections", "criteria"])
    elif invitation.answered_at is None and invitation.taken_back_at is None:
        invitation.taken_back_at = at
    invitation.capacity = invitation.why = ""
    invitation.save(update_fields=["capacity", "why", "taken_back_at"])


def _exported(invitation: ReviewInvitation) -> dict[str, Any]:
    review = Review.objects.filter(invitation=invitation).first()
    return {
        "item": invitation.item.slug,
        "kind": invitation.kind,
        "capacity": invitation.capacity,
        "why": invitation.why,
        "invited_at": invitation.invited_at.isoformat(),
        "answered_at": invitation.answered_at and invitation.answered_at.isoformat(),
        "taken_back_at": invitation.taken_back_at and invitation.taken_back_at.isoformat(),
        "review": review
        and {
            "decision": review.decision,
            "comment": review.comment,
            "sections": review.sections,
            "criteria": review.criteria,
            "evidence_checked": review.evidence_checked,
        },
    }
