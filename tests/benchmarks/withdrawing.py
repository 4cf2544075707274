"""A quote that two hundred adaptations show is withdrawn: how long until no public answer has it, and until everything stands
anew, when workers do it as in production.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg

from config.local import PROJECT
from tests.benchmarks import servers
from tests.benchmarks.following import WORKERS, until_none, wait_for

READY, WITHDRAWN = "READY", "WITHDRAWN"  # what `stage_words` says
DATABASE = "withdrawing"
ADAPTATIONS = 200
AT_ONCE, AIM = 1, 60  # seconds
STALE = "SELECT count(*) FROM catalogue_entry WHERE state = 'live' AND projection_version = ''"
UNMADE = """
SELECT count(*) FROM editions_clearance c WHERE was_current AND (rebuilt_at IS NULL OR (
  SELECT count(*) FROM editions_rendition r WHERE r.edition_id = c.edition_id AND r.name IN ('page.html', 'a4.pdf')
) < 2)
"""


@dataclass(frozen=True)
class Withdrawing:
    """Seconds until the words were out of every answer, until all entries were written anew, until all had page and PDF."""

    effective: float
    rewritten: float
    rendered: float


def withdrawing(cluster_url: str) -> Withdrawing:
    url = urlunsplit(urlsplit(cluster_url)._replace(path=f"/{DATABASE}"))
    with psycopg.connect(cluster_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    environment = {**os.environ, **servers.library_environment(url), "LOG_LEVEL": "ERROR"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=PROJECT, env=environment, check=True)
    command = [sys.executable, "-m", "tests.benchmarks.stage_words", str(ADAPTATIONS)]
    worker = [sys.executable, "manage.py", "procrastinate", "worker"]
    with (
        psycopg.connect(url, autocommit=True) as connection,
        subprocess.Popen(
            command, cwd=PROJECT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as stage,
    ):
        wait_for(stage, READY)
        connection.execute("DELETE FROM procrastinate_jobs")  # what publishing all these has asked for
        workers = [subprocess.Popen(worker, cwd=PROJECT, env=environment) for _ in range(WORKERS)]
        try:
            return _withdraw(stage, connection)
        finally:
            for process in workers:
                process.terminate()
            for process in workers:
                process.wait(30)


def report(measured: Withdrawing) -> str:
    return "\n".join(
        [
            "### A withdrawal of consent",
            "",
            f"A quote in {ADAPTATIONS} adaptations, {WORKERS} workers: out of every public answer after "
            f"{measured.effective:.2f} s (aim: {AT_ONCE}); all entries written anew after {measured.rewritten:.0f} s, with their web "
            f"page and A4 PDF after {measured.rendered:.0f} s (aim: {AIM}).",
        ]
    )


def _withdraw(stage: subprocess.Popen[str], connection: psycopg.Connection[tuple[int]]) -> Withdrawing:
    time.sleep(5)  # the workers have started, as they have in production
    started = time.perf_counter()
    assert stage.stdin is not None
    stage.stdin.write("\n")
    stage.stdin.flush()
    effective = float(wait_for(stage, WITHDRAWN).split()[1])
    rewritten = until_none(connection, STALE) - started
    return Withdrawing(effective, rewritten, until_none(connection, UNMADE) - started)
