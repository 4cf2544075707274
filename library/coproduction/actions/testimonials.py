"""Every write to testimonials. Whoever shows them is told by `library.editions.actions.consents`, which these are called from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from library.accounts.actors import SYSTEM, Actor, check_role
from library.accounts.roles import Role
from library.catalogue.models import Item
from library.coproduction.errors import TestimonialWithdrawn, WordsNotApproved
from library.coproduction.limits import IDENTITY, WORDS, no_language, too_long
from library.coproduction.models import SealedPerson, Testimonial
from library.coproduction.words import hash_of
from library.errors import Fault, Malformed, NotFound, PreconditionFailed
from library.history.actions import Subject, record


@dataclass(frozen=True)
class Identity:
    """Who somebody is and how to reach them: for the sealed tables, and nowhere else."""

    name: str
    email: str = ""
    phone: str = ""
    guardian_name: str = ""
    guardian_contact: str = ""


@transaction.atomic
def add_testimonial(
    *,
    words: str,
    language: str,
    identity: Identity | None = None,
    person: UUID | None = None,
    media: str = Testimonial.Media.TEXT,
    items: Sequence[UUID] = (),
    by: Actor,
    at: datetime,
) -> Testimonial:
    """Words that somebody gave us. Nothing shows them before they are approved and consent is on record.

    `identity` is for somebody new, `person` the id of somebody who gave us words before. Raises `Forbidden` unless a curator asks, and
    `Malformed` for items or a person that are not the organisation's, and for what is too long or in no language.
    """
    check_role(by, Role.CURATOR)
    _check_fits([*too_long("/words", words, WORDS), *no_language(language), *_identity_faults(identity)])
    found = _own_items(items, by)
    teller = _teller(identity, person, by, at)
    testimonial = Testimonial(owner_id=by.home, words=words, language=language, media=media, created_at=at)
    testimonial.save(force_insert=True)
    testimonial.items.set(found)
    teller.testimonials.add(testimonial)
    record("testimonial.added", subject=subject_of(testimonial), actor=by.id, at=at)
    return testimonial


def change_words(testimonial: Testimonial, words: str) -> None:
    """Other words, which their owner has yet to approve. The row is locked by the caller. Raises `Malformed` for too many."""
    _check_fits([*too_long("/words", words, WORDS)])
    testimonial.words, testimonial.words_sha256, testimonial.approved_final_at = words, "", None
    _save(testimonial)


def approve_words(testimonial: Testimonial, *, words_sha256: str, on: datetime) -> None:
    """The owner has approved the words of this hash, at that moment. Raises `WordsNotApproved` if those that are here are others."""
    if words_sha256 != hash_of(testimonial.words):
        raise WordsNotApproved(errors=[Fault("/words_sha256", "These are not the words that are here now.")])
    testimonial.words_sha256, testimonial.approved_final_at = words_sha256, on
    _save(testimonial)


def blank(testimonial: Testimonial, *, at: datetime) -> None:
    """Take the words out of their one table, with every name that was to be shown, for good. The row is locked by the caller."""
    testimonial.consents.exclude(shown_name="").filter(withdrawn_at__isnull=False).update(shown_name="")
    testimonial.consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=at, shown_name="")
    testimonial.words = testimonial.words_sha256 = ""
    testimonial.approved_final_at, testimonial.withdrawn_at = None, at
    _save(testimonial)


def lock_testimonial(
    testimonial: Testimonial, *, by: Actor, expected_version: int | None = None, role: bool = True
) -> Testimonial:
    """The row as it is now, locked until the end of the transaction, for a curator of its owner.

    Raises `NotFound` for another organisation's, `Forbidden`, `PreconditionFailed`, and `TestimonialWithdrawn`.
    """
    locked = Testimonial.objects.select_for_update(no_key=True).filter(pk=testimonial.pk).first()
    if locked is None or (by is not SYSTEM and locked.owner_id != by.organisation_id):
        raise NotFound()
    if by is not SYSTEM and role:
        check_role(by, Role.CURATOR)
    if locked.withdrawn_at is not None:
        raise TestimonialWithdrawn()
    if expected_version is not None and locked.version != expected_version:
        raise PreconditionFailed("This testimonial has changed since you read it.", version=locked.version)
    return locked


def subject_of(testimonial: Testimonial) -> Subject:
    """The testimonial as the subject of an event: its id, and nothing of what it says."""
    return Subject(id=testimonial.pk, kind="testimonial", slug=str(testimonial.pk), organisation=testimonial.owner_id)


def _save(testimonial: Testimonial) -> None:
    testimonial.version += 1
    testimonial.save()


def _identity_faults(identity: Identity | None) -> Iterator[Fault]:
    for name, longest in IDENTITY.items() if identity else ():
        yield from too_long(f"/identity/{name}", getattr(identity, name), longest)


def _check_fits(faults: Sequence[Fault]) -> None:
    if faults:
        raise Malformed(errors=list(faults))


def _own_items(wanted: Sequence[UUID], by: Actor) -> list[Item]:
    found = {item.pk: item for item in Item.objects.filter(pk__in=wanted, owner=by.organisation_id)}
    faults = [
        Fault(f"/items/{number}", "This is not an item of your organisation.")
        for number, id in enumerate(wanted)
        if id not in found
    ]
    _check_fits(faults)
    return list(found.values())


def _teller(identity: Identity | None, person: UUID | None, by: Actor, at: datetime) -> SealedPerson:
    if identity is not None and person is None:
        made = SealedPerson(owner_id=by.home, created_at=at, **vars(identity))
        made.save(force_insert=True)
        return made
    if person is None or identity is not None:
        said = "Say who it is: either `identity`, or `person` for somebody known."
        raise Malformed(errors=[Fault("/identity", said)])
    # Locked, so that whoever is forgotten at this moment is found with these words, or not found here.
    people = SealedPerson.objects.select_for_update(no_key=True)
    found = people.filter(pk=person, owner=by.organisation_id, erased_at=None).first()
    if found is None:
        raise Malformed(errors=[Fault("/person", "There is no such person.")])
    return found
