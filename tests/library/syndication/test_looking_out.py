"""The door's look at a page: under the rules of the door, and with what a page says."""

from __future__ import annotations

from typing import Any

import pytest

from library.syndication.outbound import LONGEST_PAGE, MAX_BYTES, PACKED, look, post
from tests import receivers
from tests.receivers import Answer, receiving, status


@pytest.fixture(autouse=True)
def to_this_machine(settings: Any) -> None:
    settings.WEBHOOKS_TO_THIS_MACHINE = True


class Taking:
    """Whoever looks for something: keeps what it is given, and wants no more after so many bytes."""

    def __init__(self, most: int = 10**9) -> None:
        self.most, self.types = most, set[str]()
        self.pieces: list[bytes] = []

    def __call__(self, content_type: str, piece: bytes) -> bool:
        self.types.add(content_type)
        self.pieces.append(piece)
        return len(self.content) < self.most

    @property
    def content(self) -> bytes:
        return b"".join(self.pieces)


def test_a_page_comes_as_it_is_to_whoever_takes_it() -> None:
    taking = Taking()
    with receiving(status(200, b"<p>116 123", Content_Type="text/html")) as server:
        page = look(server.url, agent="watch/1", takes=taking)
        (got,) = server.got
    assert (page.reply.status, page.is_whole, taking.content, taking.types) == (200, True, b"<p>116 123", {"text/html"})
    assert (got.headers["user-agent"], "content-type" in got.headers, "cookie" in got.headers) == (
        "watch/1",
        False,
        False,
    )


@pytest.mark.parametrize(
    ("size", "is_whole"), [(0, True), (MAX_BYTES + 1, True), (LONGEST_PAGE, True), (LONGEST_PAGE + 1, False)]
)
def test_a_page_is_whole_up_to_what_the_door_reads(size: int, is_whole: bool) -> None:
    taking = Taking()
    with receiving(status(200, b"x" * size)) as server:
        page = look(server.url, agent="watch/1", takes=taking)
    assert (len(taking.content), page.is_whole, page.reply.problem) == (min(size, LONGEST_PAGE), is_whole, "")
    assert max(map(len, taking.pieces)) <= MAX_BYTES


@pytest.mark.parametrize("most", [0, 1, MAX_BYTES + 1])
def test_no_more_is_read_than_is_wanted(most: int) -> None:
    taking = Taking(most)
    with receiving(status(200, b"x" * LONGEST_PAGE)) as server:
        page = look(server.url, agent="watch/1", takes=taking)
    assert len(taking.content) < most + MAX_BYTES
    assert (page.is_whole, page.reply.problem) == (False, "")


@pytest.mark.parametrize("said", [301, 404, 500])
def test_only_a_page_of_success_is_taken(said: int) -> None:
    taking = Taking()
    with receiving(status(said, b"x" * LONGEST_PAGE)) as server:
        page = look(server.url, agent="watch/1", takes=taking)
    assert (taking.pieces, page.reply.size) == ([], MAX_BYTES)


def test_of_what_nobody_takes_and_of_an_answer_to_a_message_little_is_read() -> None:
    with receiving(status(200, b"x" * LONGEST_PAGE)) as server:
        assert look(server.url, agent="watch/1").reply.size == MAX_BYTES
        assert post(server.url, b"{}", {}).size == MAX_BYTES


def test_a_page_that_comes_packed_is_said_to_be_nothing_that_can_be_read() -> None:
    taking = Taking()
    with receiving(status(200, b"\x1f\x8b", Content_Type="text/html", Content_Encoding="gzip")) as server:
        look(server.url, agent="watch/1", takes=taking)
    assert taking.types == {PACKED}


def short(handler: receivers.Handler) -> None:
    """It promises more than it sends."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nWelcome")


@pytest.mark.parametrize("answer", [short, receivers.endless])
def test_a_page_that_ends_too_early_or_never_is_not_whole(answer: Answer) -> None:
    with receiving(answer) as server:
        assert not look(server.url, agent="watch/1", takes=Taking()).is_whole


def test_a_redirect_is_told_and_not_followed() -> None:
    with receiving() as there, receiving(status(301, Location=there.url)) as here:
        page = look(here.url, agent="watch/1")
        assert (page.reply.status, page.location, there.got) == (301, there.url, [])


@pytest.mark.parametrize("answer", [receivers.dripping(), receivers.dripping_headers()])
def test_a_slow_page_is_left_at_the_deadline(answer: Answer) -> None:
    with receiving(answer) as server:
        assert look(server.url, agent="watch/1", takes=Taking(), seconds=0.3).reply.problem == "too-slow"


@pytest.mark.parametrize(
    "url", ["https://10.0.0.1/", "http://www.guide.org.uk/", "https://169.254.169.254/", "https://[", ""]
)
def test_what_the_door_refuses_is_asked_nothing(url: str) -> None:
    assert look(url, agent="watch/1").reply.problem == "address-refused"
