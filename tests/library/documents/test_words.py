"""How two texts differ word by word."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.documents.words import distinct_words, word_hunks

texts = st.text("ab .\n", max_size=60)


def drawn(old: str, new: str) -> str:
    """`the [-quick-][+slow+] fox`"""
    marks = {"equal": "{0}", "delete": "[-{0}-]", "insert": "[+{1}+]", "replace": "[-{0}-][+{1}+]"}
    return "".join(marks[hunk.op].format(hunk.old, hunk.new) for hunk in word_hunks(old, new))


@pytest.mark.parametrize(
    ("old", "new", "drawing"),
    [
        ("one two three four", "one 2 three four", "one [-two -][+2 +]three four"),
        ("one two", "one two three", "one [-two-][+two three+]"),
        ("one two ", "one two three", "one two [+three+]"),
        ("one two three", "one three", "one [-two -]three"),
        ("one", "two", "[-one-][+two+]"),
        ("", "one", "[+one+]"),
        ("one", "", "[-one-]"),
        ("a b c d e", "x b y d e", "[-a b c -][+x b y +]d e"),  # a single word between two changes belongs to them
        ("a b c d e", "x b c y e", "[-a -][+x +]b c [-d -][+y +]e"),
        ("a  b", "a b", "[-a  -][+a +]b"),
        ("a\n\nb", "a\nb", "[-a\n\n-][+a\n+]b"),
    ],
)
def test_changes_are_drawn_where_a_reader_sees_them(old: str, new: str, drawing: str) -> None:
    assert drawn(old, new) == drawing


@given(texts)
def test_equal_texts_have_no_hunks(text: str) -> None:
    assert word_hunks(text, text) == ()


@given(texts, texts)
def test_the_hunks_hold_both_texts(old: str, new: str) -> None:
    hunks = word_hunks(old, new)
    assert old == new or "".join(hunk.old for hunk in hunks) == old
    assert old == new or "".join(hunk.new for hunk in hunks) == new


@given(texts, texts)
def test_equal_and_changed_hunks_alternate(old: str, new: str) -> None:
    sames = [hunk.op == "equal" for hunk in word_hunks(old, new)]
    assert all(one != other for one, other in pairwise(sames))


@pytest.mark.parametrize("size", [7_000, 32_000])
def test_large_texts_are_compared_quickly(size: int) -> None:
    old = " ".join(f"a{number % 97}" for number in range(size))
    new = " ".join(f"a{number % 89}" for number in range(size))
    start = time.process_time()
    assert word_hunks(old, new)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tea and tea", {"tea", "and"}),
        ("co-produced", {"co-produced", "co", "produced"}),
        ("https://www.nhs.uk/a", {"https://www.nhs.uk/a", "https", "www", "nhs", "uk", "a"}),
        ("Help! (now)", {"help", "now"}),
        ("a" * 50_000 + "!" * 50_000, {"a" * 50_000}),
    ],
)
def test_words_are_counted_in_parts_and_as_a_whole(text: str, words: set[str]) -> None:
    assert distinct_words(text) == words
