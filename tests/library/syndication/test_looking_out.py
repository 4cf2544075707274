"""The door's look at a page: under the rules of the door, and with what a page says."""

from __future__ import annotations

from typing import Any

import pytest

from library.syndication.outbound import MAX_BYTES, look
from tests import receivers
from tests.receivers import Answer, receiving, status


@pytest.fixture(autouse=True)
def to_this_machine(settings: Any) -> None:
    settings.WEBHOOKS_TO_THIS_MACHINE = True


def test_a_whole_page_comes_as_it_is() -> None:
    with receiving(status(200, b"<p>116 123", Content_Type="text/html")) as server:
        page = look(server.url, agent="watch/1")
        (got,) = server.got
    assert (page.reply.status, page.content, page.content_type, page.is_whole) == (
        200,
        b"<p>116 123",
        "text/html",
        True,
    )
    assert (got.headers["user-agent"], "content-type" in got.headers, "cookie" in got.headers) == (
        "watch/1",
        False,
        False,
    )


@pytest.mark.parametrize(("size", "is_whole"), [(0, True), (MAX_BYTES, True), (MAX_BYTES + 1, False)])
def test_a_page_is_whole_up_to_what_the_door_reads(size: int, is_whole: bool) -> None:
    with receiving(status(200, b"x" * size)) as server:
        page = look(server.url, agent="watch/1")
    assert (len(page.content), page.is_whole, page.reply.problem) == (min(size, MAX_BYTES), is_whole, "")


def short(handler: receivers.Handler) -> None:
    """It promises more than it sends."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nWelcome")


@pytest.mark.parametrize("answer", [short, receivers.endless])
def test_a_page_that_ends_too_early_or_never_is_not_whole(answer: Answer) -> None:
    with receiving(answer) as server:
        assert not look(server.url, agent="watch/1").is_whole


def test_a_redirect_is_told_and_not_followed() -> None:
    with receiving() as there, receiving(status(301, Location=there.url)) as here:
        page = look(here.url, agent="watch/1")
        assert (page.reply.status, page.location, there.got) == (301, there.url, [])


@pytest.mark.parametrize("answer", [receivers.dripping(), receivers.dripping_headers()])
def test_a_slow_page_is_left_at_the_deadline(answer: Answer) -> None:
    with receiving(answer) as server:
        assert look(server.url, agent="watch/1", seconds=0.3).reply.problem == "too-slow"


@pytest.mark.parametrize(
    "url", ["https://10.0.0.1/", "http://www.guide.org.uk/", "https://169.254.169.254/", "https://[", ""]
)
def test_what_the_door_refuses_is_asked_nothing(url: str) -> None:
    assert look(url, agent="watch/1").reply.problem == "address-refused"
