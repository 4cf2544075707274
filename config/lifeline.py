"""Ends a process when the one that started it is gone, however it went.

A runner that is stopped stops its processes. One that is killed cannot, and its web and worker would live on, holding
the port and the database.
"""

import os
import signal
import threading
import time

RUNNER = "RUNNER_PID"
PAUSE = 1.0  # seconds between looks


def follow_the_runner() -> None:
    """If a runner started us, watch it from a thread, and end as if told to (SIGTERM) when it has gone."""
    runner = os.environ.get(RUNNER)
    if runner:
        threading.Thread(target=_end_with, args=(int(runner),), name="lifeline", daemon=True).start()


def _end_with(runner: int) -> None:
    while lives(runner):
        time.sleep(PAUSE)
    os.kill(os.getpid(), signal.SIGTERM)


def lives(process: int) -> bool:
    """Is there a process of that number?"""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
