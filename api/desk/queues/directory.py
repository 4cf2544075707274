"""Changes of contact points that wait for a second person. What is to be verified is a duty."""

from __future__ import annotations

from collections.abc import Iterable

from api.desk.asking import Asked
from api.desk.cells import moment, page_of
from api.desk.queues.queue import LISTED, Matter, Queue
from library.directory.actions import KEEPERS, OWN_KEEPERS
from library.directory.models import ContactChange
from library.directory.queries import changes_to_confirm


def queues(about: Asked) -> Iterable[Queue]:
    if not about.seat.may(*KEEPERS, *OWN_KEEPERS):
        return
    changes = changes_to_confirm(about.by)[:LISTED]
    yield Queue("Changes to confirm", [_change(change) for change in changes], True, "confirm")


def _change(change: ContactChange) -> Matter:
    return Matter(
        page_of(change.contact_point),
        change.contact_point.name,
        f"Proposed {moment(change.proposed_at)}: a second person confirms it.",
    )
