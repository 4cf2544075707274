"""The child's side: `python -m library.rendering.press.child ORDERS`, started by `process.Child`.

It loads fonts and templates, lets the walls be put up around it, and then sets one job after another, until its
standard input ends or a page has left it swollen.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from library.errors import LibraryError
from library.rendering import typeset
from library.rendering.jobs import Job
from library.rendering.press import limits, wire
from library.rendering.press.confinement import Bounds, Confinement, confine, end_with_parent
from library.rendering.press.orders import Orders

ENDED, OUT_OF_MEMORY = 0, 3
_STANDARD_INPUT, _STANDARD_OUTPUT, _STANDARD_ERROR = 0, 1, 2


def main() -> int:
    parent = os.getppid()
    orders = Orders.read(sys.argv[1])
    end_with_parent()
    if os.getppid() != parent:
        return ENDED
    jobs, answers = _own_pipes()
    gauge = limits.Gauge()
    folder, walls = enclose(orders, gauge)
    _say(answers, wire.answer_frame("ready", walls=asdict(walls)))
    # What one page took is not all given back, and the next would have less: after a large one a new child is better.
    swollen = (gauge.read() or 0) + orders.megabytes * limits.MEGABYTE // 2
    try:
        while (gauge.read() or 0) < swollen:
            job = wire.read_job(lambda size: _exactly(jobs, size))
            limits.allow_seconds(orders.seconds)
            _say(answers, wire.answer_frame("taken"))
            _say(answers, _answer(job, folder))
    except (EOFError, BrokenPipeError):
        pass
    except MemoryError:
        return OUT_OF_MEMORY
    return ENDED


def enclose(orders: Orders, gauge: limits.Gauge) -> tuple[Path, Confinement]:
    """Load everything, and put up the walls. The folder is gone by then: its name stands for what is in memory."""
    folder = Path(tempfile.mkdtemp(prefix="press-"))

    def prepare() -> None:
        try:
            typeset.prepare(folder, [Path(path) for path in orders.font_paths])
            for path in orders.templates:
                for template in Path(path).glob("*.typ"):
                    shutil.copy(template, folder)
            typeset.warm(folder)
        finally:
            shutil.rmtree(folder)

    # One second more for each job, since what a job may take is rounded up; and as much as one for the start.
    walls = confine(prepare, Bounds(orders.megabytes, (orders.seconds + 1) * (orders.jobs + 1)), gauge)
    return folder, walls


def _answer(job: Job, folder: Path) -> bytes:
    try:
        made = typeset.typeset(job, folder=folder)
    except LibraryError as refusal:
        return wire.answer_frame("refused", refusal=wire.as_data(refusal))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the parent is told of any, by the name of its kind alone
        return wire.answer_frame("broken", error=type(error).__name__)
    return wire.answer_frame("set", made)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The parent's pipes, out of reach of whatever else prints or asks."""
    jobs = os.fdopen(os.dup(_STANDARD_INPUT), "rb", closefd=False)
    answers = os.fdopen(os.dup(_STANDARD_OUTPUT), "wb", closefd=False)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (_STANDARD_INPUT, _STANDARD_OUTPUT, _STANDARD_ERROR):
        os.dup2(nothing, standard)
    os.close(nothing)
    return jobs, answers


def _exactly(jobs: BinaryIO, size: int) -> bytes:
    read = jobs.read(size)
    if len(read) < size:
        raise EOFError
    return read


def _say(answers: BinaryIO, frame: bytes) -> None:
    answers.write(frame)
    answers.flush()


if __name__ == "__main__":
    sys.exit(main())
