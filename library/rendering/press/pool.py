"""The press: so many children that set pages, a few callers that wait, and a plain refusal for everybody else.

Each process makes its own press, and closes it at its end; children end with it, however it went.
"""

from __future__ import annotations

import atexit
import logging
import math
import os
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import BoundedSemaphore, Lock

from library.rendering.errors import PressBusy, TooDemanding
from library.rendering.jobs import Job
from library.rendering.press.confinement import Confinement
from library.rendering.press.orders import Orders
from library.rendering.press.process import Child, ChildLost

logger = logging.getLogger(__name__)

JOBS_OF_A_CHILD = 500  # whatever pages leave behind in the typesetter ends with the child
_CLOSED = "Pages are not set any more: the service is stopping."
_BUSY = "Too many pages are being set just now. Try again in a moment."


class Press:
    """At most `children` set pages at once and `waiting` callers wait, each at most `patience` seconds. A page may take `seconds`, and
    so many `megabytes` on top of what a child holds when it is ready.

    `font_paths` are further folders with fonts; `templates` are folders whose templates stand beside ours, or in place of them.
    Children are started when they are needed, by threads that live as long as the press.
    """

    def __init__(
        self,
        *,
        children: int,
        waiting: int,
        patience: float,
        seconds: float,
        megabytes: int,
        font_paths: Sequence[str | Path] = (),
        templates: Sequence[Path] = (),
    ) -> None:
        self._orders = Orders(
            megabytes=megabytes,
            seconds=math.ceil(seconds),
            jobs=JOBS_OF_A_CHILD,
            font_paths=[str(path) for path in font_paths],
            templates=[str(path) for path in templates],
        )
        self._children_at_most, self._waiting, self._patience, self._seconds = children, waiting, patience, seconds
        self._lock: Lock
        self._places: BoundedSemaphore
        self._staff: ThreadPoolExecutor
        self._closed: bool
        self._begin()
        atexit.register(self.close)

    def set(self, job: Job) -> bytes:
        """The job's page. For any number of threads.

        Raises PressBusy when all places are taken, TooDemanding when the page took too much, and what `typeset` raises.
        """
        if os.getpid() != self._owner:
            self._begin()  # a fork has neither our threads nor, by right, our children
        if not self._places.acquire(blocking=False):
            raise PressBusy(_BUSY)
        try:
            at_work = self._hand_over(job)
            if not wait([at_work], timeout=self._patience).done and at_work.cancel():
                raise PressBusy(_BUSY)
            return at_work.result()
        except CancelledError:
            raise PressBusy(_CLOSED) from None
        finally:
            self._places.release()

    def confinement(self) -> Confinement | None:
        """Which walls stand around the children; None as long as none has been started."""
        return self._walls

    def pids(self) -> list[int]:
        """The processes at this moment."""
        with self._lock:
            return [child.pid for child in self._children if child.lives]

    def close(self) -> None:
        """End all children. Who waits is refused, and so is who comes later."""
        if os.getpid() != self._owner or self._closed:
            return
        self._closed = True
        atexit.unregister(self.close)
        self._staff.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            for child in self._children:
                child.kill()
        self._staff.shutdown(wait=True)
        for child in list(self._children):
            self._dismiss(child)

    def _begin(self) -> None:
        self._owner = os.getpid()
        self._closed = False
        self._lock = Lock()
        self._places = BoundedSemaphore(self._children_at_most + self._waiting)
        self._staff = ThreadPoolExecutor(self._children_at_most, thread_name_prefix="press")
        self._children: list[Child] = []
        self._idle: list[Child] = []
        self._walls: Confinement | None = None

    def _hand_over(self, job: Job) -> Future[bytes]:
        try:
            return self._staff.submit(self._work, job)
        except RuntimeError as error:
            raise PressBusy(_CLOSED) from error

    def _work(self, job: Job) -> bytes:
        """In one of our threads. A child that was killed while it had nothing to do is found out only when it is given a job."""
        try:
            with suppress(ChildLost):
                return self._with_a_child(job)
            return self._with_a_child(job)
        except ChildLost as error:
            if not self._closed:
                logger.error("no child to set pages: %s", error)
            raise PressBusy(_CLOSED if self._closed else "Pages can't be set just now.") from error
        except TooDemanding:
            if self._closed:
                raise PressBusy(_CLOSED) from None
            raise

    def _with_a_child(self, job: Job) -> bytes:
        child = self._idle_or_new()
        try:
            return child.set(job, self._seconds)
        finally:
            if child.lives and child.left and not self._closed:
                with self._lock:
                    self._idle.append(child)
            else:
                self._dismiss(child)

    def _idle_or_new(self) -> Child:
        with self._lock:
            child = self._idle.pop() if self._idle else None
        if child is not None and child.lives:
            return child
        if child is not None:
            self._dismiss(child)
        if self._closed:
            raise ChildLost(_CLOSED)
        return self._start()

    def _start(self) -> Child:
        child = Child(self._orders)
        with self._lock:
            self._children.append(child)
            first, self._walls = self._walls is None, child.walls
            closed = self._closed
        if closed:
            self._dismiss(child)
            raise ChildLost(_CLOSED)
        if first:
            level = logging.INFO if child.walls.few_calls else logging.WARNING
            logger.log(level, "pages are set behind these walls: %s", asdict(child.walls))
        return child

    def _dismiss(self, child: Child) -> None:
        child.end()
        with self._lock, suppress(ValueError):
            self._children.remove(child)
