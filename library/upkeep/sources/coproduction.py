"""Consents that end, and awards whose result was to be known."""

from __future__ import annotations

from collections.abc import Iterator

from library.coproduction.models import Recognition
from library.coproduction.testimonials import consents_ending, name_of
from library.editions.review_status import uk_day
from library.upkeep.duty import Duty
from library.upkeep.rules import Kind
from library.upkeep.sources.asking import Question


def consents(asked: Question) -> Iterator[Duty]:
    ending = consents_ending(asked.on).filter(expires_at__gt=asked.at, **asked.owned("testimonial__owner"))
    for row in ending.prefetch_related("testimonial__items"):
        yield Duty(
            kind=Kind.CONSENT,
            subject=row.pk,
            name=name_of(row.testimonial),
            page=f"coproduction/testimonial/{row.testimonial_id}/change/",
            organisation=row.testimonial.owner_id,
            due_on=uk_day(row.expires_at),
            on=asked.on,
            detail="Ask the person in time whether they would agree again.",
        )


def recognitions(asked: Question) -> Iterator[Duty]:
    waiting = Recognition.objects.filter(
        status__in=Recognition.OPEN, result_expected__lte=asked.horizon(Kind.RECOGNITION), **asked.owned("item__owner")
    )
    for row in waiting.select_related("item"):
        yield Duty(
            kind=Kind.RECOGNITION,
            subject=row.pk,
            name=row.award,
            page=f"coproduction/recognition/{row.pk}/change/",
            organisation=row.item.owner_id,
            due_on=row.result_expected,  # type: ignore[arg-type]  # it is not null: filtered above
            on=asked.on,
            detail=f"{row.item.slug}: {row.get_status_display().lower()}.",
        )
