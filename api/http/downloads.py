"""How many large files one process sends at a time.

A file that is sent piece by piece holds a thread for as long as its reader takes, and a handful of slow readers would
hold all of them. So only some threads are for large files: who comes when these are taken is asked to come back, and
everything else goes on being answered.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from api.http.places import Places
from library.catalogue.files import Pieces
from library.errors import Unavailable


class DownloadsBusy(Unavailable):
    slug = "downloads-busy"
    title = "Too many large files are being fetched just now"
    explanation = (
        "The places for fetching large files are all taken. Repeat after `Retry-After` seconds. All else works."
    )


places = Places("LARGE_DOWNLOADS_AT_ONCE", DownloadsBusy)


class ReaderTooSlow(OSError):
    """Ends the connection: fewer bytes than promised are never taken for the whole."""


class Download:
    """A file on its way: holds one of the places until it is sent, closed, or forgotten by a server that lost its reader.

    `within` is how many seconds its reader has, for what can't be gone on with by `Range`.
    """

    def __init__(self, pieces: Pieces, *, within: float | None = None) -> None:
        self._pieces: Pieces | None = pieces
        self._until = None if within is None else time.monotonic() + within

    def __iter__(self) -> Iterator[bytes]:
        try:
            for piece in self._pieces or ():
                if self._until is not None and time.monotonic() > self._until:
                    raise ReaderTooSlow("the reader took too long")
                yield piece
        finally:
            self.close()

    def close(self) -> None:
        pieces, self._pieces = self._pieces, None
        if pieces is not None:
            places.give_back()
            pieces.close()

    __del__ = close
