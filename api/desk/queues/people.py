"""Who asks to come in, and what the end of an organisation has left without a home."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from api.desk.asking import Asked
from api.desk.cells import day, moment, page_of
from api.desk.queues.queue import LISTED, Matter, Queue
from library.accounts.models import AccessRequest
from library.accounts.roles import Role
from library.accounts.waiting import visible_requests
from library.editions.homeless import Homeless, homeless_items, with_homes


def queues(about: Asked) -> Iterable[Queue]:
    if not about.seat.may(Role.STEWARD_ADMIN):
        return
    asking = visible_requests(about.by).filter(state=AccessRequest.State.RECEIVED).order_by("id")[:LISTED]
    yield Queue("Requests for access", [_request(row) for row in asking], True, "access")
    homeless = with_homes(list(homeless_items(by=about.by, at=about.at)[:LISTED]), at=about.at)
    yield Queue("Without a home", [_homeless(found) for found in homeless], True, "homeless")


def _request(row: AccessRequest) -> Matter:
    return Matter(page_of(row), row.organisation_name, f"Asked {moment(row.received_at)}.")


def _homeless(found: Homeless) -> Matter:
    """It leads to the step that moves it: the item itself is nobody's to open."""
    item = found.item
    where = ", ".join(map(str, found.homes)) or "nobody yet"
    return Matter(
        reverse("admin:accounts_organisation_re-home", args=[item.owner.pk]),
        found.title or item.slug,
        f"{item.get_kind_display()} of {item.owner}, which ended {day(found.ended_on)}. It may go to: {where}.",
    )
