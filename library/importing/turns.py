"""One file at a time in each process, from its bytes to the draft.

Of a large file pandoc takes the time, in a child; but its XML as a tree, pandoc's answer as data, the text as it is written
and its pictures as pixels take some hundred megabytes each in the process that everybody is answered from. So a turn is the whole reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from library.importing.errors import ImportBusy

AT_ONCE = 1
PATIENCE = 5.0
"""Seconds that one waits for another to be done."""
_places = BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Raises ImportBusy when the others are not done in time."""
    if not _places.acquire(timeout=PATIENCE):
        raise ImportBusy()
    try:
        yield
    finally:
        _places.release()
