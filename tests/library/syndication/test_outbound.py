"""The one door out, with real receivers: what it refuses reaches nobody, and nobody holds it up."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from library.syndication import outbound
from library.syndication.errors import AddressNotAllowed
from library.syndication.outbound import MAX_BYTES, check_address, post
from tests import receivers
from tests.library.syndication.test_addresses import BAD, CLOSED
from tests.receivers import Answer, Ear, listening, receiving

PUBLIC = "93.184.215.14"


@pytest.fixture
def to_this_machine(settings: Any) -> None:
    settings.WEBHOOKS_TO_THIS_MACHINE = True


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    """What listens on this machine hears on whatever port is asked for: the door's own list of ports is not what keeps it silent."""
    with listening() as ear:
        reach = socket.create_connection

        def to_the_ear(address: tuple[str, int], *more: Any, **named: Any) -> socket.socket:
            return reach((address[0], ear.port), *more, **named)

        monkeypatch.setattr(socket, "create_connection", to_the_ear)
        yield ear


def known_as(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """What names stand for: one answer after the other, the last for ever. Gives the list of names that were asked for."""
    asked: list[str] = []
    left = list(answers)

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return left.pop(0) if len(left) > 1 else left[0]

    monkeypatch.setattr(outbound, "resolve", resolve)
    return asked


def test_the_ear_would_hear(ear: Ear) -> None:
    socket.create_connection(("127.0.0.1", 443)).close()
    socket.create_connection(("::1", 443)).close()
    until = monotonic() + 5
    while len(ear.heard) < 2 and monotonic() < until:
        pass
    assert len(ear.heard) == 2


@pytest.mark.parametrize("url", BAD)
def test_a_strange_address_reaches_nobody(ear: Ear, url: str) -> None:
    assert post(url, b"{}", {}, seconds=2).problem == "address-refused"
    with pytest.raises(AddressNotAllowed):
        check_address(url)
    assert ear.heard == []


@pytest.mark.parametrize("ip", CLOSED)
def test_an_address_inside_reaches_nobody(ear: Ear, ip: str) -> None:
    url = f"https://[{ip}]/" if ":" in ip else f"https://{ip}/"
    assert post(url, b"{}", {}, seconds=2).problem == "address-refused"
    with pytest.raises(AddressNotAllowed):
        check_address(url)
    assert ear.heard == []


@pytest.mark.parametrize("ip", CLOSED)
def test_a_name_with_two_addresses_of_which_one_is_inside_reaches_nobody(
    ear: Ear, monkeypatch: pytest.MonkeyPatch, ip: str
) -> None:
    for both in ([PUBLIC, ip], [ip, PUBLIC]):
        known_as(monkeypatch, both)
        assert post("https://www.example.org/", b"{}", {}, seconds=2).problem == "address-refused"
        with pytest.raises(AddressNotAllowed):
            check_address("https://www.example.org/")
    assert ear.heard == []


def test_a_name_is_asked_for_once_and_the_address_that_was_judged_is_the_one_that_is_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = known_as(monkeypatch, [PUBLIC], ["127.0.0.1"])
    reached: list[Any] = []

    def refuse(address: Any, **_: Any) -> socket.socket:
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    assert post("https://rebinding.example.org/", b"{}", {}).problem == "no-answer"
    assert (asked, reached) == (["rebinding.example.org"], [(PUBLIC, 443)])


def test_a_name_that_was_public_when_it_was_saved_is_judged_again(ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    known_as(monkeypatch, [PUBLIC], ["127.0.0.1"])
    check_address("https://www.example.org/")
    assert post("https://www.example.org/", b"{}", {}).problem == "address-refused"
    assert ear.heard == []


def test_a_name_that_nobody_knows_yet_may_be_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    known_as(monkeypatch, [])
    check_address("https://soon.example.org/")
    assert post("https://soon.example.org/", b"{}", {}).problem == "name-unknown"


def test_a_resolver_that_does_not_answer_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "resolve", lambda *_: receivers.time.sleep(5) or [PUBLIC])
    began = monotonic()
    assert post("https://www.example.org/", b"{}", {}, seconds=0.3).problem == "name-unknown"
    assert monotonic() - began < 4


def test_the_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch, to_this_machine: None) -> None:
    with listening() as proxy, receiving() as receiver:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert post(receiver.url, b"{}", {}).status == 204
    assert proxy.heard == []


@pytest.mark.usefixtures("to_this_machine")
class TestReceivers:
    @pytest.mark.parametrize(
        ("answer", "status", "problem", "size"),
        [
            (receivers.OK, 204, "", 0),
            (receivers.status(200, b"thanks"), 200, "", 6),
            (receivers.status(500, b"x" * 100), 500, "", 100),
            (receivers.endless, 200, "", MAX_BYTES),
            (receivers.endless_redirect, 302, "", MAX_BYTES),
            (receivers.rubbish, None, "broken-answer", 0),
            (receivers.silent_end, None, "no-answer", 0),
        ],
    )
    def test_an_answer_is_a_status_a_time_and_a_size(
        self, answer: Answer, status: int | None, problem: str, size: int
    ) -> None:
        with receiving(answer) as receiver:
            reply = post(receiver.url, b"{}", {})
        assert (reply.status, reply.problem, reply.size) == (status, problem, size)

    def test_a_redirect_is_not_followed(self) -> None:
        with receiving() as other, receiving(receivers.status(307, Location=other.url)) as receiver:
            assert post(receiver.url, b"{}", {}).status == 307
        assert other.got == []

    @pytest.mark.parametrize("answer", [receivers.dripping(), receivers.dripping_headers(), receivers.slow(3)])
    def test_a_slow_answer_is_cut_off_at_the_deadline(self, answer: Answer) -> None:
        with receiving(answer) as receiver:
            reply = post(receiver.url, b"{}", {}, seconds=0.5)
        assert reply.problem == "too-slow"
        assert reply.milliseconds < 2500

    def test_who_does_not_listen_gives_no_answer(self) -> None:
        reply = post(f"http://127.0.0.1:{receivers.closed_port()}/", b"{}", {})
        assert (reply.status, reply.problem) == (None, "no-answer")

    def test_what_arrives_is_what_was_sent(self) -> None:
        with receiving() as receiver:
            post(receiver.url + "?token=a", b'{"a": 1}', {"webhook-id": "msg_1"})
        (got,) = receiver.got
        assert (got.path, got.body, got.id) == ("/hooks?token=a", b'{"a": 1}', "msg_1")
        assert got.headers["content-type"] == "application/json"
        assert got.headers["host"] == f"127.0.0.1:{receiver.port}"
        assert "authorization" not in got.headers
        assert "cookie" not in got.headers

    def test_nothing_of_the_answer_is_kept_but_what_its_owner_may_see(self) -> None:
        with receiving(receivers.status(500, b"canary", X_Canary="canary", Retry_After="7")) as receiver:
            reply = post(receiver.url, b"{}", {})
        assert "canary" not in repr(reply)
        assert reply.retry_after == "7"


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate that signs itself, and its key."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-keyout", str(key), "-out", str(cert)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return cert, key


@pytest.mark.usefixtures("to_this_machine")
class TestTLS:
    @pytest.fixture
    def served(self, tmp_path: Path) -> Iterator[tuple[str, Path]]:
        """A receiver with TLS under the name localhost."""
        cert, key = certificate(tmp_path, "localhost")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        with receiving(tls=context) as receiver:
            yield f"https://localhost:{receiver.port}/", cert

    def test_a_certificate_that_is_trusted_is_enough(self, served: tuple[str, Path]) -> None:
        assert post(served[0], b"{}", {}, trusted=str(served[1])).status == 204

    def test_a_certificate_that_nobody_vouches_for_is_not(self, served: tuple[str, Path]) -> None:
        assert post(served[0], b"{}", {}).problem == "tls"

    def test_a_certificate_of_another_name_is_not(self, served: tuple[str, Path]) -> None:
        url = served[0].replace("localhost", "127.0.0.1")
        assert post(url, b"{}", {}, trusted=str(served[1])).problem == "tls"
