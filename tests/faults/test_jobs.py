"""A worker is killed in the middle of a job: another does it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from config.tasks import take_up_stalled_jobs
from library.syndication.tasks import forget_old_deliveries


@pytest.fixture
def queue(transactional_db: None) -> None:
    """Without the jobs that other tests asked for, which nothing takes out of it."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def in_hand_of_a_worker(seconds_ago: int) -> int:
    """A job in the hand of a worker that last gave a sign of life so long ago; gives its number."""
    job = forget_old_deliveries.defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [seconds_ago],
        )
        (worker,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job])
    return int(job)


def state_of(job: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        return str(cursor.fetchone()[0])


def work() -> None:
    """A worker does all that there is to do, and ends."""
    take_up_stalled_jobs.defer(timestamp=0)
    worker = app.with_connector(app.connector.get_worker_connector())

    async def run() -> None:
        async with worker.open_async():
            await worker.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    # In a thread of its own: where a browser has been driven in this process, its loop still runs in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, run()).result()


@pytest.mark.parametrize(("seconds_ago", "state"), [(3600, "succeeded"), (1, "doing")])
def test_what_a_killed_worker_had_in_hand_is_done_by_another(queue: None, seconds_ago: int, state: str) -> None:
    job = in_hand_of_a_worker(seconds_ago)
    work()
    work()
    assert state_of(job) == state
