"""Ids sort by the time at which they were made."""

from __future__ import annotations

from library.ids import new_id


def test_what_is_made_later_sorts_later() -> None:
    made = [new_id() for _ in range(1_000)]
    assert made == sorted(made)


def test_no_two_are_the_same() -> None:
    assert len({new_id() for _ in range(1_000)}) == 1_000


def test_they_are_of_version_seven() -> None:
    assert {(one.version, one.variant) for one in (new_id(), new_id())} == {(7, "specified in RFC 4122")}
