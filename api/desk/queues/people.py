"""Who asks to come in, and what the end of an organisation has left without a home."""

from __future__ import annotations

from collections.abc import Iterable

from api.desk.asking import Asked
from api.desk.cells import day, moment, page_of
from api.desk.queues.queue import LISTED, Matter, Queue
from library.accounts.models import AccessRequest
from library.accounts.roles import Role
from library.accounts.waiting import visible_requests
from library.catalogue.models import Item
from library.editions.homeless import homeless_items


def queues(about: Asked) -> Iterable[Queue]:
    if not about.seat.may(Role.STEWARD_ADMIN):
        return
    asking = visible_requests(about.by).filter(state=AccessRequest.State.RECEIVED).order_by("id")[:LISTED]
    yield Queue("Requests for access", [_request(row) for row in asking], True, "access")
    homeless = homeless_items(by=about.by, at=about.at)[:LISTED]
    yield Queue("Without a home", [_item(item) for item in homeless], True, "homeless")


def _request(row: AccessRequest) -> Matter:
    return Matter(page_of(row), row.organisation_name, f"Asked {moment(row.received_at)}.")


def _item(item: Item) -> Matter:
    return Matter(
        page_of(item), item.slug, f"{item.get_kind_display()} of {item.owner}, which ended {day(item.owner.ended_on)}."
    )
