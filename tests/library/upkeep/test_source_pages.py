"""Does a number stand on a page, however it is written there?"""

from __future__ import annotations

import pytest

from library.upkeep.source_pages import stands_on

HTML = "text/html; charset=utf-8"


def told(number: str, page: str, content_type: str = HTML, *, is_whole: bool = True) -> bool | None:
    return stands_on(number, page.encode(), content_type, is_whole=is_whole)


@pytest.mark.parametrize(
    ("number", "page", "stands"),
    [
        ("08088010677", "<p>Call 0808 801 0677 today", True),
        ("0808 801 0677", "<p>Call 08088010677", True),
        ("+44 808 801 0677", "<p>Call 0808-801-0677", True),
        ("08088010677", "<p>Call +44 (0)808 801 0677", True),
        ("08088010677", "<p>Call +44 808 801 0677", True),
        ("08088010677", "<p>Call <b>0808</b>&nbsp;801 <span>0677</span>", True),
        ("08088010677", '<a href="tel:+448088010677">Call us</a>', True),
        ("08088010677", "<p>Call 0808 801 0678", False),
        ("08088010677", "<p>Call 10808 801 0677", False),
        ("08088010677", "<p>Call 0808 801 06777", False),
        ("08088010677", "<p>0808 801</p><p>0677</p>", False),
        ("08088010677", "<script>var number = '0808 801 0677'</script>", False),
        ("08088010677", "<!-- 0808 801 0677 -->", False),
        ("116123", "<p>Call 116 123 at any time", True),
        ("116123", "<p>2116 123", False),
        ("999", "<p>Call 999.", True),
        ("999", "<p>9 days, 9 hours, 9 minutes; 9 9 9", False),
        ("85258", "<p>Text SHOUT to 85258", True),
        ("08088010677", "<p>Call \uff10808 801 0677", True),
    ],
)
def test_digits_are_compared(number: str, page: str, stands: bool) -> None:
    assert told(number, page) is stands


def test_a_page_that_was_cut_off_before_the_number_does_not_tell() -> None:
    assert told("116123", "<p>Welcome", is_whole=False) is None
    assert told("116123", "<p>Call 116 123", is_whole=False) is True


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "application/json"])
def test_what_is_no_page_does_not_tell(content_type: str) -> None:
    assert told("116123", "116 123", content_type) is None


@pytest.mark.parametrize("content_type", ["", "text/html; charset=klingon", "text/html; charset=idna", "text/plain"])
def test_any_header_of_a_page_is_read(content_type: str) -> None:
    assert told("116123", "Call 116 123", content_type) is True


@pytest.mark.parametrize(
    "page",
    [
        b"\xff\xfe\x00<![CDATA[<p \x00 href='",
        b"<![foo[ <!-- <script",
        b"<" * 65536,
        b"<!--" * 16384,
        b"<script>" * 8192,
    ],
)
def test_any_bytes_are_read(page: bytes) -> None:
    assert stands_on("116123", page, HTML, is_whole=True) is False
