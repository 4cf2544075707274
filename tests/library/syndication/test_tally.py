"""Counting in memory: exact sums whatever happens on the way to the database, and never more than fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread
from uuid import UUID

from django.db import DataError, OperationalError
from hypothesis import given
from hypothesis import strategies as st

from library.syndication import usage
from library.syndication.adding import Note
from library.syndication.usage import Sender, Tally
from tests.library.syndication.counting import a_note

STEPS = st.lists(st.sampled_from(["a", "b", "c"]) | st.sampled_from(["sent", "lost", "unanswered"]), max_size=40)


class Database:
    """Adds each batch once, as the real one does. `fate` is what becomes of the next batches."""

    def __init__(self) -> None:
        self.added: dict[UUID, Counter[Note]] = {}
        self.fate = "sent"

    def add(self, batch: UUID, counts: Mapping[Note, int]) -> None:
        if self.fate != "lost":
            self.added.setdefault(batch, Counter(counts))
        if self.fate != "sent":
            raise OperationalError(self.fate)

    @property
    def sums(self) -> Counter[str]:
        sums: Counter[str] = Counter()
        for batch in self.added.values():
            sums.update({note.slug: count for note, count in batch.items()})
        return sums


@given(STEPS)
def test_whatever_becomes_of_batches_each_read_is_added_once(steps: list[str]) -> None:
    database = Database()
    tally = Tally(database.add)
    read: Counter[str] = Counter()
    for step in steps:
        if step in {"sent", "lost", "unanswered"}:
            database.fate = step
            tally.flush()
            assert database.sums <= read
        else:
            tally.note(a_note(slug=step))
            read[step] += 1
    database.fate = "sent"
    assert tally.flush()
    assert database.sums == read


def test_threads_that_read_while_others_flush_lose_nothing() -> None:
    database = Database()
    tally = Tally(database.add)
    readers = [Thread(target=lambda: [tally.note(a_note(slug="a")) for _ in range(2_000)]) for _ in range(4)]
    flushers = [Thread(target=lambda: [tally.flush() for _ in range(50)]) for _ in range(2)]
    for thread in (*readers, *flushers):
        thread.start()
    for thread in (*readers, *flushers):
        thread.join()
    tally.flush()
    assert database.sums["a"] == 8_000


def test_a_batch_that_the_database_refuses_stops_none_that_follow() -> None:
    sent: list[Mapping[Note, int]] = []

    def add(batch: UUID, counts: Mapping[Note, int]) -> None:
        sent.append(counts)
        if len(sent) == 1:
            raise DataError

    tally = Tally(add)
    for slug in ("bad", "good"):
        tally.note(a_note(slug=slug))
        tally.flush()
    assert [[note.slug for note in counts] for counts in sent] == [["bad"], ["good"]]


def test_while_the_database_is_away_memory_stays_bounded() -> None:
    database = Database()
    database.fate = "lost"
    tally = Tally(database.add, most=100)
    for number in range(1_000):
        tally.note(a_note(slug=f"s{number}"))
        tally.note(a_note(slug="s0"))
    database.fate = "sent"
    tally.flush()
    assert len(database.sums) == 100
    assert database.sums["s0"] == 1_001
    assert tally.dropped == 900


def test_a_flood_of_invented_hosts_counts_as_other() -> None:
    database = Database()
    tally = Tally(database.add, most_hosts=10)
    for number in range(1_000):
        tally.note(a_note(channel="embed", host=f"h{number}.org"))
    tally.flush()
    (counts,) = database.added.values()
    assert len(counts) == 11
    assert counts[a_note(channel="embed", host="other")] == 990


def test_nothing_is_sent_when_nothing_was_read() -> None:
    database = Database()
    assert Tally(database.add).flush()
    assert database.added == {}


def read_in_a_process(pipe: Connection, tally: Tally, times: int) -> None:
    """A web process: it reads, and ends before its thread has sent anything."""
    tally._add = lambda _, counts: pipe.send(sum(counts.values()))
    Sender(tally, 3600).start()
    for _ in range(times):
        tally.note(a_note())


def test_processes_send_what_they_have_when_they_end() -> None:
    ours, theirs = (context := get_context("fork")).Pipe()
    processes = [
        context.Process(target=read_in_a_process, args=(theirs, Tally(Database().add), times)) for times in (3, 4)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert ours.recv() + ours.recv() == 7


def test_a_fork_does_not_send_what_its_parent_has_counted() -> None:
    usage.tally.begin()
    usage.tally.note(a_note())
    ours, theirs = (context := get_context("fork")).Pipe()
    process = context.Process(target=read_in_a_process, args=(theirs, usage.tally, 2))
    process.start()
    process.join()
    assert ours.recv() == 2
    usage.tally.begin()
