"""What is forgotten again: stored answers and counted quotas, after a day."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from library.accounts import answers, quotas


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="accounts.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Delete answers and quota windows that began more than a day before the scheduled time."""
    now = datetime.fromtimestamp(timestamp, UTC)
    answers.forget_before(now - answers.KEPT_FOR)
    quotas.forget_before(now - quotas.KEPT_FOR)
