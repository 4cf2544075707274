"""Jobs: letters are sent, with patience; what has had its time is forgotten."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from library.accounts import answers, forgetting, posting, quotas

WAITS = (10, 60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
"""Seconds before a letter is tried again: nine times in two days, then no more."""


class Patience(BaseRetryStrategy):
    """Try again after each of WAITS, and up to a tenth longer, so that many letters do not come back at one moment."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002 - its name is procrastinate's
        if job.attempts >= len(WAITS):
            return None
        seconds = WAITS[job.attempts] * random.uniform(1, 1.1)  # noqa: S311 - it only spreads them
        return RetryDecision(retry_in={"seconds": round(seconds)})


@app.task(retry=Patience(), pass_context=False)
def post_letter(letter: str) -> None:
    """Send a letter. Its id is all that the job says: jobs are logged."""
    posting.deliver(UUID(letter), at=timezone.now())


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="accounts.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Delete answers and quota windows that began more than a day before the scheduled time, and personal data whose time is over."""
    now = datetime.fromtimestamp(timestamp, UTC)
    answers.forget_before(now - answers.KEPT_FOR)
    quotas.forget_before(now - quotas.KEPT_FOR)
    forgetting.forget_people(at=now)
