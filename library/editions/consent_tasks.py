"""Jobs about people and their words. Apart from `tasks`, which the verbs leave jobs with: these are verbs that have their time.

Their names are those of the module in which they first stood: jobs of these names may be waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from library.coproduction.testimonials import consents_ending, ended_consents
from library.editions.actions import forget_if_over, people_over, remind_of_end, tell_of_end
from library.editions.review_status import uk_day

log = structlog.get_logger()


@app.periodic(cron="* * * * *")
@app.task(
    name="library.publishing.tasks.tell_of_ended_consents", queueing_lock="tell_of_ended_consents", pass_context=False
)
def tell_of_ended_consents(timestamp: int) -> None:
    """Every minute: the feed hears of consents that have come to their end. The quotes are hidden already."""
    now = timezone.now()
    _each(partial(tell_of_end, consent=consent, at=now) for consent in ended_consents(now))


@app.periodic(cron="17 7 * * *")
@app.task(name="library.publishing.tasks.remind_of_consents", queueing_lock="remind_of_consents", pass_context=False)
def remind_of_consents(timestamp: int) -> None:
    """Every morning: curators hear once of each consent that is about to end."""
    now = timezone.now()
    ending = consents_ending(uk_day(now)).filter(reminded_at=None)
    _each(partial(remind_of_end, consent=consent, at=now) for consent in ending)


@app.periodic(cron="47 3 * * *")
@app.task(
    name="library.publishing.tasks.forget_people_who_told", queueing_lock="forget_people_who_told", pass_context=False
)
def forget_people_who_told(timestamp: int) -> None:
    """Every night: who people are is forgotten when its time is over, and what they told with it."""
    now = timezone.now()
    _each(partial(forget_if_over, person=person, at=now) for person in people_over(at=now))


def _each(steps: Iterable[Callable[[], Any]]) -> None:
    """Each for itself: one that fails keeps none of the others waiting, and is tried again by the next run."""
    for step in steps:
        try:
            step()
        except Exception:
            log.exception("one was left for the next run")
