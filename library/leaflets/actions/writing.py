"""Writing an adaptation, and handing it to a colleague."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from library.accounts.actors import Actor
from library.documents.details.leaflet import DetailValue
from library.documents.overrides import Override
from library.editions.review_status import uk_day
from library.errors import Incomplete
from library.leaflets.checks import blocking, findings
from library.leaflets.models import Adaptation
from library.leaflets.moves import begin, move, write
from library.leaflets.writing import written


class AdaptationNotReady(Incomplete):
    """Something keeps it from being published."""

    slug = "adaptation-not-ready"
    title = "Something is missing before this can be published"
    explanation = (
        "`errors` lists everything, by pointer into the adaptation. `/checks` says the same, and what else to look at."
    )


@transaction.atomic
def save_recipe(
    *,
    adaptation: Adaptation,
    details: Mapping[str, DetailValue],
    sections: Mapping[str, Override],
    title: str | None = None,
    next_review_due: date | None = None,
    expected_version: int,
    by: Actor,
    at: datetime,
) -> Adaptation:
    """Replace what is local: details, sections with words of their own or left out, title. It goes back to `draft`; what is
    out stays. Half of it can be saved: what is missing or does not fit, `checks.findings` says.

    Raises `SectionLocked`, `Malformed` for details and sections that there are none of, `PreconditionFailed`, `Forbidden`.
    """
    adaptation, step = begin(adaptation, "save", expected_version, by=by)
    write(adaptation, written(adaptation, details=details, sections=sections, title=title), by=by)
    adaptation.next_review_due = next_review_due
    return move(adaptation, step, by=by, at=at)


@transaction.atomic
def submit(*, adaptation: Adaptation, expected_version: int, by: Actor, at: datetime) -> Adaptation:
    """Ask a colleague to approve it. Raises `AdaptationNotReady` with everything that keeps it from being published."""
    adaptation, step = begin(adaptation, "submit", expected_version, by=by)
    check_ready(adaptation, at=at)
    adaptation.submitted_by = by.id
    return move(adaptation, step, by=by, at=at)


@transaction.atomic
def recall(*, adaptation: Adaptation, expected_version: int, by: Actor, at: datetime) -> Adaptation:
    """Take it back from approval, or send it back, without changing it."""
    adaptation, step = begin(adaptation, "recall", expected_version, by=by)
    return move(adaptation, step, by=by, at=at)


def check_ready(adaptation: Adaptation, *, at: datetime) -> None:
    """Raise `AdaptationNotReady` when something keeps it from being published."""
    faults = blocking(findings(adaptation, on=uk_day(at)))
    if faults:
        raise AdaptationNotReady(errors=faults)
