"""Jobs: stored bytes are brought up to date in the background. Reads never wait for them."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from library.editions.entries import rewrite_stale_entries


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="rewrite_entries", pass_context=False)
def rewrite_entries(timestamp: int) -> None:
    """Every minute: rewrite what has gone stale, in small transactions."""
    while rewrite_stale_entries(at=timezone.now()):
        pass
