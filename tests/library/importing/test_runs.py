"""A paragraph of many stretches: those of one style are joined, each copied once."""

from __future__ import annotations

import pytest

from library.importing.runs import BREAK, Run, written


@pytest.mark.parametrize(
    ("runs", "markdown"),
    [
        ([Run("One "), Run("two"), Run(" three")], "One two three"),
        ([Run("One ", strong=True), Run("two", strong=True)], "**One** **two**"),
        ([Run("One", strong=True), Run(" two", emphasis=True)], "**One** *two*"),
        ([Run("One"), BREAK, BREAK, Run("two")], "One\\\n\\\ntwo"),
        ([Run("here", href="https://a.org/"), Run(" too", href="https://a.org/")], "[here too](https://a.org/)"),
        ([Run("{{contact:a}}", raw=True), Run("{{contact:a}}", raw=True)], "{{contact:a}}{{contact:a}}"),
    ],
)
def test_neighbours_of_one_style_are_one(runs: list[Run], markdown: str) -> None:
    assert written(runs)[0] == markdown


class Counting(str):
    """A text that counts what is copied of it to have something put behind it."""

    copied = 0

    def __add__(self, other: str) -> Counting:
        Counting.copied += len(self)
        return Counting(str.__add__(self, other))

    def strip(self, *signs: str) -> Counting:  # type: ignore[override]
        return Counting(str.strip(self, *signs))

    def __getitem__(self, where: object) -> Counting:  # type: ignore[override]
        return Counting(str.__getitem__(self, where))  # type: ignore[index]


def test_stretches_are_joined_without_copying_what_was_joined_before() -> None:
    """One by one, as many stretches as a file may have would be copied as often as there are of them."""
    written([Run(Counting("word")) for _ in range(300)])
    assert Counting.copied == 0
