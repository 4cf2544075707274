"""The start page: what needs somebody today."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.urls import reverse

from api.desk.asking import Asked
from api.desk.queues import consents, directory, feedback, leaflets, people, publishing, recognition, syndication
from api.desk.queues.queue import Queue
from library.accounts.roles import Role

GATHERED = (feedback, leaflets, syndication, publishing, directory, consents, recognition, people)
"""In the order of their urgency: what readers are not told yet stands first."""


def start_page(about: Asked) -> dict[str, Any]:
    queues = [queue for queue in _queues(about) if queue.matters]
    return {
        "mine": [queue for queue in queues if queue.mine],
        "others": [queue for queue in queues if not queue.mine],
        "add_url": reverse("admin:catalogue_item_add") if about.seat.may(Role.CURATOR) else "",
        "adapt_url": reverse("admin:leaflets_adaptation_add") if about.seat.may(Role.EDITOR) else "",
    }


def _queues(about: Asked) -> Iterable[Queue]:
    if about.seat.membership is None:
        return ()
    return chain.from_iterable(area.queues(about) for area in GATHERED)
