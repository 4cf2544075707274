"""Children live as long as they are needed, and no longer than the process that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.local import PROJECT
from library.rendering.press.pool import Press
from library.rendering.press.process import Child
from tests.library.rendering.press.templates import words

PARENT = """
import sys, threading, time
from pathlib import Path
from library.rendering.jobs import Job
from library.rendering.press.pool import Press
press = Press(children=1, waiting=0, patience=1, seconds=60, megabytes=256, templates=[Path(sys.argv[1])])
press.set(Job("words", {"words": "Hello"}))
if sys.argv[2] == "endless":
    threading.Thread(target=press.set, args=(Job("endless", {}),), daemon=True).start()
    time.sleep(0.5)
print(*press.pids(), flush=True)
if sys.argv[2] != "leaves":
    time.sleep(60)
"""

FORK = """
import os, sys
from pathlib import Path
from library.rendering.jobs import Job
from library.rendering.press.pool import Press
press = Press(children=1, waiting=0, patience=1, seconds=60, megabytes=256, templates=[Path(sys.argv[1])])
job = Job("words", {"words": "Hello"})
page = press.set(job)
before = press.pids()
if os.fork() == 0:
    same = press.set(job) == page and press.pids() != before
    press.close()
    os._exit(0 if same else 1)
forked = os.waitstatus_to_exitcode(os.wait()[1])
sys.exit(forked or press.set(job) != page or press.pids() != before)
"""


def running(process: int) -> bool:
    """Is it there, and not only waiting to be counted?"""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def ends(process: int) -> bool:
    """Does it end within twenty seconds?"""
    for _ in range(200):
        if not running(process):
            return True
        time.sleep(0.1)
    return False


def parent(templates: Path, busy: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PARENT, str(templates), busy]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("busy", ["idle", "endless"])
def test_children_end_with_a_parent_that_was_killed(templates: Path, busy: str) -> None:
    with parent(templates, busy) as process:
        assert process.stdout
        child = int(process.stdout.readline())
        assert running(child)
        process.kill()
        process.wait()
        assert ends(child)


def test_children_end_with_a_parent_that_leaves(templates: Path) -> None:
    with parent(templates, "leaves") as process:
        assert process.stdout
        child = int(process.stdout.readline())
        assert process.wait(timeout=20) == 0
        assert ends(child)


def test_a_child_that_was_killed_is_replaced(press: Press) -> None:
    press.set(words())
    before = press.pids()
    for child in before:
        os.kill(child, signal.SIGKILL)
        assert ends(child)
    assert press.set(words()).startswith(b"%PDF")
    assert not set(press.pids()) & set(before)


def test_closing_leaves_no_process(templates: Path) -> None:
    press = Press(children=1, waiting=0, patience=1, seconds=20, megabytes=256, templates=[templates])
    press.set(words())
    (child,) = press.pids()
    press.close()
    assert not Path(f"/proc/{child}").exists()


def test_a_fork_has_children_of_its_own(templates: Path) -> None:
    command = [sys.executable, "-c", FORK, str(templates)]
    assert subprocess.run(command, cwd=PROJECT, check=False, timeout=60).returncode == 0


def test_no_child_is_started_before_there_is_a_page_to_set(templates: Path) -> None:
    press = Press(children=2, waiting=0, patience=1, seconds=20, megabytes=256, templates=[templates])
    assert press.pids() == []
    assert press.confinement() is None
    press.close()


def test_a_child_inherits_neither_environment_nor_open_files(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET_OF_THE_SERVICE", "canary")
    secret = os.open("/dev/zero", os.O_RDONLY)
    os.set_inheritable(secret, True)
    child = Child(press._orders)
    try:
        environment = Path(f"/proc/{child.pid}/environ").read_bytes()
        assert b"canary" not in environment
        files = {str(path.readlink()) for path in Path(f"/proc/{child.pid}/fd").iterdir()}
        assert "/dev/zero" not in files
        assert {name.partition(":")[0] for name in files} <= {"pipe", "/dev/null", f"/proc/{child.pid}/statm"}
    finally:
        child.end()
        os.close(secret)
