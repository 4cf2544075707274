"""Webhooks at the desk: where an organisation is told of changes, and what came of every message."""

from api.desk.syndication import deliveries, subscriptions  # noqa: F401 - they register themselves
