"""Several callers at the same moment, each with a database connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def together(*calls: Callable[[], Any]) -> list[Any]:
    """What each call gives, all begun at once. A call that raises makes this raise."""
    barrier = Barrier(len(calls))
    given: list[Any] = [None] * len(calls)
    raised: list[BaseException] = []

    def run(number: int, call: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()  # so that connecting does not decide who is first
            barrier.wait(timeout=30)
            given[number] = call()
        except BaseException as failure:  # noqa: BLE001 - handed to the test below
            raised.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if raised:
        raise raised[0]
    assert not any(thread.is_alive() for thread in threads), "a call still waits"
    return given


def statuses(answers: Sequence[Any]) -> list[int]:
    return sorted(answer.status for answer in answers)
