"""A sender that is killed at a point, or goes on until nothing waits: `python -m tests.faults.dying_sender POINT TIME CLAIM`.

Its days are moments: what waits a day in truth waits a twentieth of a second here, and a claim runs out after
CLAIM seconds.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from datetime import timedelta  # noqa: E402

from library.syndication import sender  # noqa: E402 - needs Django
from library.syndication.models import Delivery, Subscription  # noqa: E402
from library.syndication.schedule import USUAL  # noqa: E402

QUICK = replace(USUAL, waits=(0.05,) * 200, rests=(0,))
PATIENCE = 60


def die(*_: Any, **__: Any) -> Any:
    """As a machine does that loses its power: nothing is said, nothing is put in order."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(point: str, time_: int) -> None:
    """The so-many-th time that the point is reached is the last."""
    seen, send, settle, fan_out = [0], sender.send, sender.settle, sender.fan_out

    def is_now(step: int = 1) -> bool:
        seen[0] += step
        return seen[0] >= time_

    def sending(*arguments: Any, **named: Any) -> Any:
        if point == "before-the-post" and is_now():
            die()
        reply = send(*arguments, **named)
        if point == "after-the-post" and is_now():
            die()
        return reply

    def settling(**named: Any) -> None:
        settle(**named)
        is_now(len(named["results"]))

    def looking(**named: Any) -> int:
        """What was settled before is committed."""
        if point == "after-the-record" and is_now(0):
            die()
        return fan_out(**named)

    sender.send = sending
    if point == "after-the-record":
        sender.settle, sender.fan_out = settling, looking


def main() -> int:
    point, time_, claim = sys.argv[1], int(sys.argv[2]), timedelta(seconds=int(sys.argv[3]))
    die_at(point, time_)
    mine, until = sender.Sender(schedule=replace(QUICK, claim=claim)), time.monotonic() + PATIENCE
    last = int(os.environ["LAST_POSITION"])
    while time.monotonic() < until:
        on_their_way = mine.step()
        waits = Delivery.objects.filter(state="waiting").exists()
        if not on_their_way and not waits and not Subscription.objects.filter(position__lt=last).exists():
            return 0
        time.sleep(0.02)
    return 1


if __name__ == "__main__":
    sys.exit(main())
