"""How hard a text is to read, as advice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.quality.readability import readability, sentences_of, syllables

EASY = "Eating disorders are illnesses. You are not to blame. Help is there for you."
NAMES = "Anorexia nervosa, bulimia nervosa and binge eating disorder are eating disorders."
HARD = (
    "The multidisciplinary assessment incorporates psychological formulation, physiological monitoring and collaborative "
    "development of individualised therapeutic interventions in accordance with contemporary clinical guidelines."
)


@pytest.mark.parametrize(
    ("text", "band"), [(EASY, "easy"), (NAMES, "easy"), (HARD, "hard")], ids=["easy", "names", "clinical"]
)
def test_a_text_falls_into_its_band(text: str, band: str) -> None:
    told = readability(text)
    assert told is not None
    assert told.band == band


def test_names_of_illnesses_do_not_count_against_a_text() -> None:
    told = readability(NAMES)
    assert told is not None
    assert told.reading_age > 14
    assert told.with_terms <= 11


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("- first point\n- second point", 2),
        ("# A heading\n\nA sentence without an end", 2),
        ("Write to help@example.org. or see https://example.org/a.b.c", 2),
        ("1. Call us.\n2. Wait.", 2),
        ("", 0),
        ("***", 0),
    ],
)
def test_what_counts_as_a_sentence(text: str, count: int) -> None:
    assert len(list(sentences_of(text))) == count


def test_addresses_and_numbers_are_no_hard_words() -> None:
    plain, filled = (
        readability("Write to us."),
        readability("Write to somebody.complicated@organisational.example.org."),
    )
    assert plain is not None
    assert filled is not None
    assert filled.reading_age <= plain.reading_age


@pytest.mark.parametrize(("word", "count"), [("help", 1), ("people", 2), ("eating", 2), ("disorder", 3), ("care", 1)])
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@given(st.text(max_size=200))
def test_any_text_can_be_measured(text: str) -> None:
    told = readability(text)
    assert told is None or told.with_terms >= 5
