"""Answers to what a link asks."""

from __future__ import annotations

from typing import Any

import pytest

from library.accounts.link_forms import Ask, Choice, Offer, read_answers
from library.errors import Malformed

OFFER = Offer(
    "Title",
    (),
    "Go",
    asks=(
        Ask("line", "A line", max_length=5),
        Ask("text", "A text", type="text", max_length=20),
        Ask("pick", "One of these", type="choice", choices=(Choice("a", "A"), Choice("b", "B"))),
        Ask("tick", "I agree", type="tick", required=True),
    ),
)


def test_what_is_left_out_counts_as_empty() -> None:
    assert read_answers(OFFER, {"tick": True}) == {"line": "", "text": "", "pick": "", "tick": True}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"line": "123456"}, "/answers/line"),
        ({"line": "a\nb"}, "/answers/line"),
        ({"line": True}, "/answers/line"),
        ({"text": "a\x07b"}, "/answers/text"),
        ({"pick": "c"}, "/answers/pick"),
        ({"tick": False}, "/answers/tick"),
        ({"tick": "yes"}, "/answers/tick"),
        ({"other": "x"}, "/answers/other"),
    ],
)
def test_what_does_not_fit_is_named(given: dict[str, Any], fault: str) -> None:
    with pytest.raises(Malformed) as refusal:
        read_answers(OFFER, {"tick": True, **given})
    assert [found.pointer for found in refusal.value.errors] == [fault]


@pytest.mark.parametrize("given", [{"line": "12345"}, {"text": "a\r\n\tb"}, {"pick": "b"}])
def test_what_fits_is_taken(given: dict[str, Any]) -> None:
    assert read_answers(OFFER, {"tick": True, **given}).items() >= given.items()


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(Malformed) as refusal:
        read_answers(OFFER, {"line": "123456", "pick": "z", "other": ""})
    assert len(refusal.value.errors) == 4
