"""Jobs of the workshop."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from library.publishing.actions import forget_outside_reviewers, publish_due


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int) -> None:
    """Every minute: publish what is due. What a missed run left behind is published by the next one."""
    publish_due(at=timezone.now())


@app.periodic(cron="41 * * * *")
@app.task(queueing_lock="publishing.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Delete who was asked to review, when their time is over. What a missed run left is deleted by the next one."""
    forget_outside_reviewers(at=timezone.now())
