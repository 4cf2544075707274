"""Jobs of the workshop."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from library.publishing.actions import publish_due


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int) -> None:
    """Every minute: publish what is due. What a missed run left behind is published by the next one."""
    publish_due(at=timezone.now())
