"""How much of one sort of work a process takes on at a time, so that the threads that are left go on answering reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.conf import settings

from library.errors import Unavailable


class Places:
    """Places that are taken and given back. How many there are, a setting says; `full` is raised when none is left."""

    def __init__(self, setting: str, full: type[Unavailable]) -> None:
        self.setting = setting
        self.full = full
        self._lock = Lock()
        self._taken = 0

    def take(self) -> None:
        with self._lock:
            if self._taken >= getattr(settings, self.setting):
                raise self.full(f"{self.full.title}. Try again in a moment.")
            self._taken += 1

    def give_back(self) -> None:
        with self._lock:
            self._taken -= 1

    @contextmanager
    def held(self) -> Iterator[None]:
        """One of them, while the block runs."""
        self.take()
        try:
            yield
        finally:
            self.give_back()

    @property
    def is_full(self) -> bool:
        return self._taken >= int(getattr(settings, self.setting))

    @property
    def taken(self) -> int:
        return self._taken


class TooBusy(Unavailable):
    slug = "too-busy"
    title = "Too much of this is being asked for just now"
    explanation = (
        "What you asked for is much work, and the service is doing as much of it as it can while it answers everybody "
        "else. Nothing was changed. Repeat after `Retry-After` seconds."
    )


costly = Places("COSTLY_AT_ONCE", TooBusy)
"""For operations that are declared as costly; asked before anything else is done for them."""
