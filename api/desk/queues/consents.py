"""Words that wait for their owner's approval, and consents that have ended. Those that end soon are duties."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from api.desk.asking import Asked
from api.desk.cells import day, page_of
from api.desk.queues.queue import LISTED, Matter, Queue
from library.accounts.roles import Role
from library.coproduction.models import Consent, Testimonial
from library.coproduction.testimonials import consents_over, name_of, words_to_approve


def queues(about: Asked) -> Iterable[Queue]:
    """For curators alone: nobody else may open what these lead to."""
    if not about.seat.may(Role.CURATOR):
        return
    over = _with_names(consents_over(about.by, about.at))
    yield Queue("Consents that have ended", [_over(row) for row in over], True, "consents-over")
    waiting = words_to_approve(about.by)[:LISTED]
    yield Queue("Words for their owner to approve", [_waiting(row) for row in waiting], True, "words-to-approve")


def _with_names(rows: QuerySet[Consent]) -> QuerySet[Consent]:
    return rows.select_related("testimonial__owner").prefetch_related("testimonial__items")[:LISTED]


def _over(row: Consent) -> Matter:
    why = f"{row.testimonial.owner}. Ended {day(row.expires_at.date())}: it is shown nowhere. Ask anew, or let it rest."
    return Matter(page_of(row.testimonial), name_of(row.testimonial), why)


def _waiting(row: Testimonial) -> Matter:
    return Matter(page_of(row), name_of(row), f"{row.owner}. Since {day(row.created_at.date())}. Nothing shows it yet.")
