"""Jobs: people and programs hear of their duties, and the addresses that readers are sent to are looked at."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from library.upkeep.actions import remind
from library.upkeep.forgetting import forget_told
from library.upkeep.gathering import gather
from library.upkeep.looking import look_around
from library.upkeep.telling import tell_webhooks


@app.periodic(cron="11 7-18 * * *")
@app.task(queueing_lock="upkeep.remind", pass_context=False)
def remind_people(timestamp: int) -> None:
    """Every hour of the day, so that a morning without a worker costs nothing: whoever has had the letter of the day gets no other."""
    remind(at=timezone.now())


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="upkeep.tell_webhooks", lock="upkeep.tell_webhooks", pass_context=False)
def remind_webhooks(timestamp: int) -> None:
    """Every hour, at night too: programs do not sleep, and what waits for one is believed for some hours only."""
    tell_webhooks(at=timezone.now())


@app.periodic(cron="53 3 * * *")
@app.task(queueing_lock="upkeep.forget_told", lock="upkeep.forget_told", pass_context=False)
def forget_what_was_told(timestamp: int) -> None:
    """Every night; a night without it keeps rows for longer, and that is all."""
    forget_told(at=timezone.now())


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="upkeep.gather", lock="upkeep.gather", pass_context=False)
def gather_addresses(timestamp: int) -> None:
    """Every hour: what is out and what the directory has in use, as far as it is new or was changed."""
    gather(at=timezone.now())


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="upkeep.look", lock="upkeep.look", pass_context=False)
def look_at_addresses(timestamp: int) -> None:
    """A few at a time, so that no other job waits long; whose turn was missed has it now. Nobody is asked from a machine to develop on."""
    if settings.WATCH_LINKS:
        look_around(at=timezone.now())
