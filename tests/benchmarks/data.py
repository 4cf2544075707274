"""The databases that both servers read: one for each size, with our tables and the baseline's."""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg

from config.local import PROJECT
from tests.benchmarks.servers import library_environment

SEED = 1
# Days have passed since a kept database was filled: what the worker would have done meanwhile.
UPKEEP = """
from django.utils import timezone
from library.editions.entries import rewrite_stale_entries
while rewrite_stale_entries(at=timezone.now()): pass
"""


def provide(cluster_url: str, size: int, *, keep: bool) -> str:
    """The URL of a database with `size` items. Made anew, unless it may be kept and is there."""
    name = f"items_{size}"
    url = urlunsplit(urlsplit(cluster_url)._replace(path=f"/{name}"))
    with psycopg.connect(cluster_url, autocommit=True) as connection:
        is_there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if is_there and keep:
            _manage(url, "migrate", "--verbosity=0")
            _manage(url, "shell", "--verbosity=0", "--command", UPKEEP)
            return url
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    _manage(url, "migrate", "--verbosity=0")
    _manage(url, "generate_items", str(size), f"--seed={SEED}")
    _run(url, "-m", "tests.benchmarks.baseline.fill")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
    return url


def _manage(database: str, *words: str) -> None:
    _run(database, "manage.py", *words)


def _run(database: str, *words: str) -> None:
    environment = {**os.environ, **library_environment(database), "LOG_LEVEL": "WARNING"}
    subprocess.run([sys.executable, *words], cwd=PROJECT, env=environment, check=True)
