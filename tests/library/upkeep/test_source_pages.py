"""Does a number stand on a page, however it is written there?"""

from __future__ import annotations

import time
import tracemalloc
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.upkeep.source_pages import Search

HTML = "text/html; charset=utf-8"


def stands_on(number: str, page: bytes, content_type: str = HTML, *, is_whole: bool = True) -> bool | None:
    search = Search([number])
    search.read(content_type, page)
    return search.told(number, is_whole=is_whole)


def told(number: str, page: str, content_type: str = HTML, *, is_whole: bool = True) -> bool | None:
    return stands_on(number, page.encode(), content_type, is_whole=is_whole)


def in_pieces(numbers: list[str], page: bytes, sizes: list[int]) -> list[bool | None]:
    """As a line brings it: pieces of these sizes, again and again."""
    search, at, turns = Search(numbers), 0, cycle(sizes)
    while at < len(page):
        size = next(turns)
        search.read(HTML, page[at : at + size])
        at += size
    return [search.told(number, is_whole=True) for number in numbers]


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
        ("08088010677", "<a HREF = ' tel:08088010677'>Call us</a>", True),
        ("08088010677", "<a href= tel:08088010677>Call us</a>", True),
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
    assert stands_on("116123", page) is False


BEGUN = ["<a href=", "<a href", "<a href='", "<a ", "<", "<!--", "<script>", "116"]


@pytest.mark.parametrize("repeated", [" ", "a", "1", "-", "</", "&#", "href= "])
@pytest.mark.parametrize("begun", BEGUN)
def test_a_piece_of_anything_is_read_in_the_time_that_its_size_takes(begun: str, repeated: str) -> None:
    """Eight times a run as long as what is kept of a tag. The slowest took 0.03 s of the processor; one that grows with the square, 8."""
    piece = (begun + repeated * (8_180 // len(repeated)) + ">") * 8
    start = time.process_time()
    told("116123", piece)
    assert time.process_time() - start < 1


PARTS = [
    "116 123",
    "116",
    " ",
    "123",
    "0808",
    "801 0677",
    "9",
    "&nbsp;",
    "&#49;",
    "&",
    "<b>",
    "</b>",
    "<p>",
    "<",
    "<!--",
    "-->",
]
PARTS += [
    "<script>",
    "</script>",
    '<a href="tel:+448088010677">',
    "</a>",
    "\u00e9",
    "\uff11",
    "<style x='",
    "</STYLE>",
    "'>",
    "</",
]
PARTS += ["x" * 600, "<img alt='" + "y" * 9_000]


@given(st.lists(st.sampled_from(PARTS), max_size=40), st.lists(st.integers(1, 40), min_size=1, max_size=5))
def test_a_page_says_the_same_however_it_comes(parts: list[str], sizes: list[int]) -> None:
    page, numbers = "".join(parts).encode(), ["116123", "08088010677", "999"]
    assert in_pieces(numbers, page, sizes) == in_pieces(numbers, page, [len(page) + 1])


@pytest.mark.parametrize("before", ["", "<p>", "<p>" + "x" * 600, "<p>" + "1 " * 700, "<!--" + "z" * 3_000 + "-->"])
@pytest.mark.parametrize("after", ["", "4", "</p>", " " * 600 + "4"])
@pytest.mark.parametrize("size", [1, 7, 511, 512, 513])
def test_what_stands_around_a_number_is_seen_across_pieces(before: str, after: str, size: int) -> None:
    page = f"{before}x 116 123{after}".encode()
    assert in_pieces(["116123"], page, [size]) == [after != "4"]


def test_half_a_megabyte_is_searched_in_little_memory() -> None:
    piece = b"<p>words and <a href='https://www.guide.org.uk/'>more</a> words</p>" * 250
    search = Search(["116123"])
    tracemalloc.start()
    for _ in range(32):
        assert search.read(HTML, piece)
    assert not search.read(HTML, b"<p>116 123 at any time, from every telephone, without cost to whoever calls</p>")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert search.told("116123", is_whole=False) is True
    assert peak < 500_000


def test_a_tag_without_an_end_is_not_kept() -> None:
    search = Search(["116123"])
    tracemalloc.start()
    for _ in range(32):
        search.read(HTML, b"<img src='data:" + b"a" * 16_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 300_000


def test_nobody_asks_for_more_than_is_looked_for() -> None:
    search = Search(["116123", "999"])
    assert [search.read(HTML, piece) for piece in (b"", b"116 123 ", b"999 ")] == [True, True, False]
    assert not Search(["116123"]).read("application/pdf", b"")
    assert not Search([]).read(HTML, b"")


def test_of_a_number_that_nobody_looked_for_nothing_is_told() -> None:
    search = Search(["999"])
    search.read(HTML, b"116 123")
    assert search.told("116123", is_whole=True) is None
