"""How long pages of the desk take in a large library: one after the other, as a person asks for them. `python -m tests.benchmarks.desk`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit, urlunsplit

import psycopg

from config import database
from config.local import PROJECT
from tests.benchmarks import servers
from tests.benchmarks.cluster import CLUSTER, FOLDER
from tests.benchmarks.following import wait_for

DATABASE = "desk"
ITEMS, AIM = 10_000, 300
"""How many items; and milliseconds at the median."""
ROUNDS = 15


@dataclass(frozen=True)
class Page:
    """One page of the desk, and the milliseconds of each time that it was asked for."""

    path: str
    taken: list[float]


def desk(cluster_url: str) -> list[Page]:
    url = urlunsplit(urlsplit(cluster_url)._replace(path=f"/{DATABASE}"))
    with psycopg.connect(cluster_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    environment = {**os.environ, **servers.library_environment(url), "LOG_LEVEL": "ERROR"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=PROJECT, env=environment, check=True)
    command = [sys.executable, "-m", "tests.benchmarks.desk_stage", str(ITEMS)]
    with subprocess.Popen(command, cwd=PROJECT, env=environment, text=True, stdout=subprocess.PIPE) as stage:
        pages = json.loads(wait_for(stage, "READY").partition(" ")[2])
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    static = {**environment, "STATIC_ROOT": str(FOLDER / "static")}
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(collect, cwd=PROJECT, env=static, check=True)
    with servers.ours(url, FOLDER).running(FOLDER) as server:
        return [_asked(server, cookie, path) for cookie, paths in pages.items() for path in paths]


def _asked(server: servers.Server, cookie: str, path: str) -> Page:
    taken = []
    for _ in range(ROUNDS + 2):
        started = time.perf_counter()
        answer = server.get(path, {"Cookie": cookie, "Accept": "text/html"})
        taken.append((time.perf_counter() - started) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {answer.headers.get('Location')}")
    return Page(path, taken[2:])  # the first two find nothing in memory yet


def report(pages: list[Page]) -> str:
    lines = ["### The desk", "", f"{ITEMS:,} items and 500 adaptations; aim: {AIM} ms at the median.", ""]
    lines += ["| page | median ms | slowest ms |", "|---|---:|---:|"]
    lines += [f"| `{page.path}` | {median(page.taken):.0f} | {max(page.taken):.0f} |" for page in pages]
    return "\n".join(lines)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    with database.running(CLUSTER) as address:
        print(report(desk(address)))
