"""Webhooks that do not arrive: their organisation's site may show what has been changed or withdrawn."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html

from api.desk.asking import Asked
from api.desk.cells import badge, moment, page_of
from api.desk.queues.queue import LISTED, Matter, Queue
from library.syndication.models import Subscription
from library.syndication.queries import in_trouble


def queues(about: Asked) -> Iterable[Queue]:
    rows = in_trouble(about.by, at=about.at)[:LISTED]
    yield Queue("Webhooks that do not arrive", [_subscription(row) for row in rows], True, "webhooks")


def _subscription(row: Subscription) -> Matter:
    if row.state == Subscription.State.QUARANTINED:
        return Matter(page_of(row), str(row), badge(row.state, "Switched off after failures", "bad"))
    if row.failures:
        why = f"{row.failures} attempts failed, since {moment(row.failing_since)}."
        return Matter(page_of(row), str(row), format_html("{} {}", badge("failing", "Failing", "warn"), why))
    return Matter(page_of(row), str(row), "Messages were given up within the last week.")
