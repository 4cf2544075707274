"""A process that a runner started ends when the runner is gone, however it went."""

import os
import signal
import subprocess
import sys
import time

from config import lifeline
from config.local import PROJECT

WAIT = "import time; from config import lifeline; lifeline.follow_the_runner(); print('up', flush=True); time.sleep(30)"


def follower(runner: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, lifeline.RUNNER: str(runner)}
    process = subprocess.Popen([sys.executable, "-c", WAIT], cwd=PROJECT, env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def test_it_ends_when_the_runner_was_killed() -> None:
    runner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
    with follower(runner.pid) as process:
        runner.kill()
        runner.wait()
        assert process.wait(timeout=10) == -signal.SIGTERM


def test_it_stays_while_the_runner_lives() -> None:
    with follower(os.getpid()) as process:
        time.sleep(2 * lifeline.PAUSE)
        assert process.poll() is None
        process.kill()
