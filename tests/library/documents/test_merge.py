"""Merging prose: laws that hold for all texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.documents.merge import Agreed, Conflict, merge, resolve
from library.documents.sentences import joined, units

SENTENCES = st.sampled_from(
    [
        "You are not alone.",
        "Call us.",
        "Ask your GP.",
        "It helps to talk.",
        "People do get better.",
        "Is it open?",
        "Yes!",
    ]
)
LEADS = st.sampled_from([" ", "\n", "\n\n", "\n- ", "\n\n1. ", "\n\n> ", "\n\n### "])
TEXTS = st.lists(st.tuples(LEADS, SENTENCES), max_size=8).map(
    lambda parts: "".join(lead + sentence for lead, sentence in parts).lstrip("\n ")
)
ANY_TEXT = st.text(alphabet="ab.!? \n-*>#1)|\"'{}\\", max_size=60)


def keys(text: str) -> list[str]:
    return [unit.key for unit in units(text) if unit.key]


@given(ANY_TEXT | TEXTS)
def test_sentences_put_together_are_the_text(text: str) -> None:
    assert joined(units(text)) == text


@given(TEXTS, TEXTS)
def test_with_no_change_of_theirs_it_is_mine(base: str, mine: str) -> None:
    assert merge(base, base, mine).text == mine


@given(TEXTS, TEXTS)
def test_with_no_change_of_mine_it_is_theirs(base: str, theirs: str) -> None:
    assert merge(base, theirs, base).text == theirs


@given(TEXTS, TEXTS)
def test_the_same_change_is_no_conflict(base: str, changed: str) -> None:
    assert merge(base, changed, changed).text == changed


@given(TEXTS, TEXTS, TEXTS)
def test_it_comes_out_the_same_every_time(base: str, theirs: str, mine: str) -> None:
    assert merge(base, theirs, mine) == merge(base, theirs, mine)


@given(TEXTS, TEXTS, TEXTS)
def test_every_new_sentence_is_in_the_result_or_in_a_conflict(base: str, theirs: str, mine: str) -> None:
    merged = merge(base, theirs, mine)
    found = set()
    for region in merged.regions:
        sides = (region.sentences,) if isinstance(region, Agreed) else (region.base, region.theirs, region.mine)
        found |= {unit.key for side in sides for unit in side}
    assert {*keys(theirs), *keys(mine)} - set(keys(base)) <= found


@given(TEXTS, TEXTS, TEXTS)
def test_swapping_the_sides_swaps_the_conflicts(base: str, theirs: str, mine: str) -> None:
    there, back = merge(base, theirs, mine), merge(base, mine, theirs)
    assert [(c.theirs, c.mine) for c in there.conflicts] == [(c.mine, c.theirs) for c in back.conflicts]


@given(TEXTS, TEXTS, TEXTS)
def test_deciding_all_conflicts_for_me_keeps_all_that_i_wrote(base: str, theirs: str, mine: str) -> None:
    merged = merge(base, theirs, mine)
    text = resolve(merged, dict.fromkeys(range(len(merged.conflicts)), "mine"))
    assert set(keys(mine)) - set(keys(base)) <= set(keys(text))


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "merged"),
    [
        # Two sentences side by side, one changed by each.
        ("Ask. Wait.", "Ask us. Wait.", "Ask. Wait a week.", "Ask us. Wait a week."),
        # A list that both made longer at different ends.
        ("- b.\n- c.", "- a.\n- b.\n- c.", "- b.\n- c.\n- d.", "- a.\n- b.\n- c.\n- d."),
        # Lines broken elsewhere are no change.
        ("One two. Three.", "One two. Three four.", "One\ntwo. Three.", "One\ntwo. Three four."),
        # They took a paragraph out, I changed another.
        ("A.\n\nB.\n\nC.", "A.\n\nC.", "A.\n\nB.\n\nC d.", "A.\n\nC d."),
    ],
)
def test_changes_in_different_places_go_together(base: str, theirs: str, mine: str, merged: str) -> None:
    assert merge(base, theirs, mine).text == merged


def test_one_sentence_changed_by_both_is_a_conflict() -> None:
    (conflict,) = merge("Call 1. Stay.", "Call 2. Stay.", "Call 3. Stay.").conflicts
    assert isinstance(conflict, Conflict)
    assert [joined(side) for side in (conflict.base, conflict.theirs, conflict.mine)] == [
        "Call 1.",
        "Call 2.",
        "Call 3.",
    ]


def test_two_insertions_at_one_place_are_a_conflict() -> None:
    assert merge("A.\n\nC.", "A.\n\nB.\n\nC.", "A.\n\nX.\n\nC.").text is None
