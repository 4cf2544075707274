"""Sends the requests of a scenario with wrk, and reads what it has measured."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import cpu
from tests.benchmarks.scenarios import Requests
from tests.benchmarks.servers import Server

CONNECTIONS = 16
THREADS = 2
SCRIPT = Path(__file__).with_name("requests.lua")
MARK = "MEASURED "


class NoClient(Exception):
    """wrk is not there and cannot be installed."""


@dataclass(frozen=True)
class Measurement:
    """Requests per second; the middle and the slowest of a hundred in milliseconds; milliseconds of processor that
    server and database took for each request.
    """

    rate: float
    p50: float
    p99: float
    cpu: float
    errors: int


def provide_wrk() -> None:
    """See that wrk is there. As root it is installed from the system's packages."""
    if shutil.which("wrk"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing wrk.", flush=True)
        subprocess.run(["apt-get", "update", "--quiet=2"], check=False)
        subprocess.run(["apt-get", "install", "--yes", "--quiet=2", "wrk"], check=False)
    if not shutil.which("wrk"):
        raise NoClient("wrk is missing, which sends the requests: install it (apt-get install wrk) and start again.")


def measure(server: Server, requests: Requests, seconds: int) -> Measurement:
    """Send these requests, one after the other and round again, over 16 connections for so many seconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{path}\t{tag}\n" if tag else f"{path}\n" for path, tag in requests)
        file.flush()
        before = cpu.used(server.session)
        finished = subprocess.run(
            [
                *("wrk", "--threads", str(THREADS), "--connections", str(CONNECTIONS), "--duration", f"{seconds}s"),
                *("--timeout", "30s", "--script", str(SCRIPT), f"http://127.0.0.1:{server.port}"),
            ],
            env={**os.environ, "BENCH_REQUESTS": file.name},
            capture_output=True,
            text=True,
            timeout=seconds + 60,
            check=True,
        )
        taken = cpu.used(server.session) - before
    (line,) = [line for line in finished.stdout.splitlines() if line.startswith(MARK)]
    found = json.loads(line.removeprefix(MARK))
    return Measurement(
        rate=found["requests"] / found["microseconds"] * 1e6,
        p50=found["p50"] / 1000,
        p99=found["p99"] / 1000,
        cpu=taken / found["requests"] * 1000,
        errors=found["errors"],
    )
