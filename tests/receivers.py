"""Receivers of webhooks on this machine: real HTTP servers that answer as a test wants, and keep what they got."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Answer = Callable[["Handler"], None]


@dataclass(frozen=True)
class Got:
    """One request: headers in lower case, and the body as it came."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def message(self) -> Any:
        return json.loads(self.body)

    @property
    def position(self) -> int:
        return int(self.message["data"]["position"])

    @property
    def slug(self) -> str:
        return str(self.message["data"]["subject"]["slug"])


@dataclass
class Receiver:
    """`answers` are used up one by one; the last holds for all that follow."""

    answers: list[Answer]
    got: list[Got] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks"

    @property
    def positions(self) -> list[int]:
        return [each.position for each in self.got]

    def next_answer(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class Handler(BaseHTTPRequestHandler):
    receiver: Receiver
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        wanted = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(wanted)
        if len(body) < wanted:
            return  # whoever sent it was killed
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.receiver.got.append(Got(self.path, headers, body, time.monotonic()))
        self.close_connection = True
        with suppress(OSError):
            self.receiver.next_answer()(self)

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    """`Retry_After="5"` becomes `Retry-After: 5`."""

    def answer(handler: Handler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


OK = status(204)


def slow(seconds: float, then: Answer = OK) -> Answer:
    def answer(handler: Handler) -> None:
        time.sleep(seconds)
        then(handler)

    return answer


def dripping(pause: float = 0.05) -> Answer:
    """A body that never ends, one byte at a time."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(b"x")
            time.sleep(pause)

    return answer


def dripping_headers(pause: float = 0.05) -> Answer:
    def answer(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            handler.wfile.write(b"x")
            time.sleep(pause)

    return answer


def endless(handler: Handler) -> None:
    """A body that never ends, as fast as it is read."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"x" * 65536)


def endless_redirect(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n")
    while True:
        handler.wfile.write(b"x" * 65536)


def rubbish(handler: Handler) -> None:
    handler.wfile.write(b"this is not HTTP\r\n\r\n")


def silent_end(handler: Handler) -> None:
    """It hangs up."""


def refusing(slug: str, until: int = 10**9) -> Answer:
    """500 for events of one subject, up to a position; else 204."""

    def answer(handler: Handler) -> None:
        got = handler.receiver.got[-1]
        refused = got.slug == slug and got.position <= until
        (status(500) if refused else OK)(handler)

    return answer


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is no fault."""


@contextmanager
def receiving(*answers: Answer, port: int = 0, tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """A receiver on a port of this machine; without answers it says 204."""
    receiver = Receiver(list(answers) or [OK])
    server = _Server(("127.0.0.1", port), type("Bound", (Handler,), {"receiver": receiver}))
    receiver.port = server.server_address[1]
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Ear:
    """Listens on every address of this machine, and counts who connects."""

    port: int
    heard: list[Any] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Ear]:
    """Nothing that the door refuses may ever reach it."""
    with socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True) as line:
        ear, over = Ear(line.getsockname()[1]), Event()
        line.settimeout(0.05)

        def listen() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    connection, who = line.accept()
                    ear.heard.append(who)
                    connection.close()

        thread = Thread(target=listen, daemon=True)
        thread.start()
        yield ear
        time.sleep(0.1)
        over.set()
        thread.join()


def closed_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        return int(line.getsockname()[1])
