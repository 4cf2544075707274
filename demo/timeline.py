"""The demo's past, in order: what happened is a list of steps, each so many days before the day of loading.

All steps together are run from the oldest to the newest, so that the change feed tells them in the order of their dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Step:
    """Something done at a time. Steps of one day keep the order in which they are given."""

    days_ago: int
    run: Callable[[datetime], object]


def play(steps: Iterable[Step], *, now: datetime) -> None:
    """Run the steps, oldest first. Steps of one day are a second apart; `days_ago` is at least 1, so none is in the future."""
    for number, step in enumerate(sorted(steps, key=lambda step: -step.days_ago)):
        step.run(now - timedelta(days=step.days_ago) + timedelta(seconds=number))
