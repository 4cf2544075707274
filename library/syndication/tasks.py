"""Jobs: counts of old days are added up, and batches forgotten."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from library.syndication.keeping import add_up_months, forget_batches


@app.periodic(cron="41 2 * * *")
@app.task(queueing_lock="syndication.keep_counts", pass_context=False)
def keep_counts(timestamp: int) -> None:
    """Every night: see `keeping`."""
    add_up_months(at=timezone.now())
    forget_batches(at=timezone.now())
