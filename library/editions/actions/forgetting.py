"""Forgetting who somebody is: because they ask for it, or because its time is over. What they told us goes with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from library.accounts.actors import SYSTEM
from library.coproduction import tombstones
from library.coproduction.actions.sealed import erase_person, lock_person
from library.coproduction.tombstones import Tombstone
from library.editions.actions.consents import withdraw_consent


@transaction.atomic
def forget_person(*, person: UUID, at: datetime) -> bool:
    """Take back everything that somebody told us, and forget who they are: for whoever runs the library's machine. False if there is
    nobody.

    The person is locked first, so that nothing is added to what they told; the tombstones come last, when nothing can be refused
    any more.
    """
    found = lock_person(person)
    if found is None:
        return False
    told = list(found.testimonials.filter(withdrawn_at=None).order_by("pk"))
    for testimonial in told:
        withdraw_consent(testimonial=testimonial, by=SYSTEM, at=at, bury=False)
    erase_person(person=person, by=SYSTEM, at=at, bury=False)
    buried = [Tombstone(tombstones.TESTIMONIAL, testimonial.pk, at) for testimonial in told]
    tombstones.bury_all([*buried, Tombstone(tombstones.PERSON, person, at)])
    return True
