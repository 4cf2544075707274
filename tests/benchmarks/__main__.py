"""`make bench`: fill, start, verify, measure, print. It stops what it has started, and nothing else.

SIZES="10000 100000" are the sizes of the library (default: 10000), ROUNDS and SECONDS how often and how long each
scenario is measured; SIZES="" measures renditions, adaptations, webhooks and the desk only. KEEP=1 leaves the databases for the next run.
"""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from config import database
from tests.benchmarks import (
    data,
    desk,
    feeds,
    following,
    load,
    renders,
    report,
    scenarios,
    servers,
    webhooks,
    withdrawing,
)
from tests.benchmarks.cluster import CLUSTER, FOLDER

WARM_UP = 1  # seconds before each measurement
FACET_REQUESTS = 64


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sizes = [int(size) for size in os.environ.get("SIZES", "10000").split()]
    keep = os.environ.get("KEEP") == "1"
    try:
        load.provide_wrk()
    except load.NoClient as missing:
        print(missing, file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        with database.running(CLUSTER) as url:
            tables = [_measure(size, data.provide(url, size, keep=keep), FOLDER) for size in sizes]
            tables.append(renders.report(renders.rendering(), renders.crowd(url)))
            tables.append(following.report(following.following(url)))
            tables.append(withdrawing.report(withdrawing.withdrawing(url)))
            tables.append(webhooks.report(webhooks.telling(url)))
            tables.append(desk.report(desk.desk(url)))
    finally:
        if not keep:
            shutil.rmtree(database.Server(CLUSTER).data, ignore_errors=True)
    print("\n" + "\n\n".join(tables))
    return 0


def _measure(size: int, url: str, folder: Path) -> str:
    rounds, seconds = int(os.environ.get("ROUNDS", "3")), int(os.environ.get("SECONDS", "4"))
    with ExitStack() as stack:
        ours, theirs, etags = (
            stack.enter_context(server.running(folder))
            for server in (servers.ours(url, folder), servers.baseline(url), servers.baseline(url, conditional=True))
        )
        rows = [report.Row(scenario) for scenario in scenarios.scenarios(ours, etags, size)]
        for row in rows:
            scenarios.verify(row.scenario, ours, etags if row.scenario.conditional else theirs)
        print(
            f"{size:,} items: both servers answer the same. Load of the machine: {os.getloadavg()[0]:.1f}.", flush=True
        )
        for number in range(rounds):
            for row in rows:
                row.rounds.append(_round(row.scenario, ours, etags if row.scenario.conditional else theirs, seconds))
            print(f"Round {number + 1} of {rounds} is done. Load of the machine: {os.getloadavg()[0]:.1f}.", flush=True)
        embedded = [report.Row(scenario) for scenario in scenarios.embedding(size)]
        scenarios.warm(ours, [row.scenario for row in embedded])
        for _ in range(rounds):
            for row in embedded:
                row.rounds.append(_round(row.scenario, ours, ours, seconds))
        table = report.table(size, rows, _median_time(ours, scenarios.facet_requests()))
        return "\n\n".join([table, report.embedding(embedded), feeds.report(feeds.feeds(ours))])


def _round(
    scenario: scenarios.Scenario, ours: servers.Server, theirs: servers.Server, seconds: int
) -> tuple[load.Measurement, load.Measurement]:
    """Ours and the baseline's, one right after the other: what else the machine does meets both."""
    measured = []
    for server, requests in ((ours, scenario.ours), (theirs, scenario.baseline)):
        load.measure(server, requests, WARM_UP)
        measured.append(load.measure(server, requests, seconds))
    return measured[0], measured[1]


def _median_time(server: servers.Server, paths: Sequence[str]) -> float:
    """Milliseconds of a request, on one open connection, one after the other."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    taken = []
    for number in range(FACET_REQUESTS):
        started = time.perf_counter()
        connection.request("GET", paths[number % len(paths)])
        answer = connection.getresponse()
        answer.read()
        taken.append((time.perf_counter() - started) * 1000)
        if answer.status != http.client.OK:
            raise scenarios.WrongAnswer(f"{paths[number % len(paths)]}: {answer.status}")
    connection.close()
    return median(taken[len(paths) :])


if __name__ == "__main__":
    sys.exit(main())
