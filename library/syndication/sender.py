"""The sender: a process that looks what there is to send, four times a second, and sends it from many threads.

One thread talks to the database; the others only wait for receivers. So a receiver that lets us wait costs a thread and nothing
else, and only a part of the threads is ever for those whose last attempt failed. It asks the tables and not a queue of jobs: whatever
was committed is found, with or without a signal, and what a killed sender left is free again when its claims run out.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from queue import Empty, SimpleQueue

import structlog
from django.db import close_old_connections, connection
from django.utils import timezone

from library.syndication import outbound, signing
from library.syndication.actions import Claim, Result, claim, fan_out, settle
from library.syndication.outbound import Reply
from library.syndication.schedule import USUAL, Schedule

log = structlog.get_logger()

THREADS, FOR_TROUBLED = 128, 24
TOGETHER = 50
LOOK = 0.25
AFTER_A_FAULT = 2.0


def send(claim: Claim, *, at: datetime) -> Reply:
    """One attempt. Raises nothing for what the receiver does."""
    if not claim.keys:
        return Reply(None, 0, 0, "secret-unusable")
    signed = signing.headers(claim.id, claim.body, keys=claim.keys, at=at)
    return outbound.post(claim.url, claim.body, signed)


@dataclass
class Sender:
    """`step` once, or `run` until told to stop."""

    schedule: Schedule = USUAL
    now: Callable[[], datetime] = timezone.now
    _in_hand: dict[Claim, None] = field(default_factory=dict)
    _done: SimpleQueue[Result] = field(default_factory=SimpleQueue)

    def run(self, stop: threading.Event, *, patience: float = 4) -> None:
        """Look and send until `stop` is set; then wait so many seconds for what is on its way."""
        while not stop.is_set():
            try:
                self.step()
                self._settle_done(within=LOOK)
            except Exception:  # it outlives every fault: the database comes back, and others wait
                log.exception("the sender stumbled")
                connection.close()
                stop.wait(AFTER_A_FAULT)
        self.finish(within=patience)

    def step(self) -> int:
        """Settle what is done, read the feed, begin what has its turn. Returns how many are on their way."""
        close_old_connections()
        self._settle_done(within=0)
        fan_out(at=self.now())
        troubled = sum(each.is_troubled for each in self._in_hand)
        claimed = claim(
            room=THREADS - len(self._in_hand),
            room_for_troubled=FOR_TROUBLED - troubled,
            lasting=self.schedule.claim,
            at=self.now(),
        )
        for each in claimed:
            self._in_hand[each] = None
            threading.Thread(target=self._work, args=(each,), name="sender", daemon=True).start()
        return len(self._in_hand)

    def finish(self, *, within: float) -> None:
        """Wait for what is on its way. What is late is sent again by whoever comes next."""
        until = timezone.now().timestamp() + within
        while self._in_hand and (left := until - timezone.now().timestamp()) > 0:
            self._settle_done(within=left)

    def _work(self, claim: Claim) -> None:
        try:
            reply = send(claim, at=self.now())
        except Exception as exc:  # noqa: BLE001 - ours, and no reason to lose a thread's answer
            log.error("an attempt broke", fault=type(exc).__name__)
            reply = Reply(None, 0, 0, "broken-here")
        self._done.put(Result(claim, reply, self.now()))

    def _settle_done(self, *, within: float) -> None:
        """Settle what is done, in one transaction; wait so many seconds for the first."""
        done: list[Result] = []
        with suppress(Empty):
            done.append(self._done.get(timeout=within) if within else self._done.get_nowait())
            while len(done) < TOGETHER:
                done.append(self._done.get_nowait())
        for result in done:
            self._in_hand.pop(result.claim, None)
        if done:
            settle(results=done, schedule=self.schedule)
