"""Jobs: the log of deliveries has an end; counts of old days are added up, and batches forgotten."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from library.syndication.actions import forget_deliveries
from library.syndication.keeping import add_up_months, forget_batches


@app.periodic(cron="47 * * * *")
@app.task(queueing_lock="forget_deliveries", pass_context=False)
def forget_old_deliveries(timestamp: int) -> None:
    """Every hour."""
    forget_deliveries(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="41 2 * * *")
@app.task(queueing_lock="syndication.keep_counts", pass_context=False)
def keep_counts(timestamp: int) -> None:
    """Every night: see `keeping`."""
    add_up_months(at=timezone.now())
    forget_batches(at=timezone.now())
