"""Merging structured texts: laws about paragraphs, lists, tables and headings, whatever was edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from library.documents.errors import InvalidDocument
from library.documents.merge import merge
from library.documents.sentences import Unit, joined, units
from tests.library.documents.build import parsed_body

SENTENCES = st.sampled_from(
    [
        "You are not alone with this.",
        "Ask your GP for a longer talk.",
        "**It helps** to talk, in your own time.",
        "People do get better with help.",
        "Is the service open near you?",
        "Call {{contact:samaritans}} at any hour.",
        "[Beat](https://www.beateatingdisorders.org.uk/) has groups for carers.",
        "Some meals will go wrong.",
    ]
)


def items(mark: str) -> st.SearchStrategy[str]:
    return st.lists(SENTENCES, min_size=1, max_size=3).map(
        lambda said: "\n".join(f"{mark.format(number)} {one}" for number, one in enumerate(said, start=1))
    )


PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
TABLES = st.lists(SENTENCES, min_size=1, max_size=3).map(
    lambda rows: "\n".join(["| Say | Why |", "| --- | --- |", *(f"| {row} | {row} |" for row in rows)])
)
BLOCKS = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS.map(lambda text: f"> {text}"),
    items("-"),
    items("{}."),
    TABLES,
    st.sampled_from(["### Near you", "#### In the evening", "{{quote:first-step}}"]),
)


@st.composite
def edited(draw: st.DrawFn, blocks: Sequence[str]) -> str:
    """The blocks after some edits: taken out, put in, moved, joined, with sentences taken out, put in and reworded."""
    edits = list(blocks)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(edits)))
        does = draw(st.sampled_from(["put in", "take out", "move", "sentence out", "sentence in", "reword"]))
        if does == "put in" or not edits:
            edits.insert(place, draw(BLOCKS))
            continue
        place = min(place, len(edits) - 1)
        if does in ("take out", "move"):
            block = edits.pop(place)
            if does == "move":
                edits.insert(draw(st.integers(0, len(edits))), block)
        else:
            edits[place] = joined(draw(changed(units(edits[place]), does))) or draw(BLOCKS)
    return "\n\n".join(edits)


@st.composite
def changed(draw: st.DrawFn, sentences: list[Unit], does: str) -> list[Unit]:
    place = draw(st.integers(0, len(sentences) - 1))
    one = sentences[place]
    if one.is_row or one.is_heading or one.text.startswith("{{quote"):
        return sentences
    if does == "sentence out":
        rest = [*sentences[:place], *sentences[place + 1 :]]
        return rest if place or not rest else [Unit(one.lead, rest[0].text), *rest[1:]]
    if does == "sentence in":
        return [*sentences[: place + 1], Unit(" ", draw(SENTENCES)), *sentences[place + 1 :]]
    return [
        *sentences[:place],
        Unit(one.lead, f"{one.text[:-1]} {draw(st.sampled_from(['too', 'now']))}."),
        *sentences[place + 1 :],
    ]


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, str]:
    blocks = draw(st.lists(BLOCKS, max_size=5))
    return "\n\n".join(blocks), draw(edited(blocks)), draw(edited(blocks))


def is_valid(body: str) -> bool:
    try:
        parsed_body(body)
    except InvalidDocument:
        return False
    return True


def said(text: str) -> Counter[str]:
    return Counter(unit.key for unit in units(text))


@given(edits())
def test_of_three_texts_that_can_be_published_comes_one_that_can(sides: tuple[str, str, str]) -> None:
    assume(all(map(is_valid, sides)))
    text = merge(*sides).text
    assert text is None or is_valid(text)


@given(edits())
def test_no_sentence_is_said_more_often_than_in_one_of_the_three(sides: tuple[str, str, str]) -> None:
    text = merge(*sides).text
    if text is not None:
        base, theirs, mine = map(said, sides)
        long = {key: count for key, count in said(text).items() if len(key) >= 12}
        assert all(count <= max(base[key], theirs[key], mine[key]) for key, count in long.items())


@given(edits())
def test_a_new_sentence_is_nowhere_lost(sides: tuple[str, str, str]) -> None:
    text = merge(*sides).text
    if text is not None:
        base, theirs, mine = map(said, sides)
        assert {*theirs, *mine} - {*base} <= {*said(text)}


@given(edits())
def test_what_all_three_say_stays_said(sides: tuple[str, str, str]) -> None:
    text = merge(*sides).text
    if text is not None:
        base, theirs, mine = map(said, sides)
        once = {key for key in base if base[key] == theirs[key] == mine[key] == 1}
        assert once <= {*said(text)}


@given(edits(), st.data())
def test_where_one_only_rewords_the_layout_is_the_others(sides: tuple[str, str, str], data: st.DataObject) -> None:
    base, _, mine = sides
    # Which of two equal sentences stayed nobody can tell.
    assume(all(count == 1 for text in (base, mine) for count in said(text).values()))
    reworded = joined(
        [Unit(unit.lead, unit.text.replace(" ", data.draw(st.sampled_from([" ", " now "])), 1)) for unit in units(base)]
    )
    text = merge(base, reworded, mine).text
    if text is not None:
        assert [_layout(unit) for unit in units(text)] == [_layout(unit) for unit in units(mine)]


def _layout(unit: Unit) -> str:
    return re.sub("[0-9]+", "1", unit.lead)


@pytest.mark.parametrize(
    "text",
    [
        "Help. " * 10_000,
        " ".join(f"You can ask for help number {number}." for number in range(1_700)),
        "\n".join(f"- a{number}." for number in range(7_000)),
        "\n\n".join(f"| a |\n| - |\n| {number} |" for number in range(2_700)),
        " " * 60_000 + "x",
        "[" * 60_000,
    ],
    ids=["one sentence", "prose", "list", "tables", "spaces", "brackets"],
)
def test_a_text_of_64_kb_is_merged(text: str) -> None:
    """It would take minutes if the time grew with the square of the length."""
    words = text.split(".")
    theirs = ".".join(word + (" now" if number % 3 == 0 else "") for number, word in enumerate(words))[:65_536]
    mine = ".".join(words[::-1])[:65_536]
    assert merge(text, theirs, mine).regions
