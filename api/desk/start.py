"""The start page: what needs somebody today."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from api.desk.asking import Asked
from api.desk.queues import consents, directory, leaflets, people, publishing, recognition
from api.desk.queues.duties import of_kind, queues_of
from api.desk.queues.queue import Queue
from library.accounts.roles import Role
from library.upkeep.duties import duties_for
from library.upkeep.rules import Kind


def start_page(about: Asked) -> dict[str, Any]:
    queues = [queue for queue in _queues(about) if queue.matters]
    return {
        "mine": [queue for queue in queues if queue.mine],
        "others": [queue for queue in queues if not queue.mine],
        "add_url": reverse("admin:catalogue_item_add") if about.seat.may(Role.CURATOR) else "",
        "adapt_url": reverse("admin:leaflets_adaptation_add") if about.seat.may(Role.EDITOR) else "",
    }


def _queues(about: Asked) -> Iterable[Queue]:
    """In the order of their urgency: what may harm a reader today, or readers are not told yet, stands first."""
    if about.seat.membership is None:
        return
    duties = duties_for(about.by, about.at)

    def due(kind: Kind, title: str, id: str) -> Iterable[Queue]:
        return queues_of(title, id, of_kind(kind, duties), about)

    yield from due(Kind.UPSETTING, "Readers who were upset", "upset-readers")
    yield from leaflets.queues(about, duties)
    yield from due(Kind.WEBHOOK, "Webhooks that do not arrive", "webhooks")
    yield from publishing.queues(about, duties)
    yield from directory.queues(about)
    yield from due(Kind.NUMBER, "Numbers that are gone from their source", "numbers-gone")
    yield from due(Kind.CONTACT, "Contact points to verify", "verify")
    yield from due(Kind.SERVICE, "Services to verify", "verify-services")
    yield from due(Kind.LINK, "Links to look at", "links")
    yield from due(Kind.FEEDBACK, "Feedback of readers", "feedback")
    yield from due(Kind.CONSENT, "Consents that end soon", "consents-ending")
    yield from consents.queues(about)
    yield from recognition.queues(about, duties)
    yield from people.queues(about)
