"""How much of the processors a server and the database have used, from /proc. Steadier than requests per second on a
machine that others use too. Only Linux tells; elsewhere it is nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from config import database
from tests.benchmarks.cluster import CLUSTER

PROC = Path("/proc")


def used(session: int) -> float:
    """Seconds that the processes of a session and those of our PostgreSQL have used so far."""
    if not PROC.exists():
        return 0.0
    postmaster = int((database.Server(CLUSTER).data / "postmaster.pid").read_text().split()[0])
    ticks = sum(ticks for parent, its_session, ticks in _processes() if session == its_session or postmaster == parent)
    return ticks / os.sysconf("SC_CLK_TCK")


def _processes() -> Iterator[tuple[int, int, int]]:
    """Parent, session and ticks of every process (proc(5), `stat`: fields 4, 6, 14 and 15, after the name in brackets)."""
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended meanwhile
                continue
            yield int(fields[1]), int(fields[3]), int(fields[11]) + int(fields[12])
