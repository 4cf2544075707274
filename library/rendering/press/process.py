"""The parent's side of one child: started, given one job at a time, ended."""

from __future__ import annotations

import logging
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, cast

import library
from library.rendering.errors import RenderFailed, TooDemanding
from library.rendering.jobs import Job
from library.rendering.press import answers, wire
from library.rendering.press.confinement import Confinement
from library.rendering.press.orders import Orders

logger = logging.getLogger(__name__)

PROJECT = Path(library.__file__).parent.parent
_STARTING = 30.0  # seconds; a machine under load starts slowly, and a start counts for no job
_PIECE = 1024 * 1024
_LOGGED = 80  # characters of what a child says of itself
# typst would use every core for one page, and gains nothing by it: 10.7 ms of processor time for a leaflet of two pages, not 11.
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "RAYON_NUM_THREADS": "1"}
_PASSED_ON = ("LD_LIBRARY_PATH", "TMPDIR")  # where Python's own libraries may be, and where to put the fonts to load


class ChildLost(Exception):
    """The child died or said nonsense, and no job is to blame: it had not taken one."""


class Child:
    """A process that sets pages. For one thread at a time; the thread that starts it must live as long as it
    (`confinement.end_with_parent`).
    """

    def __init__(self, orders: Orders) -> None:
        """Raises ChildLost if it does not get ready."""
        self.left = orders.jobs
        self._process = _started(orders)
        self.pid = self._process.pid
        self._jobs, self._answers = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
        for pipe in (self._jobs, self._answers):
            os.set_blocking(pipe.fileno(), False)
        self.walls = self._get_ready()

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def set(self, job: Job, seconds: float) -> bytes:
        """The job's page. Raises the child's refusal, TooDemanding if it took too long or died of it, RenderFailed for
        an answer that makes no sense; then, and after ChildLost, the child is at its end.
        """
        frame = wire.job_frame(job)
        deadline = time.monotonic() + seconds
        taken = False
        self.left -= 1
        try:
            self._write(frame, deadline)
            taken = self._next(deadline)[0].outcome == "taken"
            return answers.page_of(job, *self._next(deadline))
        except TimeoutError:
            self.end()
            raise TooDemanding(f"Setting the page took longer than {seconds:g} seconds.") from None
        except (EOFError, BrokenPipeError) as error:
            self.end()
            if not taken:
                raise ChildLost(f"It ended with {self._process.returncode}.") from error
            raise TooDemanding("Setting the page took more memory or time than one page may take.") from None
        except wire.Garbled as error:
            self.end()
            logger.error("no page came of %s: %r", job.template, str(error)[:_LOGGED])
            raise RenderFailed("No page came of it.") from error

    def kill(self) -> None:
        """Whoever is waiting for its answer is then told that it died. For any thread."""
        self._process.kill()

    def end(self) -> None:
        """Kill it, wait for it, and close its pipes. Harmless when repeated."""
        self.kill()
        self._process.wait()
        self._jobs.close()
        self._answers.close()

    def _get_ready(self) -> Confinement:
        try:
            answer, _ = self._next(time.monotonic() + _STARTING)
        except (TimeoutError, EOFError, wire.Garbled) as error:
            self.end()
            raise ChildLost(
                f"It did not start (it ended with {self._process.returncode}). "
                "`python -m library.rendering.press.probe` tells why."
            ) from error
        return Confinement(**(answer.walls or {}))

    def _next(self, deadline: float) -> tuple[answers.Answer, bytes]:
        return answers.read_answer(lambda size: self._read(size, deadline))

    def _read(self, size: int, deadline: float) -> bytes:
        read = bytearray()
        while len(read) < size:
            _wait(self._answers, select.POLLIN, deadline)
            piece = os.read(self._answers.fileno(), min(size - len(read), _PIECE))
            if not piece:
                raise EOFError
            read += piece
        return bytes(read)

    def _write(self, content: bytes, deadline: float) -> None:
        left = memoryview(content)
        while left:
            _wait(self._jobs, select.POLLOUT, deadline)
            left = left[os.write(self._jobs.fileno(), left[:_PIECE]) :]


def _started(orders: Orders) -> subprocess.Popen[bytes]:
    """The process, with none of our files, an environment of its own, and out of reach of a terminal's Ctrl-C, which is for us."""
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        return subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            [sys.executable, "-P", "-s", "-B", "-m", "library.rendering.press.child", orders.written()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what typst says when it dies may repeat the text
            bufsize=0,
            cwd=PROJECT,
            env={**environment, **_ENVIRONMENT, "PYTHONPATH": str(PROJECT)},
            start_new_session=True,
        )
    except OSError as error:
        raise ChildLost("The system starts no more processes.") from error


def _wait(pipe: IO[bytes], event: int, deadline: float) -> None:
    """Until the pipe can be used, or is broken. Raises TimeoutError."""
    waiting = select.poll()
    waiting.register(pipe, event)
    if not waiting.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise TimeoutError
