"""Renditions: how long a warm page takes in the pool, against WeasyPrint; and what a crowd of previews does to readers."""

from __future__ import annotations

import io
import json
import os
import selectors
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from statistics import median
from typing import cast
from urllib.parse import urlsplit, urlunsplit

import psycopg
import weasyprint
from PIL import Image

from config.local import PROJECT
from demo.content import finding_support
from library.documents.model import LeafletDocument
from library.documents.parse import parse_document
from library.rendering.page import page_html
from library.rendering.pdf import job_of
from library.rendering.press.pool import Press
from library.rendering.sheet import Imprint, Picture, Sheet
from tests.benchmarks import load, servers
from tests.benchmarks.cluster import FOLDER

DATABASE = "demo"
CROWD = 200  # previews at a time
SECONDS = 10
PAUSE = 1  # seconds between one crowd and the next
WORDS = 330
TEMPLATE = "/v1/leaflets/finding-support"
READS = [("/v1/catalogue", "")]
TABLE = "\n\n| Service | When |\n|---|---|\n| Crisis line | Day and night |\n| Your GP | Weekdays |\n\n![](asset:room)"
IMPRINT = Imprint(
    publisher="The SUN Network",
    edition=3,
    published_on=date(2026, 5, 11),
    last_reviewed=date(2026, 5, 11),
    next_review_due=date(2028, 5, 11),
    licence_spdx="CC-BY-NC-SA-4.0",
    licence_name="Creative Commons Attribution-NonCommercial-ShareAlike 4.0",
    licence_url="https://creativecommons.org/licenses/by-nc-sa/4.0/",
    attribution="‘Finding support’ by The SUN Network.",
    page_url="https://library.example.org/v1/leaflets/finding-support/renditions/page.html",
    short_url="https://library.example.org/s/0123abcd",
)


@dataclass(frozen=True)
class Rendering:
    """Milliseconds of a rendition at the median, ours in the pool and WeasyPrint's in process."""

    ours: float
    weasyprint: float


@dataclass(frozen=True)
class Crowd:
    """How previews were answered, by status; the slowest of a hundred reads without them and beside them, in ms."""

    statuses: dict[int, int]
    slowest: float
    alone: float
    beside: float


def rendering(times: int = 60) -> Rendering:
    """The same two-page leaflet, each time with another title, so that nothing can be kept from the last time."""
    sheet = _leaflet()
    press = Press(children=1, waiting=1, patience=10, seconds=10, megabytes=512)
    try:
        ours = _median(lambda number: press.set(job_of(_titled(sheet, number), "a4.pdf")), times, warm_up=10)
    finally:
        press.close()
    theirs = _median(lambda number: _weasyprint(_titled(sheet, number)), max(5, times // 6), warm_up=2)
    return Rendering(ours, theirs)


def crowd(cluster_url: str) -> Crowd:
    """Reads of the demo library's catalogue, alone, and while two hundred previews at a time ask for PDFs."""
    server = servers.ours(_demo(cluster_url), FOLDER, COSTLY_POSTS_PER_HOUR="100000")
    with ExitStack() as stack:
        stack.enter_context(server.running(FOLDER))
        _ask_together(server, 0)
        load.measure(server, READS, 1)
        alone = load.measure(server, READS, SECONDS)
        over, answers = threading.Event(), []
        asking = threading.Thread(target=_keep_asking, args=(server, over, answers))
        asking.start()
        time.sleep(1)
        beside = load.measure(server, READS, SECONDS)
        over.set()
        asking.join()
    taken = sorted(seconds for _, seconds in answers)
    statuses = dict(Counter(status for status, _ in answers))
    return Crowd(statuses, taken[len(taken) * 99 // 100] * 1000, alone.p99, beside.p99)


def report(rendered: Rendering, crowded: Crowd) -> str:
    answered = ", ".join(f"{count:,} with {status}" for status, count in sorted(crowded.statuses.items()))
    return "\n".join(
        [
            "### Renditions",
            "",
            f"A two-page leaflet as tagged PDF, warm, in the pool: {rendered.ours:.1f} ms at the median (aim: 20). "
            f"WeasyPrint, PDF/UA: {rendered.weasyprint:.0f} ms. Ratio **{rendered.weasyprint / rendered.ours:.1f}** (aim: 6).",
            f"{CROWD} previews at a time: answered {answered}; the slowest of a hundred took {crowded.slowest:,.0f} ms. "
            f"p99 of catalogue reads: {crowded.alone:.0f} ms alone, {crowded.beside:.0f} ms beside them, "
            f"**{crowded.beside / crowded.alone:.1f}** times (aim: at most 2).",
        ]
    )


def _leaflet() -> Sheet:
    """As much as stands on two pages of A4, with a table and a picture."""
    sections: list[dict[str, object]] = []
    words = 0
    for section in finding_support.DOCUMENT["sections"]:
        words += len(section["body"].split())
        if words < WORDS and "{{contact:" not in section["body"]:
            sections.append(section)
    sections[0] = {**sections[0], "body": f"{sections[0]['body']}{TABLE}"}
    image = io.BytesIO()
    Image.new("RGB", (600, 300), "#8ec0c7").save(image, "PNG")
    picture = {"key": "room", "asset": "00000000-0000-4000-8000-000000000000", "alt": "A room with a sofa."}
    document = parse_document({**finding_support.DOCUMENT, "sections": sections, "images": [picture]})
    assert isinstance(document, LeafletDocument)
    labels = {detail.key: detail.label for detail in document.details.local_details}
    shown = Picture(image.getvalue(), "image/png", "A room with a sofa.", 600, 300)
    return Sheet(document=document, imprint=IMPRINT, labels=labels, pictures={"room": shown})


def _titled(sheet: Sheet, number: int) -> Sheet:
    return replace(sheet, document=sheet.document.model_copy(update={"title": f"Finding support {number}"}))


def _weasyprint(sheet: Sheet) -> bytes:
    page = weasyprint.HTML(string=page_html(sheet).decode())
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))


def _median(make: Callable[[int], bytes], times: int, *, warm_up: int) -> float:
    taken = []
    for number in range(warm_up + times):
        started = time.perf_counter()
        make(number)
        taken.append((time.perf_counter() - started) * 1000)
    return median(taken[warm_up:])


def _demo(cluster_url: str) -> str:
    """The URL of a database with the demo library, made anew."""
    url = urlunsplit(urlsplit(cluster_url)._replace(path=f"/{DATABASE}"))
    with psycopg.connect(cluster_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    environment = {**os.environ, **servers.library_environment(url), "LOG_LEVEL": "WARNING"}
    for command in (["migrate", "--verbosity=0"], ["load_demo"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=PROJECT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return url


def _keep_asking(server: servers.Server, over: threading.Event, answers: list[tuple[int, float]]) -> None:
    number = 0
    while not over.is_set():
        answers += _ask_together(server, number)
        number += CROWD
        over.wait(PAUSE)


def _ask_together(server: servers.Server, number: int) -> list[tuple[int, float]]:
    """Two hundred previews as PDF at one moment, each with details of its own: status and seconds of each. By bare sockets,
    since a client that works hard would slow down what it measures.
    """
    waiting = selectors.DefaultSelector()
    started, answers = time.perf_counter(), []
    for at in range(number, number + CROWD):
        link = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        link.sendall(_request(at))
        waiting.register(link, selectors.EVENT_READ)
    while len(answers) < CROWD:
        for key, _ in waiting.select(timeout=60):
            link = cast(socket.socket, key.fileobj)
            head = link.recv(65_536)
            answers.append((int(head.split(b" ", 2)[1]), time.perf_counter() - started))
            waiting.unregister(link)
            link.close()
    return answers


def _request(number: int) -> bytes:
    body = json.dumps({"details": {"area_name": f"District {number}"}}).encode()
    head = (
        f"POST {TEMPLATE}/preview HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/pdf\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body
