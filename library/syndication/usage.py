"""Counting reads without slowing them: a number in memory for each kind of read, sent to the database every few seconds.

    usage.note(channel="rendition", kind="leaflet", slug="caring", language=None, format="a4.pdf", host="")

What reaches this process is counted, and nothing else: browsers, the nginx that we ship and other caches answer many readers themselves.
So the numbers are a lower bound. A process that is killed loses what it has not sent, some seconds at most; nothing is counted twice.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils import timezone

from library.editions.review_status import uk_day
from library.ids import new_id
from library.syndication.adding import HOSTS_PER_DAY, Note, add
from library.syndication.models.counts import OTHER_HOSTS

logger = logging.getLogger(__name__)

MOST_KINDS = 50_000
"""Numbers that a process keeps while the database is away. Reads of kinds beyond them are not counted."""
Add = Callable[[UUID, Mapping[Note, int]], None]


class Tally:
    """The numbers of one process. For any number of threads; a fork begins with nothing, since its parent sends what it has."""

    def __init__(self, add: Add, *, most: int = MOST_KINDS, most_hosts: int = HOSTS_PER_DAY) -> None:
        self._add, self._most, self._most_hosts = add, most, most_hosts
        self.begin()

    def begin(self) -> None:
        """Forget everything."""
        self._lock, self._sending = Lock(), Lock()
        self._counts: dict[Note, int] = {}
        self._hosts: dict[tuple[object, ...], set[str]] = {}
        self._unsent: tuple[UUID, dict[Note, int]] | None = None
        self.dropped = 0

    def note(self, note: Note) -> None:
        """One more of these."""
        with self._lock:
            if note.host:
                note = self._bounded(note)
            if note in self._counts:
                self._counts[note] += 1
            elif len(self._counts) < self._most:
                self._counts[note] = 1
            else:
                self.dropped += 1

    def flush(self) -> bool:
        """Send what there is. True when nothing is left unsent.

        A batch that failed is sent again before anything else, as it was: the database knows it by its id.
        """
        with self._sending:
            return all(self._send() for _ in range(2 if self._unsent else 1))

    def _send(self) -> bool:
        if self._unsent is None:
            with self._lock:
                counts, self._counts, self._hosts = self._counts, {}, {}
            if not counts:
                return True
            self._unsent = (new_id(), counts)
        try:
            self._add(*self._unsent)
        except (OperationalError, InterfaceError) as away:
            logger.warning("counts wait for the database: %s", type(away).__name__)
            return False
        except DatabaseError:
            logger.exception("counts that the database refuses are let go")
        self._unsent = None
        return True

    def _bounded(self, note: Note) -> Note:
        hosts = self._hosts.setdefault((note.day, note.kind, note.slug, note.language), set())
        if note.host in hosts:
            return note
        if len(hosts) >= self._most_hosts:
            return note._replace(host=OTHER_HOSTS)
        hosts.add(note.host)
        return note


class Sender:
    """A thread that sends a tally's numbers every so many seconds, and once more when the process ends. 0 seconds: never."""

    def __init__(self, tally: Tally, seconds: float) -> None:
        self._tally, self._seconds = tally, seconds
        self.begin()

    def begin(self) -> None:
        self._lock, self._stop = Lock(), Event()
        self.started = self._seconds <= 0

    def start(self) -> None:
        """With the first read that is counted: only processes that answer readers have the thread."""
        with self._lock:
            if not self.started:
                self.started = True
                Thread(target=self._run, name="usage", daemon=True).start()
                # Not `atexit`, which a process that was forked by multiprocessing, as granian's are, never comes to.
                Finalize(None, self._last, exitpriority=10)

    def _run(self) -> None:
        """With a connection for the moment: between times the thread holds none."""
        while not self._stop.wait(self._seconds):
            self._flush()
            connection.close()

    def _last(self) -> None:
        self._stop.set()
        self._flush()

    def _flush(self) -> None:
        try:
            self._tally.flush()
        except Exception:
            logger.exception("counts can't be sent")


def note(
    *,
    channel: str,
    kind: str,
    slug: str,
    language: str | None,
    format: str,
    host: str,
    partner: UUID | None = None,
    at: datetime | None = None,
) -> None:
    """Count a read of an item: at once, in memory.

    `language` is None for the item's original, `host` a website as `library.syndication.hosts` gives it ("" if unknown, and always for the
    channels `api` and `rendition`), `partner` the organisation whose key asked, `at` the moment, now if it is not given.
    """
    if not sender.started:
        sender.start()
    tally.note(Note(uk_day(at or timezone.now()), channel, kind, slug, language or "", format, host, partner))


def flush() -> bool:
    """Send what this process has counted."""
    return tally.flush()


tally = Tally(lambda batch, counts: add(batch, counts, at=timezone.now()))
sender = Sender(tally, settings.USAGE_SENT_EVERY)


def _begin_anew() -> None:
    tally.begin()
    sender.begin()


os.register_at_fork(after_in_child=_begin_anew)
