"""Jobs of the workshop."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from library.coproduction.testimonials import consents_ending, ended_consents
from library.editions.actions import forget_people, remind_of_end, tell_of_end
from library.editions.review_status import uk_day
from library.publishing.actions import publish_due


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="publish_scheduled", pass_context=False)
def publish_scheduled(timestamp: int) -> None:
    """Every minute: publish what is due. What a missed run left behind is published by the next one."""
    publish_due(at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="tell_of_ended_consents", pass_context=False)
def tell_of_ended_consents(timestamp: int) -> None:
    """Every minute: the feed hears of consents that have come to their end. The quotes are hidden already."""
    now = timezone.now()
    for consent in ended_consents(now):
        tell_of_end(consent=consent, at=now)


@app.periodic(cron="17 7 * * *")
@app.task(queueing_lock="remind_of_consents", pass_context=False)
def remind_of_consents(timestamp: int) -> None:
    """Every morning: curators hear once of each consent that is about to end."""
    now = timezone.now()
    for consent in consents_ending(uk_day(now)).filter(reminded_at=None):
        remind_of_end(consent=consent, at=now)


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="forget_people_who_told", pass_context=False)
def forget_people_who_told(timestamp: int) -> None:
    """Every night: who people are is forgotten when its time is over."""
    forget_people(at=timezone.now())
