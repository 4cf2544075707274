"""Jobs: stored bytes are brought up to date in the background. Reads never wait for them."""

from __future__ import annotations

from time import monotonic
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from library.catalogue.models import Entry
from library.editions.clearance import REBUILT, note_rebuilt
from library.editions.entries import rewrite_stale_entries
from library.editions.letters import write_of_less, write_to_showers
from library.editions.making import entries_without_renditions, make_renditions

BATCH = 5
SECONDS = 20
"""How long one run goes on making what is missing: other jobs wait for it."""


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="rewrite_entries", pass_context=False)
def rewrite_entries(timestamp: int) -> None:
    """Every minute: rewrite what has gone stale, in small transactions."""
    while rewrite_stale_entries(at=timezone.now()):
        pass


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="make_missing_renditions", pass_context=False)
def make_missing_renditions(timestamp: int) -> None:
    """Every minute: make what no publication made, such as after a fact changed or a renderer did. Ends when nothing is
    missing, nothing more can be made, or after some seconds. What a withdrawal of consent had cleared may stand anew by then.
    """
    started = monotonic()
    while monotonic() - started < SECONDS:
        now = timezone.now()
        entries = entries_without_renditions(now=now, limit=BATCH)
        if not sum(make_renditions(entry, now=now) for entry in entries):
            break
    note_rebuilt(at=timezone.now())


@app.task(pass_context=False)
def rebuild_cleared(testimonial: str, entries: list[str]) -> None:
    """After a withdrawal of consent: what these entries show now is written, and what people open most is made again."""
    while rewrite_stale_entries(at=timezone.now()):
        pass
    for entry in Entry.objects.filter(pk__in=entries, state=Entry.State.LIVE).order_by("pk"):
        make_renditions(entry, now=timezone.now(), names=REBUILT)
    note_rebuilt(at=timezone.now(), entries=[UUID(entry) for entry in entries])


@app.task(pass_context=False)
def tell_of_withdrawal(testimonial: str) -> None:
    """Write to the organisations that showed the quote."""
    write_to_showers(UUID(testimonial), at=timezone.now())


@app.task(pass_context=False)
def tell_of_less(testimonial: str, organisations: list[str], reason: str) -> None:
    """Write to the organisations that may not show the quote any more, or not everywhere."""
    write_of_less(UUID(testimonial), [UUID(id) for id in organisations], reason, at=timezone.now())


@app.task(pass_context=False)
def make_renditions_of(entry: str, names: list[str] | None = None) -> None:
    """After a publication: everything that the entry offers, or only `names`, before anybody asks for it. Again and again
    is as once.
    """
    found = Entry.objects.filter(pk=entry, state=Entry.State.LIVE).first()
    if found is not None:
        make_renditions(found, now=timezone.now(), names=names)
