"""What counting costs a read: the same server with it and without, in turns, in one run. `python -m tests.benchmarks.counting`."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from statistics import median

from config import database
from demo.generator.plans import Plan, plan
from library.catalogue.addresses import COLLECTIONS
from tests.benchmarks import data, load, servers
from tests.benchmarks.cluster import CLUSTER, FOLDER

SIZE = 1_000
COUNTED, UNCOUNTED = "config.wsgi:application", "tests.benchmarks.baseline.uncounted:application"
TARGET = 3.0
"""Percent of a read, at most."""


def server(url: str, application: str, name: str) -> servers.Server:
    """The web process of ours with this application."""
    ours = servers.ours(url, FOLDER)
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(servers.PROCESSES)),
        *("--blocking-threads", "4", "--host", "127.0.0.1", "--port", "{port}", "--log-level", "warning", application),
    ]
    return servers.Server(name, command, ours.ready, ours.environment)


def counting(url: str) -> list[tuple[float, float]]:
    """For each round what a read costs without counting and with it, in microseconds of the processors."""
    rounds, seconds = int(os.environ.get("ROUNDS", "8")), int(os.environ.get("SECONDS", "4"))
    with ExitStack() as stack:
        without, with_it = (
            stack.enter_context(server(url, *which).running(FOLDER))
            for which in ((UNCOUNTED, "uncounted"), (COUNTED, "counted"))
        )
        requests = [(f"/v1/{COLLECTIONS[item.document['kind']]}/{item.slug}", "") for item in map(_item, range(1, 201))]
        for each in (without, with_it):
            load.measure(each, requests, 2)
        taken = []
        for number in range(rounds):
            pair = (without, with_it) if number % 2 else (with_it, without)  # whoever is first meets another machine
            cost = {each.name: load.measure(each, requests, seconds).cpu * 1000 for each in pair}
            taken.append((cost["uncounted"], cost["counted"]))
        return taken


def _item(number: int) -> Plan:
    return plan(data.SEED, number)


def report(taken: list[tuple[float, float]]) -> str:
    """The cost as a share of the read. What else the machine does only ever adds: so the least that each took is compared."""
    without, with_it = (min(column) for column in zip(*taken, strict=True))
    more = median(with_it / without - 1 for without, with_it in taken) * 100
    return (
        f"Counting reads: {without:.0f} µs of the processors without, {with_it:.0f} µs with: {(with_it / without - 1) * 100:+.1f} % "
        f"(at most {TARGET:g} %). By the median of {len(taken)} rounds {more:+.1f} %."
    )


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    load.provide_wrk()
    with database.running(CLUSTER) as address:
        print(report(counting(data.provide(address, SIZE, keep=os.environ.get("KEEP") == "1"))))
