"""The door to pandoc holds no more of what the child says than was wanted, and leaves no child behind."""

import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from library.rendering import pandoc as door
from library.rendering.errors import TooDemanding


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In the place of pandoc."""
    path = tmp_path / "program"
    path.touch(0o755)
    monkeypatch.setattr(door, "_program", lambda: str(path))
    return path


def test_a_child_that_says_too_much_is_ended_at_once(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def remembered(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(start(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remembered)
    program.write_text("#!/bin/sh\nexec yes\n")
    with pytest.raises(TooDemanding, match="more than 1,000,000 bytes"):
        door.pandoc("a", source="html", target="json", most=1_000_000)
    assert [process.returncode for process in started] == [-signal.SIGKILL]


def test_a_child_that_answers_while_it_is_read_to_gets_everything(program: Path) -> None:
    program.write_text("#!/bin/sh\nexec cat\n")
    sent = os.urandom(3_000_000)
    assert door.pandoc(sent, source="odt", target="json") == sent


def test_a_child_that_does_not_listen_is_not_waited_for(program: Path) -> None:
    program.write_text("#!/bin/sh\nexec 0<&-\necho done\n")
    assert door.pandoc(b"a" * 3_000_000, source="odt", target="json") == b"done\n"


def test_a_child_that_closes_its_streams_and_stays_is_ended(program: Path) -> None:
    program.write_text("#!/bin/sh\nexec 0<&- 1>&- 2>&-\nexec sleep 30\n")
    with pytest.raises(TooDemanding, match=r"0\.5 seconds"):
        door.pandoc("a", source="html", target="json", seconds=0.5)
