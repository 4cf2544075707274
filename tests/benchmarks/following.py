"""Five hundred adaptations of one template: how long until a safety edition of it is in all of them, with their web pages
and PDFs, when workers do it as in production.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg

from config.local import PROJECT
from tests.benchmarks import servers

READY, PUBLISHED = "READY", "PUBLISHED"  # what `stage` says
DATABASE = "following"
ADAPTATIONS = 500
WORKERS = 2  # one for each processor
AIM = 60  # seconds
PATIENCE = 600
LEFT = "SELECT count(*) FROM catalogue_derivation WHERE original_edition < 2"
UNMADE = """
SELECT count(*) FROM editions_edition e WHERE change_class = 'safety'
AND item_id IN (SELECT item_id FROM catalogue_derivation)
AND (SELECT count(*) FROM editions_rendition r WHERE r.edition_id = e.id AND r.name IN ('page.html', 'a4.pdf')) < 2
"""


@dataclass(frozen=True)
class Following:
    """Seconds from the publication of the safety edition until all had followed, and until all had page and PDF."""

    followed: float
    rendered: float


def following(cluster_url: str) -> Following:
    url = urlunsplit(urlsplit(cluster_url)._replace(path=f"/{DATABASE}"))
    with psycopg.connect(cluster_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    environment = {**os.environ, **servers.library_environment(url), "LOG_LEVEL": "ERROR"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=PROJECT, env=environment, check=True)
    command = [sys.executable, "-m", "tests.benchmarks.stage", str(ADAPTATIONS)]
    with (
        psycopg.connect(url, autocommit=True) as connection,
        subprocess.Popen(
            command, cwd=PROJECT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as stage,
    ):
        wait_for(stage, READY)
        connection.execute("DELETE FROM procrastinate_jobs")  # what publishing all these has asked for
        return _follow(stage, environment, connection)


def report(measured: Following) -> str:
    return "\n".join(
        [
            "### A safety edition",
            "",
            f"{ADAPTATIONS} adaptations of one template, {WORKERS} workers: all had followed after "
            f"{measured.followed:.0f} s, and had their web page and A4 PDF after {measured.rendered:.0f} s (aim: {AIM}).",
        ]
    )


def _follow(
    stage: subprocess.Popen[str], environment: Mapping[str, str], connection: psycopg.Connection[tuple[int]]
) -> Following:
    worker = [sys.executable, "manage.py", "procrastinate", "worker"]
    workers = [subprocess.Popen(worker, cwd=PROJECT, env=environment) for _ in range(WORKERS)]
    try:
        time.sleep(5)  # they have started, as they have in production
        started = time.perf_counter()
        assert stage.stdin is not None
        stage.stdin.write("\n")
        stage.stdin.flush()
        wait_for(stage, PUBLISHED)
        followed = until_none(connection, LEFT) - started
        return Following(followed, until_none(connection, UNMADE) - started)
    finally:
        for process in workers:
            process.terminate()
        for process in workers:
            process.wait(30)


def until_none(connection: psycopg.Connection[tuple[int]], question: str) -> float:
    """The moment at which there is nothing left."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        row = connection.execute(question).fetchone()
        if row == (0,):
            return time.perf_counter()
        time.sleep(0.2)
    raise TimeoutError(f"Not done after {PATIENCE} seconds: {question}")


def wait_for(stage: subprocess.Popen[str], word: str) -> str:
    """The line that begins with this word, once it is said."""
    assert stage.stdout is not None
    for line in stage.stdout:
        if line.split()[:1] == [word]:
            return line
    raise RuntimeError(f"The stage ended before it said {word}.")
