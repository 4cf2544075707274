"""What a log line holds, and what it never holds."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from logging.config import dictConfig
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from config.logging import configuration
from config.middleware import RequestLog

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What was logged, as objects, in production's form."""
    written = io.StringIO()
    dictConfig(configuration("json", "INFO"))
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    dictConfig(settings.LOGGING)


def answer(_: HttpRequest) -> HttpResponse:
    logging.getLogger("library.example").info("inside")
    return HttpResponse("answer")


def test_a_request_is_one_line_without_its_query(lines: Lines, rf: RequestFactory) -> None:
    RequestLog(answer)(rf.get("/v1/leaflets/a/local?postcode=CB1", headers={"X-Request-ID": "abc"}))
    (line,) = [line for line in lines() if line["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/v1/leaflets/a/local", 200)
    assert "CB1" not in json.dumps(line)


def test_every_line_of_a_request_carries_its_id(lines: Lines, rf: RequestFactory) -> None:
    RequestLog(answer)(rf.get("/v1/", headers={"X-Request-ID": "abc"}))
    assert {line["event"]: line["request_id"] for line in lines()} == {"inside": "abc", "request": "abc"}


def test_the_id_ends_with_the_request(lines: Lines, rf: RequestFactory) -> None:
    RequestLog(answer)(rf.get("/v1/"))
    logging.getLogger("library.example").info("after")
    assert "request_id" not in lines()[-1]


def test_a_personal_link_is_never_logged(lines: Lines, rf: RequestFactory) -> None:
    RequestLog(answer)(rf.get("/links/very-secret-token"))
    logging.getLogger("django.request").error("Internal Server Error: %s", "/links/very-secret-token")
    logged = lines()
    assert [line["path"] for line in logged if "path" in line] == ["/links/..."]
    assert "secret" not in json.dumps(logged)


def test_an_error_tells_where_but_not_what_it_held(lines: Lines) -> None:
    what_somebody_wrote = "canary"
    try:
        raise ValueError(len(what_somebody_wrote))
    except ValueError:
        logging.getLogger("library.example").exception("failed")
    (line,) = lines()
    assert line["exception"][0]["exc_type"] == "ValueError"
    assert "canary" not in json.dumps(line["exception"][0]["frames"])


@pytest.mark.parametrize("text", ["two\nlines", '{"event": "forged"}', "\x1b[31mred"])
def test_a_line_cannot_be_forged(text: str, lines: Lines) -> None:
    logging.getLogger("library.example").warning(text)
    (line,) = lines()
    assert line["event"] == text
