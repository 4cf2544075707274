"""The door out of the workshop: publish now, or at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from library.accounts.actors import SYSTEM, Actor, check_role
from library.editions.actions import announce_review, move_review_dates, publish_edition
from library.editions.actions.standing import bring_back, check_not_taken_back, returns_for_safety
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.errors import Fault, Incomplete, LibraryError, Malformed
from library.publishing.actions.invitations import end_open_invitations
from library.publishing.conditions import unmet, whole_review
from library.publishing.models import Draft, Import, Review
from library.publishing.moves import check_version, lock_draft, move, parsed_document
from library.publishing.previews import sign_offs_for_edition
from library.publishing.queries import sign_offs_of
from library.publishing.signoff import Opinion, required_kinds
from library.publishing.workflow import check_step

log = structlog.get_logger()


class NotReadyToPublish(Incomplete):
    """Conditions of publication that are not met."""

    slug = "not-ready-to-publish"
    title = "Something is missing before this can be published"
    explanation = (
        "`errors` lists everything that is missing, by JSON pointer into the document, or `/sign_offs` and "
        "`/review` for what reviewers have still to do."
    )


@transaction.atomic
def publish(
    *,
    draft: Draft,
    expected_version: int,
    change_class: str,
    note: str,
    restores: bool = False,
    by: Actor,
    at: datetime,
) -> Edition:
    """Publish an approved draft as the next edition of its item, in its language. With `restores` a withdrawn item comes back with
    this corrected text, and what was withdrawn is live at no moment.

    Raises `NotInThatState`, `Forbidden`, `PreconditionFailed`, and `NotReadyToPublish` naming every condition that is not met.
    """
    draft = lock_draft(draft, by=by)
    step = check_step("publish", draft.state)
    check_role(by, *step.roles)
    check_version(draft, expected_version)
    if restores:
        bring_back(item=draft.item, language=draft.language)
    return _release(draft, change_class, note, by=by, released_by=by.id, at=at)


@transaction.atomic
def schedule(
    *, draft: Draft, expected_version: int, publish_at: datetime, change_class: str, note: str, by: Actor, at: datetime
) -> Draft:
    """Publish an approved draft by itself at a time. Everything is checked now, and again then."""
    draft = lock_draft(draft, by=by)
    step = check_step("schedule", draft.state)
    check_role(by, *step.roles)
    check_version(draft, expected_version)
    if publish_at <= at:
        raise Malformed(
            "That time has passed.", errors=[Fault("/publish_at", "Give a time in the future, or publish now.")]
        )
    check_ready(draft, change_class, note, at=publish_at)
    draft.publish_at, draft.scheduled_by = publish_at, by.id
    draft.change_class, draft.change_note, draft.schedule_failure = change_class, note, ""
    return move(draft, step.target, step.event, by=by, at=at)


@transaction.atomic
def unschedule(*, draft: Draft, expected_version: int, by: Actor, at: datetime) -> Draft:
    """Call a scheduled publication off; the draft stays approved."""
    draft = lock_draft(draft, by=by)
    step = check_step("unschedule", draft.state)
    check_role(by, *step.roles)
    check_version(draft, expected_version)
    draft.publish_at = draft.scheduled_by = None
    return move(draft, step.target, step.event, by=by, at=at)


def publish_due(*, at: datetime) -> int:
    """Publish every scheduled draft whose time has come; each in a transaction of its own. Returns how many were published.

    One that is refused (a contact point was retired meanwhile) goes back to `approved` with the reason, and does not stop the others.
    """
    published = 0
    for draft in (
        Draft.objects.filter(state=Draft.State.SCHEDULED, publish_at__lte=at)
        .select_related("item")
        .order_by("publish_at", "pk")
    ):
        try:
            published += _publish_scheduled(draft, at=at)
        except LibraryError as refusal:
            log.warning("scheduled_publication_refused", draft=str(draft.pk), problem=refusal.slug)
            _record_refusal(draft, refusal, at=at)
    return published


def check_ready(draft: Draft, change_class: str, note: str, *, at: datetime) -> dict[str, Opinion]:
    """The sign-offs to publish with at a moment. Raises `NotReadyToPublish` listing everything that is missing, and
    `NotInThatStanding` for an item that was taken back.
    """
    check_not_taken_back(draft.item)
    faults = unmet(draft, at=at)
    if not note.strip():
        faults.append(Fault("/note", "Say what changed, for readers of the history."))
    faults += _of_class(draft, change_class)
    if faults:
        raise NotReadyToPublish(errors=faults)
    return sign_offs_of(draft)


def _of_class(draft: Draft, change_class: str) -> Iterator[Fault]:
    if change_class == Edition.ChangeClass.CONTACT:
        yield Fault("/change_class", "The class `contact` is for editions that follow a change of a contact point.")
    elif change_class != Edition.ChangeClass.SAFETY and returns_for_safety(draft.item, draft.language):
        yield Fault(
            "/change_class", "What was withdrawn for the safety of readers comes back as a change of class `safety`."
        )


def _release(
    draft: Draft, change_class: str, note: str, *, by: Actor, released_by: UUID | None, at: datetime
) -> Edition:
    valid = check_ready(draft, change_class, note, at=at)
    required = required_kinds(draft.item.is_health_content)
    whole = whole_review(required, valid)
    reviewed = whole is not None and move_review_dates(item=draft.item, on=uk_day(whole.at), at=at)
    edition = publish_edition(
        item=draft.item,
        document=parsed_document(draft),
        change_class=change_class,
        note=note,
        sign_offs=sign_offs_for_edition(draft),
        by=by,
        published_by=released_by,
        at=at,
    )
    if reviewed:
        announce_review(item=draft.item, by=by, at=at)
    step = check_step("publish", draft.state)
    draft.based_on, draft.publish_at, draft.scheduled_by, draft.schedule_failure = edition.number, None, None, ""
    draft.change_class, draft.change_note = change_class, note
    move(draft, step.target, step.event, by=by, at=at)
    Import.objects.filter(draft=draft).delete()  # what became of the file is read by now
    said_of_it = Review.objects.filter(draft=draft, document_hash=draft.document_hash, edition__isnull=True)
    said_of_it.update(edition=edition)
    end_open_invitations(draft, by=by, at=at)
    return edition


@transaction.atomic
def _publish_scheduled(draft: Draft, *, at: datetime) -> int:
    draft = lock_draft(draft, by=SYSTEM)
    if draft.state != Draft.State.SCHEDULED or draft.publish_at is None or draft.publish_at > at:
        return 0
    _release(draft, draft.change_class, draft.change_note, by=SYSTEM, released_by=draft.scheduled_by, at=at)
    return 1


@transaction.atomic
def _record_refusal(draft: Draft, refusal: LibraryError, *, at: datetime) -> None:
    draft = lock_draft(draft, by=SYSTEM)
    if draft.state != Draft.State.SCHEDULED:
        return
    step = check_step("unschedule", draft.state)
    draft.publish_at = draft.scheduled_by = None
    reasons = [refusal.detail, *(f"{fault.pointer}: {fault.detail}" for fault in refusal.errors)]
    draft.schedule_failure = " ".join(reasons)[:500]
    move(draft, step.target, "draft.schedule_refused", by=SYSTEM, at=at, reason=refusal.slug)
