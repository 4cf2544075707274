"""A sender is killed, a receiver goes away: every event reaches every subscription at least once, in order for each item, under one id.

Real processes, real HTTP; the receivers' ledgers are the proof (safety.md, "Faults").
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from config import database
from config.local import PROJECT
from library.history.models import Event
from library.syndication.models import Delivery, Subscription
from tests import receivers
from tests.following import Following
from tests.receivers import Receiver, receiving
from tests.worlds import World

POINTS = ("before-the-post", "after-the-post", "after-the-record")
ITEMS, EACH = 4, 4


def database_url() -> str:
    """Of the database that this test uses."""
    server = os.environ.get("DATABASE_URL") or database.url(database.TEST)
    return urlunsplit(urlsplit(server)._replace(path=f"/{connection.settings_dict['NAME']}"))


class Library:
    """What has happened, and senders as processes of their own."""

    def __init__(self, follow: Following) -> None:
        self.follow = follow
        first = [follow.happen("item.published", slug=f"item-{number}") for number in range(ITEMS)]
        self.events = list(first)
        for _ in range(EACH - 1):
            self.events += [follow.happen(slug=event.subject_slug, subject=event) for event in first]

    def start(self, point: str = "never", time: int = 1, *, claim: int = 1) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "LIBRARY_ENV": "test",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": database_url(),
            "WEBHOOKS_TO_THIS_MACHINE": "true",
            "LAST_POSITION": str(self.events[-1].position),
        }
        command = [sys.executable, "-m", "tests.faults.dying_sender", point, str(time), str(claim)]
        return subprocess.Popen(command, cwd=PROJECT, env=environment)

    def is_killed(self, point: str, time: int) -> None:
        assert self.start(point, time).wait(90) == -signal.SIGKILL

    def goes_on_to_the_end(self) -> None:
        assert self.start().wait(90) == 0


@pytest.fixture
def library(transactional_db: None, settings: Any) -> Library:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    return Library(Following(World()))


@pytest.fixture
def two_partners(library: Library) -> Iterator[list[Receiver]]:
    with receiving() as one, receiving() as two:
        for receiver in (one, two):
            library.follow.subscribed(receiver, after=0)
        yield [one, two]


def check_ledger(receiver: Receiver, events: list[Event]) -> None:
    """Every event at least once; of each item in order; each under one id."""
    ids: dict[int, set[str]] = defaultdict(set)
    orders: dict[str, list[int]] = defaultdict(list)
    for got in receiver.got:
        ids[got.position].add(got.id)
        orders[got.slug].append(got.position)
    assert set(ids) == {event.position for event in events}
    assert {position: len(found) for position, found in ids.items()} == dict.fromkeys(ids, 1)
    assert len(set().union(*ids.values())) == len(ids)
    assert {slug: order == sorted(order) for slug, order in orders.items()} == dict.fromkeys(orders, True)


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_sender_loses_nothing(library: Library, two_partners: list[Receiver], point: str) -> None:
    library.is_killed(point, 5)
    library.goes_on_to_the_end()
    for receiver in two_partners:
        check_ledger(receiver, library.events)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


def test_senders_that_are_killed_again_and_again_lose_nothing(library: Library, two_partners: list[Receiver]) -> None:
    for number, point in enumerate(POINTS, start=2):
        library.is_killed(point, number)
    library.goes_on_to_the_end()
    for receiver in two_partners:
        check_ledger(receiver, library.events)


def test_two_senders_side_by_side_send_nothing_twice(library: Library, two_partners: list[Receiver]) -> None:
    both = [library.start(claim=60), library.start(claim=60)]
    assert [sender.wait(90) for sender in both] == [0, 0]
    for receiver in two_partners:
        check_ledger(receiver, library.events)
        assert len(receiver.got) == len(library.events)


DIFFICULT = {
    "refuses": [receivers.status(500)] * 6,
    "is busy": [receivers.status(429, Retry_After="0")] * 3,
    "redirects": [receivers.status(302, Location="http://127.0.0.1:1/")] * 3,
    "breaks off": [receivers.silent_end, receivers.rubbish],
    "has no end": [receivers.endless],
    "is slow": [receivers.slow(0.3)] * 5,
}


def test_difficult_receivers_get_everything_and_a_healthy_one_gets_it_once(library: Library) -> None:
    with ExitStack() as stack:
        difficult = [stack.enter_context(receiving(*answers, receivers.OK)) for answers in DIFFICULT.values()]
        healthy = stack.enter_context(receiving())
        for receiver in (*difficult, healthy):
            library.follow.subscribed(receiver, after=0)
        assert library.start(claim=60).wait(90) == 0
    for receiver in difficult:
        check_ledger(receiver, library.events)
    assert len(healthy.got) == len(library.events)


def test_a_receiver_that_was_down_gets_everything_once_it_is_back(library: Library) -> None:
    port = receivers.closed_port()
    library.follow.subscribed(f"http://127.0.0.1:{port}/", after=0)
    sender = library.start()
    while not Subscription.objects.get().failures > 3:
        assert sender.poll() is None
    with receiving(port=port) as receiver:
        assert sender.wait(90) == 0
    check_ledger(receiver, library.events)
