"""Strict JSON: one meaning, nothing that the database can't hold, nothing that costs more than it is worth."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.http.parsers import MAX_BYTES, check_media_type, parse_json, pointer
from api.http.refusals import TooLarge, UnsupportedMediaType
from library.errors import Malformed

REFUSED = [
    (b"", "", "empty"),
    (b" \n", "", "empty"),
    (b"[" * 200_000, "", "levels deep"),
    (b'{"a":' * 200_000, "", "levels deep"),
    (b'{"a": "' + b'\\"[' * 100 + b'"' + b"[" * 33, "", "levels deep"),
    (b'{"a": 1, "a": 2}', "/a", "more than once"),
    (b'{"x": [{"a/b": 1, "a/b": 2}]}', "/x/0/a~1b", "more than once"),
    (rb'{"a": "\u0000"}', "/a", "U+0000"),
    (rb'{"a": ["", "x\u0000"]}', "/a/1", "U+0000"),
    (rb'{"\u0000": 1}', "/\x00", "U+0000"),
    (rb'{"a": "\ud800"}', "/a", "surrogate"),
    (rb'{"a": "\udc00\ud800"}', "/a", "surrogate"),
    (b'{"a": NaN}', "", "NaN"),
    (b'{"a": -Infinity}', "", "Infinity"),
    (b'{"a": 1e999}', "", "too large"),
    (b'{"a": ' + b"9" * 21 + b"}", "", "20 digits"),
    (b'{"a": 0.' + b"9" * 30 + b"}", "", "20 digits"),
    (b'{"a": ' + b"9" * 5000 + b"}", "", "20 digits"),
    (b"[]", "", "object"),
    (b"null", "", "object"),
    (b'"text"', "", "object"),
    (b'{"a": 1', "", "not JSON"),
    (b"{'a': 1}", "", "not JSON"),
    (b'{"a": 1} x', "", "not JSON"),
    (b'{"a": "\t"}', "", "not JSON"),
    (b'{"a": "\xff"}', "", "not UTF-8"),
    ('{"a": 1}'.encode("utf-16"), "", "not UTF-8"),
    (b"\xef\xbb\xbf{}", "", "not JSON"),
]


@pytest.mark.parametrize(("raw", "place", "sentence"), REFUSED, ids=[repr(row[0][:30]) for row in REFUSED])
def test_it_is_refused_with_its_place(raw: bytes, place: str, sentence: str) -> None:
    with pytest.raises(Malformed) as refusal:
        parse_json(raw)
    assert [fault.pointer for fault in refusal.value.errors] == [place]
    assert sentence in refusal.value.errors[0].detail


def test_a_megabyte_is_enough() -> None:
    with pytest.raises(TooLarge):
        parse_json(b'{"a": "' + b"x" * MAX_BYTES + b'"}')


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(Malformed) as refusal:
        parse_json(rb'{"a": "\u0000", "b": {"c": "\ud800"}}')
    assert {fault.pointer for fault in refusal.value.errors} == {"/a", "/b/c"}


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * MAX_BYTES,
        b'"' * MAX_BYTES,
        b'{"a":"' + rb"\\" * 400_000,
        b'{"a":' + b"1" * (MAX_BYTES - 10),
        b"{" + b'"a":0,' * 140_000,
    ],
    ids=["brackets", "quotes", "backslashes", "digits", "members"],
)
def test_the_worst_megabyte_is_refused_quickly(raw: bytes) -> None:
    started = time.perf_counter()
    with pytest.raises(Malformed):
        parse_json(raw)
    assert time.perf_counter() - started < 2


def test_thirty_two_levels_are_fine() -> None:
    assert parse_json(b'{"a":' + b"[" * 31 + b"]" * 31 + b"}")


def test_brackets_in_text_are_no_levels() -> None:
    assert parse_json(json.dumps({"a": "[" * 100 + '"\\{'}).encode())


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="ascii", exclude_characters="\x00")), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.text(st.characters(codec="ascii", exclude_characters="\x00"), max_size=5), JSON, max_size=4))
@settings(max_examples=60)
def test_any_ordinary_object_is_read_as_it_is(value: dict[str, Any]) -> None:
    assert parse_json(json.dumps(value).encode()) == value


@given(st.binary(max_size=200))
@settings(max_examples=100)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with suppress(Malformed):
        assert isinstance(parse_json(raw), dict)


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON", "application/json; charset=utf-8", 'application/json;charset="UTF-8"'],
)
def test_json_in_utf8_is_taken(content_type: str) -> None:
    check_media_type(content_type)


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=latin-1",
        "application/jsonx",
        "text/json",
    ],
)
def test_another_type_is_not(content_type: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        check_media_type(content_type)


def test_a_pointer_escapes_what_it_must() -> None:
    assert pointer("a/b", "m~n", 0, "%") == "/a~1b/m~0n/0/%"
