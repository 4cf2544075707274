"""What those who keep a copy ask for: the whole export, and the feed in its largest pages."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.servers import Server

PAGES = 40
PAGE = "/v1/changes?page_size=500"
EXPORTS = 2
"""The first one also warms the process; the better time counts, and the most memory."""
EXPORT_AIM, MEMORY_AIM, PAGE_AIM = 60, 150, 30  # seconds, megabytes, milliseconds


@dataclass(frozen=True)
class Feeds:
    """`first` and `whole` are seconds until the first byte and the last, `memory` megabytes of the largest process,
    `before` those of the largest before it was asked for, `page` milliseconds at the median.
    """

    entries: int
    megabytes: float
    first: float
    whole: float
    before: float
    memory: float
    page: float


def feeds(server: Server) -> Feeds:
    before = max(_peaks(server.session, anew=True), default=0.0)
    taken = [_export(server) for _ in range(EXPORTS)]
    memory = max(_peaks(server.session), default=0.0)
    entries, size, first, whole = min(taken, key=lambda export: export[3])
    return Feeds(entries, size / 1e6, first, whole, before, memory, _page(server))


def report(measured: Feeds) -> str:
    return "\n".join(
        [
            f"Export of {measured.entries:,} entries, {measured.megabytes:,.0f} MB: {measured.whole:.1f} s, the first byte "
            f"after {measured.first:.1f} s (aim: {EXPORT_AIM}); the largest web process had {measured.memory:.0f} MB, "
            f"{measured.before:.0f} MB before (aim: {MEMORY_AIM}).",
            f"Feed page of 500 events: {measured.page:.1f} ms at the median, one request at a time (aim: {PAGE_AIM}).",
        ]
    )


def _export(server: Server) -> tuple[int, int, float, float]:
    """Entries, bytes, and seconds until the first and the last; raises unless the footer proves the bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
    started = time.perf_counter()
    connection.request("GET", "/v1/export")
    answer = connection.getresponse()
    if answer.status != http.client.OK:
        raise RuntimeError(f"the export answers {answer.status}: {answer.read(300)!r}")
    digest, size, last = hashlib.sha256(), 0, b""
    first = 0.0
    for line in answer:
        first = first or time.perf_counter() - started
        digest.update(last)
        size, last = size + len(line), line
    whole = time.perf_counter() - started
    connection.close()
    footer = json.loads(last)
    if footer["type"] != "footer" or footer["sha256"] != digest.hexdigest():
        raise RuntimeError("the export was cut off")
    return footer["entries"], size, first, whole


def _page(server: Server) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    taken = []
    for _ in range(PAGES):
        started = time.perf_counter()
        connection.request("GET", PAGE)
        body = connection.getresponse().read()
        taken.append((time.perf_counter() - started) * 1000)
        if (held := len(json.loads(body)["items"])) != 500:
            raise RuntimeError(f"a page holds {held} events")
    connection.close()
    return median(taken[PAGES // 4 :])


def _peaks(session: int, *, anew: bool = False) -> Iterator[float]:
    """The most memory that each process of a session has had, in megabytes; `anew` has the counting begin again. Linux tells."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) != session:
                continue
            status = (folder / "status").read_text()
            if anew:
                (folder / "clear_refs").write_text("5")
        except OSError:  # it has ended meanwhile
            continue
        peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
        yield int(peak.split()[1]) / 1000
