"""A part of a file: which bytes a `Range` asks for."""

import pytest

from api.http.ranges import wanted_range
from api.http.refusals import RangeNotSatisfiable

WHOLE = None
SIZE = 1000

PARTS = {
    "bytes=0-499": (0, 500),
    "bytes=500-999": (500, 1000),
    "bytes=500-": (500, 1000),
    "bytes=0-": (0, 1000),
    "bytes=-1": (999, 1000),
    "bytes=-1000": (0, 1000),
    "bytes=-5000": (0, 1000),  # the last 5,000 of 1,000 are all of them
    "bytes=999-5000": (999, 1000),
    "bytes=0-0": (0, 1),
    "bytes=0-999999999999999999": (0, 1000),
    "BYTES=0-1": (0, 2),
    "bytes= 0-1 ": (0, 2),
}

IGNORED = [
    None,
    "",
    "bytes",
    "bytes=",
    "bytes=-",
    "bytes=a-b",
    "bytes=5-1",
    "bytes=0-1,5-9",
    "bytes=0-1, ",
    "bytes=--1",
    "bytes=1-2-3",
    "bytes=+1-2",
    "bytes=0x0-0x1",
    "bytes=" + "9" * 30 + "-",
    "bytes=\u0661-\u0662",
    "items=0-1",
    "0-1",
]


@pytest.mark.parametrize("header", PARTS)
def test_one_range_is_a_part(header: str) -> None:
    assert wanted_range(header, SIZE, if_range=None, etag="a") == PARTS[header]


@pytest.mark.parametrize("header", IGNORED)
def test_anything_else_is_the_whole(header: str | None) -> None:
    assert wanted_range(header, SIZE, if_range=None, etag="a") is WHOLE


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=1000-1001", "bytes=999999999999-", "bytes=-0"])
def test_behind_the_end_there_is_no_part(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable) as refusal:
        wanted_range(header, SIZE, if_range=None, etag="a")
    assert refusal.value.headers == {"Content-Range": "bytes */1000"}


@pytest.mark.parametrize(
    ("if_range", "expected"),
    [
        ('"a"', (0, 10)),
        (' "a" ', (0, 10)),
        ('"b"', WHOLE),
        ('W/"a"', WHOLE),
        ("a", WHOLE),
        ("*", WHOLE),
        ("Mon, 23 Nov 2026 12:00:00 GMT", WHOLE),
        ("", WHOLE),
    ],
)
def test_a_part_is_sent_only_of_the_file_that_the_client_holds(if_range: str, expected: tuple[int, int] | None) -> None:
    assert wanted_range("bytes=0-9", SIZE, if_range=if_range, etag="a") == expected


def test_a_range_of_another_file_is_not_even_refused() -> None:
    assert wanted_range("bytes=5000-", SIZE, if_range='"b"', etag="a") is WHOLE
