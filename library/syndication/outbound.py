"""The one door out: a POST to an address that somebody gave us, or a look at one that a text names, which is why nothing about it is
trusted (safety.md, rule 10).

- The name is resolved once, all of its addresses are judged, and the connection goes to one of those: a name that changes in
  between changes nothing. TLS is verified against the name.
- No redirect is followed, no proxy and no `.netrc` of the environment is read: `http.client` knows none of them. (A client that knows
  redirects reads the body of one even when told not to follow it.)
- Ten seconds for all of it, however slowly bytes come: at the deadline the connection is shut under whoever still reads. 64 kB of the
  answer's body are read, counted and thrown away. Of a page 512 kB go by whoever looks for something on it, piece by piece and only
  as long as they want more: no more than a piece is ever held.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from time import monotonic

from django.conf import settings

from library.syndication import addresses
from library.syndication.addresses import IP, Address, NotAnAddress
from library.syndication.errors import AddressNotAllowed

SECONDS = 10.0
RESOLVING = 4.0
CHECKING = 2.0
MAX_BYTES = 64 * 1024
LONGEST_PAGE = 512 * 1024
PACKED = "application/octet-stream"
"""The type of a page that is packed though we asked for it plain: nobody can read it as it is."""
AGENT = "coproduction-library-webhooks/1"
NOT_OPEN = "This name or address does not lead to the public internet."

Resolve = Callable[[str, int], Sequence[str]]
Takes = Callable[[str, bytes], bool]
"""Is given the type of a page and a piece of it, the first of them empty, and says whether it wants another."""


@dataclass(frozen=True)
class Reply:
    """What came of it: all that its owner is shown, and how long a busy receiver asked us to wait.

    `problem` is empty when a whole answer arrived, whatever its status; else `address-refused, name-unknown, no-answer, tls, too-slow` or
    `broken-answer`.
    """

    status: int | None
    milliseconds: int
    size: int
    problem: str = ""
    retry_after: str = ""


@dataclass(frozen=True)
class Page:
    """What came of a look: `is_whole` when all of the page was read. `location` is where a redirect leads, as written."""

    reply: Reply
    location: str = ""
    is_whole: bool = False


class _Failed(Exception):
    """Carries the code of a problem."""


def check_address(url: str) -> None:
    """Raise `AddressNotAllowed` unless we would send there. A name that nobody knows just now is taken: every delivery looks again."""
    try:
        address = addresses.read(url, this_machine=settings.WEBHOOKS_TO_THIS_MACHINE)
        found = _addresses_of(address, within=CHECKING)
    except NotAnAddress as exc:
        raise AddressNotAllowed(str(exc)) from None
    except _Failed:
        return
    if not addresses.are_all_open(found, this_machine=_is_this_machine(address)):
        raise AddressNotAllowed(NOT_OPEN)


def post(
    url: str, body: bytes, headers: Mapping[str, str], *, seconds: float = SECONDS, trusted: str | None = None
) -> Reply:
    """Send `body` there. Never raises for what the other side does. `trusted` is a file with certificates in place of the world's."""
    usual = {"Content-Type": "application/json", "User-Agent": AGENT, "Accept": "*/*"}
    return _call("POST", url, body, {**usual, **headers}, seconds=seconds, trusted=trusted).reply


def look(
    url: str, *, agent: str, takes: Takes | None = None, seconds: float = SECONDS, trusted: str | None = None
) -> Page:
    """What stands there, under the same rules; a page of success goes to `takes`. Never raises for what the other side does."""
    headers = {"User-Agent": agent, "Accept": "text/html, text/plain;q=0.9, */*;q=0.5"}
    return _call("GET", url, None, headers, takes=takes, seconds=seconds, trusted=trusted)


def _call(
    method: str,
    url: str,
    body: bytes | None,
    headers: Mapping[str, str],
    *,
    takes: Takes | None = None,
    seconds: float,
    trusted: str | None,
) -> Page:
    call = _Call(monotonic(), seconds, takes)
    try:
        return call.send(method, url, body, headers, _tls(trusted))
    except _Failed as exc:
        return Page(Reply(call.status, call.milliseconds, call.size, str(exc)))
    finally:
        call.over()


class _Call:
    """One request with one deadline."""

    def __init__(self, began: float, seconds: float, takes: Takes | None) -> None:
        self.began, self.until, self.takes = began, began + seconds, takes
        self.status: int | None = None
        self.size = 0
        self._line: socket.socket | None = None
        self._is_late = False
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True
        self._timer.start()

    @property
    def milliseconds(self) -> int:
        return round((monotonic() - self.began) * 1000)

    @property
    def left(self) -> float:
        left = self.until - monotonic()
        if left <= 0 or self._is_late:
            raise _Failed("too-slow")
        return left

    def send(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], tls: ssl.SSLContext) -> Page:
        try:
            address = addresses.read(url, this_machine=settings.WEBHOOKS_TO_THIS_MACHINE)
        except NotAnAddress:
            raise _Failed("address-refused") from None
        found = _addresses_of(address, within=min(RESOLVING, self.left))
        if not addresses.are_all_open(found, this_machine=_is_this_machine(address)):
            raise _Failed("address-refused")
        try:
            with closing(self._connect(address, found, tls)) as connection:
                return self._exchange(connection, method, address, body, headers)
        except OSError as exc:
            unanswered = "tls" if isinstance(exc, ssl.SSLError) else "no-answer"
            raise _Failed(self._why(unanswered if self.status is None else "broken-answer")) from exc
        except http.client.HTTPException as exc:
            raise _Failed(self._why("broken-answer")) from exc

    def over(self) -> None:
        self._timer.cancel()
        if self._line is not None:
            self._line.close()

    def _connect(self, address: Address, ips: Sequence[IP], tls: ssl.SSLContext) -> http.client.HTTPConnection:
        """A connection that has its socket already, so that it resolves nothing itself."""
        line = self._reach(address, ips)
        self._line = line.dup()
        if address.scheme == "https":
            line = tls.wrap_socket(line, server_hostname=address.host)
        connection = http.client.HTTPConnection(address.host, address.port)
        connection.sock, connection.auto_open = line, 0
        return connection

    def _reach(self, address: Address, ips: Sequence[IP]) -> socket.socket:
        """The first of the judged addresses that answers; each has a fair share of the time."""
        failure: OSError | None = None
        for place, ip in enumerate(ips):
            try:
                line = socket.create_connection((str(ip), address.port), timeout=self.left / (len(ips) - place))
            except OSError as exc:
                failure = exc
            else:
                line.settimeout(self.left)
                return line
        raise failure or _Failed("no-answer")

    def _exchange(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        address: Address,
        body: bytes | None,
        headers: Mapping[str, str],
    ) -> Page:
        connection.request(method, address.target, body, {"Host": _host(address), "Connection": "close", **headers})
        answer = connection.getresponse()
        self.status = answer.status
        is_whole = self._read(answer)
        if self._is_late:
            raise _Failed("too-slow")  # a connection that was shut looks like one that has ended
        told = answer.headers
        reply = Reply(self.status, self.milliseconds, self.size, retry_after=told.get("Retry-After", "")[:100])
        return Page(reply, told.get("Location", ""), is_whole)

    def _read(self, answer: http.client.HTTPResponse) -> bool:
        """As much as is wanted. Was that all of it?"""
        takes = self.takes if 200 <= answer.status < 300 else None
        packed = answer.headers.get("Content-Encoding", "identity").strip().lower() != "identity"
        content_type = PACKED if packed else answer.headers.get("Content-Type", "")
        most = LONGEST_PAGE if takes and takes(content_type, b"") else MAX_BYTES
        wants = True
        while wants and self.size < most and (piece := answer.read1(min(MAX_BYTES, most - self.size))):
            self.size += len(piece)
            if most == LONGEST_PAGE and takes:
                wants = takes(content_type, piece)
            self.left  # noqa: B018 - raises when the time is over
        return wants and not answer.length and (self.size < most or (takes is not None and not answer.read1(1)))

    def _why(self, problem: str) -> str:
        return "too-slow" if self._is_late or monotonic() >= self.until else problem

    def _shut(self) -> None:
        self._is_late = True
        line = self._line
        if line is not None:
            with suppress(OSError):  # it may have ended by itself
                line.shutdown(socket.SHUT_RDWR)


def _host(address: Address) -> str:
    host = f"[{address.host}]" if ":" in address.host else address.host
    usual = {"https": 443, "http": 80}[address.scheme]
    return host if address.port == usual else f"{host}:{address.port}"


def _is_this_machine(address: Address) -> bool:
    return bool(settings.WEBHOOKS_TO_THIS_MACHINE) and address.host in addresses.THIS_MACHINE


def _addresses_of(address: Address, *, within: float) -> list[IP]:
    """Every address of the host, each once. Raises `_Failed` when its name is not known in time."""
    if address.ip is not None:
        return [address.ip]
    answers: SimpleQueue[list[str]] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(resolve(address.host, address.port)))
        except OSError:
            answers.put([])

    # The system's resolver has no deadline of its own.
    threading.Thread(target=ask, name="resolver", daemon=True).start()
    try:
        found = answers.get(timeout=within)
    except Empty:
        found = []
    if not found:
        raise _Failed("name-unknown")
    return [ip_address(text) for text in dict.fromkeys(found)]


def resolve(host: str, port: int) -> list[str]:
    """The system's resolver. Raises `OSError`."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@lru_cache(maxsize=8)
def _tls(trusted: str | None) -> ssl.SSLContext:
    """Made once: reading the world's certificates takes longer than a request."""
    context = ssl.create_default_context(cafile=trusted)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
