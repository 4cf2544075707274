"""Forgetting who somebody is: because they ask for it, or because its time is over. What they told us goes with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from library.accounts.actors import SYSTEM
from library.catalogue.freshness import change_shared_facts
from library.coproduction import tombstones
from library.coproduction.actions.sealed import erase_person, is_over, lock_person
from library.coproduction.models import SealedPerson, Testimonial
from library.coproduction.tombstones import Tombstone
from library.editions.actions.consents import FORGOTTEN, WITHDRAWN, withdraw_consent


@transaction.atomic
def forget_person(*, person: UUID, at: datetime) -> bool:
    """Take back everything that somebody told us, and forget who they are: for whoever runs the library's machine. False if there is
    nobody.
    """
    found = lock_person(person)  # before their words are listed, so that nothing is added to these
    if found is not None:
        _forget(found, WITHDRAWN, at)
    return found is not None


def people_over(*, at: datetime) -> list[UUID]:
    """Everybody whose time is over (`retention`)."""
    people = SealedPerson.objects.filter(erased_at=None).order_by("pk")
    return [person.pk for person in people if is_over(person, at=at)]


@transaction.atomic
def forget_if_over(*, person: UUID, at: datetime) -> bool:
    """Forget somebody whose time is over, and let go of their words. False if they have told or agreed to something meanwhile: that is
    asked while nobody can add to it.
    """
    found = lock_person(person)
    if found is None:
        return False
    change_shared_facts()
    list(Testimonial.objects.select_for_update(of=("self",), no_key=True).filter(sealed_people=found).order_by("pk"))
    due = is_over(found, at=at)
    if due:
        _forget(found, FORGOTTEN, at)
    return due


def _forget(person: SealedPerson, reason: str, at: datetime) -> None:
    """The tombstones come last, when nothing can be refused any more."""
    told = list(person.testimonials.filter(withdrawn_at=None).order_by("pk"))
    for testimonial in told:
        withdraw_consent(testimonial=testimonial, by=SYSTEM, at=at, reason=reason, bury=False)
    erase_person(person=person.pk, by=SYSTEM, at=at, bury=False)
    buried = [Tombstone(tombstones.TESTIMONIAL, testimonial.pk, at) for testimonial in told]
    tombstones.bury_all([*buried, Tombstone(tombstones.PERSON, person.pk, at)])
