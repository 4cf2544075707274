"""Jobs: people hear of their duties."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from library.upkeep.actions import remind


@app.periodic(cron="11 7-18 * * *")
@app.task(queueing_lock="upkeep.remind", pass_context=False)
def remind_people(timestamp: int) -> None:
    """Every hour of the day, so that a morning without a worker costs nothing: whoever has had the letter of the day gets no other."""
    remind(at=timezone.now())
