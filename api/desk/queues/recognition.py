"""Awards whose result is not on record, and endorsements that nothing shows."""

from __future__ import annotations

from collections.abc import Iterable

from api.desk.asking import Asked
from api.desk.cells import day, page_of
from api.desk.queues.queue import LISTED, Matter, Queue
from library.accounts.roles import Role
from library.coproduction.models import Recognition
from library.coproduction.queries import recognitions_stale, recognitions_unproven
from library.editions.review_status import uk_day


def queues(about: Asked) -> Iterable[Queue]:
    if not about.seat.may(Role.CURATOR):
        return
    stale = recognitions_stale(uk_day(about.at), about.by)[:LISTED]
    yield Queue("Awards whose result was due", [_stale(row) for row in stale], True, "stale-recognition")
    unproven = recognitions_unproven(about.by)[:LISTED]
    yield Queue("Endorsements to show", [_unproven(row) for row in unproven], True, "unproven-recognition")


def _stale(row: Recognition) -> Matter:
    why = f"{row.item.slug}: {row.get_status_display().lower()}; the result was due {day(row.result_expected)}."
    return Matter(page_of(row), row.award, why)


def _unproven(row: Recognition) -> Matter:
    lacking = [words for words, there in (("what shows it", row.url), ("who allowed it", row.permission)) if not there]
    return Matter(page_of(row), row.award, f"{row.body}. Not on record yet: {' and '.join(lacking)}.")
