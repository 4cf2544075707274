"""How the time of something grows with its size: what holds on any machine, where seconds do not."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

LEAST = 0.02
"""Seconds: what is done sooner is too quick to be compared."""
STEADY = 9
"""Four times the size takes four times as long if time grows in proportion, and sixteen times if with the square."""


def growth(work: Callable[[int], object]) -> float:
    """How many times longer of the processor `work` takes for the whole (4) than for a quarter of it (1)."""
    quarter, whole = (max(_time(work, quarters), LEAST) for quarters in (1, 4))
    return whole / quarter


def _time(work: Callable[[int], object], quarters: int) -> float:
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work(quarters)
        return time.process_time() - start
    finally:
        gc.enable()
