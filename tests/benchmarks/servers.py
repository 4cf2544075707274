"""The servers under test: started as their own sessions, asked over HTTP, and stopped, these and nothing else."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path

from config.local import PROJECT

PROCESSES = 2
PUBLIC_URL = "https://library.example.org"
START_WITHIN = 60  # seconds
STOP_WITHIN = 10


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class NotStarted(Exception):
    """A server ended, or did not answer, while it was to start; the text is what it wrote."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: Message


@dataclass
class Server:
    """A command that serves HTTP on `port` of this machine. `ready` is a path that answers once it does."""

    name: str
    command: Sequence[str]
    ready: str
    environment: Mapping[str, str]
    port: int = field(default_factory=free_port)
    session: int = 0

    @contextmanager
    def running(self, logs: Path) -> Iterator[Server]:
        words = [word.replace("{port}", str(self.port)) for word in self.command]
        environment = {**os.environ, **self.environment, "PORT": str(self.port)}
        log = logs / f"{self.name}.log"
        with open(log, "wb") as output:
            process = subprocess.Popen(
                words,
                cwd=PROJECT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.session = process.pid
        try:
            self._wait_until_ready(process, log)
            yield self
        finally:
            _stop(process)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers={"Accept": "application/json", **(headers or {})})
            response = connection.getresponse()
            return Answer(response.status, response.read(), response.headers)
        finally:
            connection.close()

    def _wait_until_ready(self, process: subprocess.Popen[bytes], log: Path) -> None:
        deadline = time.monotonic() + START_WITHIN
        while process.poll() is None and time.monotonic() < deadline:
            try:
                if self.get(self.ready).status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        raise NotStarted(f"{self.name} did not start:\n{log.read_text(errors='replace')[-2000:]}")


def ours(database: str, folder: Path, **more: str) -> Server:
    """The web line of the Procfile in production mode, as `make run` starts it. Only the rate limit is raised."""
    for name in ("static", "metrics"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    environment = {
        **library_environment(database),
        "WEB_PROCESSES": str(PROCESSES),
        "PUBLIC_READS_PER_MINUTE": "1000000",
        "STATIC_ROOT": str(folder / "static"),
        "PROMETHEUS_MULTIPROC_DIR": str(folder / "metrics"),
        **more,
    }
    return Server("ours", [sys.executable, "-m", "config.web"], "/health/ready", environment)


def library_environment(database: str) -> dict[str, str]:
    """What makes our code run in production mode. Stored bytes hold PUBLIC_URL: data is made with the same one."""
    return {
        "LIBRARY_ENV": "production",
        "SECRET_KEY": "of the benchmark only, on this machine alone: 0123456789abcdef",
        "PUBLIC_URL": PUBLIC_URL,
        "MAIL_URL": "smtp+tls://library:none@127.0.0.1:25",
        "DATABASE_URL": database,
    }


def baseline(database: str, *, conditional: bool = False) -> Server:
    """The same WSGI server with as many processes. One thread each, which is where it is fastest."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(PROCESSES)),
        *("--blocking-threads", "1", "--host", "127.0.0.1", "--port", "{port}"),
        *("--log-level", "warning", "tests.benchmarks.baseline.wsgi:application"),
    ]
    name = "baseline-with-etags" if conditional else "baseline"
    environment = {"DATABASE_URL": database, "CONDITIONAL": str(int(conditional))}
    return Server(name, command, "/api/resources/?topic=none", environment)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the session that we started: kindly, then not."""
    for number, patience in ((signal.SIGTERM, STOP_WITHIN), (signal.SIGKILL, STOP_WITHIN)):
        try:
            os.killpg(process.pid, number)
            process.wait(patience)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
