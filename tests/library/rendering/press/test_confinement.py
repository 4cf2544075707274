"""Behind its walls a child can set pages, and nothing else, whatever the machine allows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from config.local import PROJECT
from library.rendering.press.pool import Press
from tests.library.rendering.press.templates import words

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")

WITHOUT_PRIVILEGES = """
import os, sys
from library.rendering.press import libc, probe

def forbidden(*_):
    raise PermissionError("as in a container that forbids it")

libc.unshare = libc.drop_capabilities = os.chroot = os.setresuid = os.setresgid = forbidden
sys.exit(probe.main())
"""
NOTHING_BUT_PAGES = {"set_a_page"}


def tried(*command: str, before: Sequence[str] = ()) -> dict[str, Any]:
    """What the probe says."""
    done = subprocess.run([*before, sys.executable, *command], cwd=PROJECT, capture_output=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def went_through(said: dict[str, Any]) -> set[str]:
    return {name for name, could in said["could"].items() if could}


def test_a_child_can_do_nothing_but_set_pages() -> None:
    assert went_through(tried("-m", "library.rendering.press.probe")) == NOTHING_BUT_PAGES


def test_the_filter_of_calls_is_enough_where_all_else_is_forbidden() -> None:
    said = tried("-c", WITHOUT_PRIVILEGES)
    assert said["walls"] == {
        "few_calls": True,
        "no_network": True,
        "empty_root": False,
        "no_rights": False,
        "no_new_rights": True,
        "limited": True,
        "patient": True,
    }
    assert went_through(said) == NOTHING_BUT_PAGES


def test_a_user_without_rights_is_confined_as_well() -> None:
    """A user of a namespace of its own has no rights there, and still reaches the code."""
    as_user = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    if subprocess.run([*as_user, "true"], check=False).returncode:
        pytest.skip("nobody may make namespaces here")
    said = tried("-m", "library.rendering.press.probe", before=as_user)
    assert went_through(said) == NOTHING_BUT_PAGES
    assert all(said["walls"].values())


def test_the_press_tells_which_walls_stand(press: Press) -> None:
    press.set(words())
    walls = press.confinement()
    assert walls is not None
    assert walls.limited
    assert walls.no_new_rights
    assert walls.patient
    assert walls.few_calls


def test_a_child_gives_way_to_those_who_serve_readers(press: Press) -> None:
    press.set(words())
    mine = os.getpriority(os.PRIO_PROCESS, 0)
    assert all(os.getpriority(os.PRIO_PROCESS, child) > min(mine, 18) for child in press.pids())


def test_a_child_is_the_first_to_go_when_memory_runs_out(press: Press) -> None:
    press.set(words())
    assert {Path(f"/proc/{child}/oom_score_adj").read_text() for child in press.pids()} == {"1000\n"}
