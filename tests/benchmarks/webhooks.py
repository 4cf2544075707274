"""Partners who are well beside partners who are dead: how long until the well ones have an event, when two senders do it as in production.

A dead one takes the connection and never answers, which costs ten seconds each time; that is the worst that a receiver can do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg

from config.local import PROJECT
from tests.benchmarks import servers
from tests.receivers import Receiver, receiving, slow

READY, DONE = "READY", "DONE"  # what `webhook_stage` says
DATABASE = "webhooks"
WELL, DEAD, EVENTS, PAUSE = 8, 40, 300, 0.1
SENDERS = 2
AIM = 2.0  # seconds, for 99 of 100
PATIENCE = 60


@dataclass(frozen=True)
class Told:
    """Seconds from the commit of an event until a well partner had it, of every event and partner; and what was missing at the end."""

    seconds: Sequence[float]
    missing: int

    def at(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def telling(cluster_url: str) -> Told:
    url = urlunsplit(urlsplit(cluster_url)._replace(path=f"/{DATABASE}"))
    with psycopg.connect(cluster_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    environment = {
        **os.environ,
        **servers.library_environment(url),
        "LOG_LEVEL": "ERROR",
        "LIBRARY_ENV": "development",
        "WEBHOOKS_TO_THIS_MACHINE": "true",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=PROJECT, env=environment, check=True)
    with ExitStack() as stack:
        well = [stack.enter_context(receiving()) for _ in range(WELL)]
        dead = [stack.enter_context(receiving(slow(60))) for _ in range(DEAD)]
        addresses = [receiver.url for receiver in (*dead, *well)]
        command = [sys.executable, "-m", "tests.benchmarks.webhook_stage", str(EVENTS), str(PAUSE), *addresses]
        with subprocess.Popen(
            command, cwd=PROJECT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as stage:
            _wait_for(stage, READY)
            with _senders(environment):
                time.sleep(3)  # they have started, as they have in production
                return _told(stage, well)


def report(told: Told) -> str:
    lost = f" {told.missing} had not arrived." if told.missing else ""
    return "\n".join(
        [
            "### Webhooks",
            "",
            f"{EVENTS} events to {WELL} partners who are well, beside {DEAD} who never answer, {SENDERS} senders: a well one had an event "
            f"after {told.at(0.5):.2f} s at the median, {told.at(0.99):.2f} s at the 99th percentile (aim: {AIM:.0f}), "
            f"{told.at(1):.2f} s at most.{lost}",
        ]
    )


def _told(stage: subprocess.Popen[str], well: Sequence[Receiver]) -> Told:
    assert stage.stdin is not None
    stage.stdin.write("\n")
    stage.stdin.flush()
    happened = dict(_happened(stage))
    until = time.monotonic() + PATIENCE
    while any(len(receiver.got) < len(happened) for receiver in well) and time.monotonic() < until:
        time.sleep(0.2)
    wall = time.time() - time.monotonic()
    arrived = [(got.position, got.at + wall) for receiver in well for got in receiver.got]
    return Told([at - happened[position] for position, at in arrived], len(happened) * len(well) - len(arrived))


def _happened(stage: subprocess.Popen[str]) -> Iterator[tuple[int, float]]:
    """(position, seconds since 1970) of each event, as the stage tells them."""
    assert stage.stdout is not None
    for line in stage.stdout:
        if line.strip() == DONE:
            return
        position, at = line.split()
        yield int(position), float(at)


@contextmanager
def _senders(environment: Mapping[str, str]) -> Iterator[None]:
    command = [sys.executable, "manage.py", "send_webhooks"]
    processes = [subprocess.Popen(command, cwd=PROJECT, env=environment) for _ in range(SENDERS)]
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(30)


def _wait_for(stage: subprocess.Popen[str], word: str) -> None:
    assert stage.stdout is not None
    for line in stage.stdout:
        if line.strip() == word:
            return
    raise RuntimeError(f"The stage ended before it said {word}.")
