"""Conditional requests: nothing that changed is ever called unchanged."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.http.conditional import Validators, expected_version, is_unmodified, last_modified, matches, version_etag
from library.errors import Malformed, PreconditionRequired

NOON = datetime(2026, 4, 1, 12, 0, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def date(seconds: int) -> str:
    return (NOON + timedelta(seconds=seconds)).strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.parametrize(
    ("changed", "now", "sent"),
    [
        (0.3, 10, 1),  # changed in the second before 12:00:01: that second is past
        (0.0, 10, 1),  # on the stroke: the rest of the second might still change it
        (0.3, 0.5, 0),  # still within that second: the date may not lie in the future
        (0.3, 0.9999, 0),
        (0.3, 1.0, 1),
        (-0.001, 10, 0),
    ],
)
def test_last_modified_is_the_second_after_but_not_the_future(changed: float, now: float, sent: int) -> None:
    assert last_modified(at(changed), now=at(now)) == date(sent)


@pytest.mark.parametrize(
    ("changed", "since", "unmodified"),
    [
        (0.3, date(1), True),
        (0.3, date(2), True),
        (0.3, date(0), False),  # what was read in the second of the change is asked for again
        (0.7, date(0), False),
        (0.0, date(0), False),
        (0.3, "2026-04-01", False),
        (0.3, "nonsense", False),
        (0.3, "", False),
        (0.3, "Thu, 99 Foo 99999999999999999999 12:00:00 GMT", False),
        (0.3, "Wed, 01 Apr 2026 12:00:01", True),  # RFC 850 and asctime clients leave the zone out: it is UTC
    ],
)
def test_if_modified_since(changed: float, since: str, unmodified: bool) -> None:
    validators = Validators("tag", at(changed))
    assert is_unmodified(validators, if_none_match=None, if_modified_since=since) is unmodified


@given(
    first=st.floats(0, 3, allow_nan=False),
    read=st.floats(0, 3),
    second=st.floats(0, 3),
)
@settings(max_examples=300)
def test_no_change_after_a_read_is_ever_missed(first: float, read: float, second: float) -> None:
    """first <= read <= second: whoever read between two changes is told of the second, however close together the three are."""
    first, read, second = sorted([first, read, second])
    told = last_modified(at(first), now=at(read))
    assert not is_unmodified(Validators("tag", at(second)), if_none_match=None, if_modified_since=told)


def test_a_date_says_nothing_of_a_list() -> None:
    assert not is_unmodified(Validators("tag"), if_none_match=None, if_modified_since=date(1000))


def test_a_tag_is_asked_before_a_date() -> None:
    validators = Validators("tag", at(0))
    assert not is_unmodified(validators, if_none_match='"other"', if_modified_since=date(1000))
    assert is_unmodified(validators, if_none_match='"tag"', if_modified_since=date(-1000))


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ('"tag"', True),
        ('W/"tag"', True),  # If-None-Match compares weakly
        ('"other"', False),
        ('"other", "tag"', True),
        ('"other","tag"', True),
        (' , "other" ,, "tag" , ', True),
        ('"a,b", "tag"', True),
        ('"a,tag"', False),
        ("*", True),
        (" * ", True),
        ("", False),
        ("tag", False),
        ('"tag', False),
        ('"tag" "other"', False),
        ('"other" W/"tag"', False),
        ('w/"tag"', False),
        ('"TAG"', False),
        ('"tag"; x', False),
        ('"tag"\n', False),
    ],
)
def test_if_none_match(header: str, found: bool) -> None:
    assert matches(header, "tag") is found


@pytest.mark.parametrize("header", ['"a" ' * 2000, ", " * 4000, '"a", ' * 100_000, "W/" * 4000, '"' * 8000])
def test_a_hostile_list_costs_nothing(header: str) -> None:
    started = time.perf_counter()
    matches(header, "tag")
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize(
    ("header", "version"),
    [
        ('"v3"', 3),
        (' "v3" ', 3),
        ('W/"v3"', -1),  # a weak tag never matches strongly
        ('"3"', -1),
        ('"v03x"', -1),
        ('"v-1"', -1),
        ('"v99999999999"', -1),
        ('"abc"', -1),
    ],
)
def test_if_match_names_a_version(header: str, version: int) -> None:
    assert expected_version(header) == version


@pytest.mark.parametrize("header", [None, "*", " * "])
def test_without_a_version_there_is_no_write(header: str | None) -> None:
    with pytest.raises(PreconditionRequired):
        expected_version(header)


@pytest.mark.parametrize("header", ["", "v3", '"v3', '"v3", "v4"', '"v3" x', "3"])
def test_what_is_not_one_tag_is_malformed(header: str) -> None:
    with pytest.raises(Malformed):
        expected_version(header)


def test_a_version_is_read_back() -> None:
    assert expected_version(version_etag(7)) == 7
