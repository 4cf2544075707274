"""`make run`, on a copy of the project: it opens, it stops whole, and it loses nothing."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from config import env, places
from config.local import PROJECT
from config.management.commands import prepare

PARTS = ("api", "config", "demo", "library", "openapi", "manage.py", "Procfile", "requirements.lock")
PATIENCE = 120  # seconds, on a machine that is busy with other tests


class Copy:
    """A copy of the project in a folder of its own, with its own data and port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "run.log"
        for part in PARTS:
            source = PROJECT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self) -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if name not in env.KNOWN}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        with self.log.open("wb") as log:
            runner = subprocess.Popen(
                [sys.executable, "-m", "config.run"],
                cwd=self.folder,
                env={**environment, "PORT": str(self.port)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait_until(lambda: "is open" in self.log.read_text() or runner.poll() is not None)
        assert runner.poll() is None, self.log.read_text()
        return runner

    def get(self, path: str) -> Any:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", path)
            return json.loads(connection.getresponse().read())

    def processes(self) -> list[int]:
        """Those that run in our folder, and the database's."""
        marks = (str(self.folder), str(places.data_folder(self.folder / ".data", "postgres")))
        return [int(path.name) for path in Path("/proc").glob("[0-9]*") if any(mark in where(path) for mark in marks)]

    def wait_until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)


def where(process: Path) -> str:
    """The working folder and the command line of a process."""
    try:
        return f"{(process / 'cwd').readlink()} {(process / 'cmdline').read_bytes().decode(errors='replace')}"
    except OSError:  # it has ended meanwhile
        return ""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    if not Path("/proc/self/cwd").exists():
        pytest.skip("looks for processes in /proc")
    copy = Copy(tmp_path_factory.mktemp("run"))
    yield copy
    data = places.data_folder(copy.folder / ".data", "postgres")
    shutil.rmtree(data, ignore_errors=True)
    if data.parent != copy.folder / ".data":
        data.parent.rmdir()


def test_it_opens_stops_whole_and_loses_nothing(copy: Copy) -> None:
    runner = copy.start()
    first = copy.get("/v1/catalogue")
    credentials = (copy.folder / ".data/demo-credentials.json").read_text()
    assert first["items"]
    assert json.loads(credentials)["base_url"] == f"http://127.0.0.1:{copy.port}"
    runner.send_signal(signal.SIGTERM)
    assert runner.wait(PATIENCE) == 0
    assert copy.processes() == []

    runner = copy.start()
    assert copy.get("/v1/catalogue") == first
    assert (copy.folder / ".data/demo-credentials.json").read_text() == credentials
    runner.kill()
    runner.wait(PATIENCE)
    copy.wait_until(lambda: copy.processes() == [])


def test_a_port_that_is_taken_is_said_at_once(copy: Copy) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = {**os.environ, "PORT": str(port), "LIBRARY_ENV": ""}
        command = [sys.executable, "-m", "config.run"]
        refused = subprocess.run(command, cwd=copy.folder, env=environment, capture_output=True, check=False)
    assert refused.returncode == 2
    assert f"Port {port} is taken" in refused.stderr.decode()


def test_the_demo_credentials_name_the_address_of_this_start(tmp_path: Path) -> None:
    known = tmp_path / "credentials.json"
    known.write_text(json.dumps({"base_url": "http://127.0.0.1:8000", "keys": {"curator": "a"}}))
    known.chmod(0o600)
    prepare.correct_address(known, "http://127.0.0.1:8001")
    assert json.loads(known.read_text()) == {"base_url": "http://127.0.0.1:8001", "keys": {"curator": "a"}}
    assert known.stat().st_mode & 0o777 == 0o600
