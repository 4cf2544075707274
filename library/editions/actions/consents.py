"""What the owners of words decide, and what that does to everything that shows them (design.md, section 5, "Withdrawn consent")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from library.accounts.actors import SYSTEM, Actor
from library.catalogue.actions.items import subject_of as subject_of_item
from library.catalogue.freshness import change_shared_facts
from library.catalogue.models import Entry
from library.coproduction import tombstones
from library.coproduction.actions import consents, testimonials
from library.coproduction.actions.consents import Agreement
from library.coproduction.actions.testimonials import lock_testimonial, subject_of
from library.coproduction.consent_rules import Ways, losing
from library.coproduction.errors import TestimonialWithdrawn
from library.coproduction.models import Consent, Testimonial
from library.coproduction.testimonials import ways_of
from library.editions.clearing import clear, editions_naming, live_entries_of
from library.editions.letters import write_of_end
from library.editions.models import Clearance, Edition, Rendition
from library.editions.tasks import rebuild_cleared, tell_of_less, tell_of_withdrawal
from library.history.actions import record, record_all

WITHDRAWN, ENDED, NARROWED, REWORDED, FORGOTTEN = "withdrawn", "consent_ended", "narrowed", "words_changed", "forgotten"
"""Why a quote may not be shown any more, or not everywhere: codes for the feed."""
BATCH = 25
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Withdrawal:
    """What was done: `entries` is how many published texts were cleared in the transaction."""

    testimonial: Testimonial
    entries: int


@transaction.atomic
def withdraw_consent(
    *, testimonial: Testimonial, by: Actor, at: datetime, reason: str = WITHDRAWN, bury: bool = True
) -> Withdrawal:
    """Take somebody's words back, everywhere, for good. `by` is a curator of its owner, or `SYSTEM` for the person's own link.

    In this one transaction the words are blanked in their one table, the stored bytes and renditions of every text that names
    them are dropped, the feed says so per text, and the tombstone is on the disk. Rebuilding, mails and whatever reacts to the
    events come after it. A second time changes nothing. `bury` is off for what the tombstone log already holds, and for callers
    that do it themselves. `reason` is `FORGOTTEN` where nobody has asked for it: no letter says so then.

    Raises `NotFound`, `Forbidden`, and `TombstoneNotWritten`, by which nothing was done.
    """
    change_shared_facts()
    try:
        testimonial = lock_testimonial(testimonial, by=by)
    except TestimonialWithdrawn:
        return Withdrawal(Testimonial.objects.get(pk=testimonial.pk), 0)
    editions = list(editions_naming(testimonial.pk))
    entries = live_entries_of(editions)
    _note_places(testimonial, editions, entries, at)
    testimonials.blank(testimonial, at=at)
    clear(editions, entries, at=at)
    _rebuild(testimonial.pk, entries)
    if reason == WITHDRAWN:
        tell_of_withdrawal.defer(testimonial=str(testimonial.pk))
    _announce(testimonial, entries, reason, by, at)
    if bury:
        tombstones.bury(tombstones.TESTIMONIAL, testimonial.pk, at=at)
    return Withdrawal(testimonial, len(entries))


@transaction.atomic
def record_consent(
    *, testimonial: Testimonial, agreement: Agreement, expected_version: int, by: Actor, at: datetime
) -> Consent:
    """What somebody agreed to. Texts that name the quote show it from now on, as far as it goes; or no longer, if it replaces one that
    went further: then the feed says so, and those who may have copies are written to.

    Raises as `lock_testimonial`, `Malformed` and `ConsentNotInformed`.
    """
    testimonial = _opened(testimonial, expected_version, by)
    before = ways_of(testimonial.pk, at)
    consent = consents.write_consent(testimonial, agreement, by=by, at=at)
    testimonial.version += 1
    testimonial.save(update_fields=["version"])
    entries = _show_anew(testimonial, at)
    record(
        "consent.recorded",
        subject=subject_of(testimonial),
        actor=by.id,
        at=at,
        consent=consent.pk,
        replaces=agreement.replaces or "",
        wording_sha256=consent.wording_sha256,
    )
    _tell_of_less(testimonial, before, entries, NARROWED, by=by, at=at)
    return consent


@transaction.atomic
def change_words(
    *, testimonial: Testimonial, words: str, expected_version: int, by: Actor, at: datetime
) -> Testimonial:
    """Other words: nothing shows the quote until its owner has approved them, and those who keep what it was hear of it. Raises as
    `lock_testimonial`.
    """
    testimonial = _opened(testimonial, expected_version, by)
    before = ways_of(testimonial.pk, at)
    testimonials.change_words(testimonial, words)
    entries = _show_anew(testimonial, at)
    record("testimonial.changed", subject=subject_of(testimonial), actor=by.id, at=at)
    _tell_of_less(testimonial, before, entries, REWORDED, by=by, at=at)
    return testimonial


@transaction.atomic
def approve_words(
    *, testimonial: Testimonial, words_sha256: str, expected_version: int, by: Actor, at: datetime
) -> Testimonial:
    """Its owner has seen the words in their final form and approved them. Raises as `lock_testimonial`, and `WordsNotApproved`."""
    testimonial = _opened(testimonial, expected_version, by)
    testimonials.approve_words(testimonial, words_sha256=words_sha256, on=at)
    _show_anew(testimonial, at)
    record("testimonial.approved", subject=subject_of(testimonial), actor=by.id, at=at)
    return testimonial


@transaction.atomic
def tell_of_end(*, consent: Consent, at: datetime) -> None:
    """A consent has come to its end by itself: the quote is hidden already, as every reading asks the time. The feed and those who keep
    copies hear of it unless another lets it be shown wherever this one did.
    """
    change_shared_facts()
    testimonial = Testimonial.objects.select_for_update(no_key=True).get(pk=consent.testimonial_id)
    told = Consent.objects.filter(pk=consent.pk, end_told_at=None, withdrawn_at=None).update(end_told_at=at)
    if not told or testimonial.withdrawn_at is not None:
        return
    entries = _show_anew(testimonial, at)
    before = ways_of(testimonial.pk, consent.expires_at - MOMENT)
    _tell_of_less(testimonial, before, entries, ENDED, by=SYSTEM, at=at)


@transaction.atomic
def remind_of_end(*, consent: Consent, at: datetime) -> None:
    """The curators of its owner hear once, in time, that a consent is about to end."""
    if Consent.objects.filter(pk=consent.pk, reminded_at=None).update(reminded_at=at):
        write_of_end(consent, at=at)


def _opened(testimonial: Testimonial, expected_version: int, by: Actor) -> Testimonial:
    """The shared facts first, then the testimonial, then the entries that name it. Whoever locks an item, does so before the facts; here
    none is locked, so that nobody waits in a ring.
    """
    change_shared_facts()
    return lock_testimonial(testimonial, by=by, expected_version=expected_version)


def _show_anew(testimonial: Testimonial, at: datetime) -> list[Entry]:
    """Whatever names it is projected anew from now on, and nothing is kept of what it looked like."""
    editions = list(editions_naming(testimonial.pk))
    entries = live_entries_of(editions)
    clear(editions, entries, at=at)
    return entries


def _tell_of_less(
    testimonial: Testimonial, before: Ways, entries: Sequence[Entry], reason: str, *, by: Actor, at: datetime
) -> None:
    """Where it might be shown before and may not be now, whoever kept it has to hear: the feed, and by letter those who lost it."""
    lost = losing(before, ways_of(testimonial.pk, at))
    if lost:
        organisations = sorted(str(id) for id in lost)
        tell_of_less.defer(testimonial=str(testimonial.pk), organisations=organisations, reason=reason)
        _announce(testimonial, entries, reason, by, at)


def _note_places(testimonial: Testimonial, editions: Sequence[Edition], entries: Sequence[Entry], at: datetime) -> None:
    """Write down where it stood, before it is gone from there."""
    current = {(entry.item_id, entry.language, entry.edition) for entry in entries}
    kept: dict[UUID, list[str]] = {}
    rows = Rendition.objects.filter(edition__in=[edition.pk for edition in editions], refusal__isnull=True)
    for edition, name in rows.order_by("name").values_list("edition", "name"):
        kept.setdefault(edition, []).append(name)
    Clearance.objects.bulk_create(
        Clearance(
            testimonial=testimonial,
            edition=edition,
            was_current=(edition.item_id, edition.language, edition.number) in current,
            renditions=kept.get(edition.pk, []),
            cleared_at=at,
        )
        for edition in editions
    )


def _rebuild(testimonial: UUID, entries: Sequence[Entry]) -> None:
    """In this transaction: the jobs are there if, and only if, the withdrawal is. Small ones, for several workers to share."""
    ids = [str(entry.pk) for entry in entries]
    for start in range(0, len(ids), BATCH):
        rebuild_cleared.defer(testimonial=str(testimonial), entries=ids[start : start + BATCH])


def _announce(testimonial: Testimonial, entries: Sequence[Entry], reason: str, by: Actor, at: datetime) -> None:
    """One event about the testimonial, for whoever keeps its words, and one per text that showed it, for whoever keeps that."""
    record_all(
        "testimonial.withdrawn",
        subjects=[subject_of(testimonial), *[subject_of_item(entry.item, entry.language) for entry in entries]],
        actor=by.id,
        at=at,
        reason=reason,
        testimonial=testimonial.pk,
    )
