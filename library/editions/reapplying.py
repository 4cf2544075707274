"""Carrying out again what the tombstone log tells and the database does not know of: after a restored backup, and at every start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from library.accounts.actors import SYSTEM
from library.coproduction import tombstones
from library.coproduction.actions.sealed import erase_person
from library.coproduction.models import Testimonial
from library.editions.actions.consents import withdraw_consent


@dataclass(frozen=True)
class Reapplied:
    """How many withdrawals and erasures were carried out again."""

    testimonials: int
    people: int


def reapply_tombstones(*, at: datetime) -> Reapplied:
    """Withdraw and erase what the log names and the database still has. Again and again is as once."""
    buried = list(tombstones.buried())
    named = {one.id for one in buried if one.what == tombstones.TESTIMONIAL}
    still_there = Testimonial.objects.filter(pk__in=named, withdrawn_at=None).order_by("pk")
    testimonials = [withdraw_consent(testimonial=one, by=SYSTEM, at=at, bury=False) for one in still_there]
    people = [
        erase_person(person=one.id, by=SYSTEM, at=at, bury=False) for one in buried if one.what == tombstones.PERSON
    ]
    return Reapplied(len(testimonials), sum(people))
