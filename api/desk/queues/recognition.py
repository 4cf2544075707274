"""Awards whose result is not on record, and endorsements that nothing shows."""

from __future__ import annotations

from collections.abc import Iterable

from api.desk.asking import Asked
from api.desk.cells import page_of
from api.desk.queues.duties import Duties, of_kind, queues_of
from api.desk.queues.queue import LISTED, Matter, Queue
from library.accounts.roles import Role
from library.coproduction.models import Recognition
from library.coproduction.queries import recognitions_unproven
from library.upkeep.rules import Kind, Status


def queues(about: Asked, duties: Duties) -> Iterable[Queue]:
    stale = [duty for duty in of_kind(Kind.RECOGNITION, duties) if duty.status is not Status.DUE]
    yield from queues_of("Awards whose result was due", "stale-recognition", stale, about)
    if not about.seat.may(Role.CURATOR):
        return
    unproven = recognitions_unproven(about.by)[:LISTED]
    yield Queue("Endorsements to show", [_unproven(row) for row in unproven], True, "unproven-recognition")


def _unproven(row: Recognition) -> Matter:
    lacking = [words for words, there in (("what shows it", row.url), ("who allowed it", row.permission)) if not there]
    return Matter(page_of(row), row.award, f"{row.body}. Not on record yet: {' and '.join(lacking)}.")
