"""The fixed words, by language."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from string import Formatter

import pytest

from library.catalogue.feedback_rules import KEPT_AFTER_SETTLING, KEPT_AT_MOST
from library.catalogue.models import Feedback
from library.documents import vocabulary
from library.documents.vocabulary import CareLevel
from library.rendering.feedback_page import CHOICES
from library.rendering.words import Words, languages, words_for

ENGLISH = words_for("en")


def test_five_languages_have_words() -> None:
    assert languages() == {"en", "cy", "pl", "ur", "ar"}


@pytest.mark.parametrize(("language", "spoken"), [("en-GB", "en"), ("cy", "cy"), ("ur-PK", "ur"), ("so", "en")])
def test_a_language_without_words_gets_english_and_says_so(language: str, spoken: str) -> None:
    words = words_for(language)
    assert words.language == spoken
    assert words.speaks(language) is (language != "so")


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_phrase_is_said_with_the_same_blanks(language: str) -> None:
    words = words_for(language)
    for field in fields(Words):
        phrase, english = getattr(words, field.name), getattr(ENGLISH, field.name)
        if isinstance(phrase, str):
            assert phrase.strip(), field.name
            assert _blanks(phrase) == _blanks(english), field.name


@pytest.mark.parametrize("group", ["embed", "feedback"])
@pytest.mark.parametrize("language", sorted(languages()))
def test_so_is_every_phrase_of_a_page_of_its_own(language: str, group: str) -> None:
    said, english = vars(getattr(words_for(language), group)), vars(getattr(ENGLISH, group))
    for name, phrase in said.items():
        assert phrase.strip(), name
        assert _blanks(phrase) == _blanks(english[name]), name
        assert language == "en" or phrase != english[name] or name in ("pdf", "word"), name


@pytest.mark.parametrize("language", sorted(languages()))
def test_readers_are_told_how_long_their_words_are_kept(language: str) -> None:
    """The rules are `library.catalogue.feedback_rules`: whoever changes them changes this promise."""
    assert (KEPT_AFTER_SETTLING.days, KEPT_AT_MOST.days) == (180, 2 * 365)
    assert "180" in words_for(language).feedback.kept


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_choice_of_a_reader_is_said(language: str) -> None:
    assert set(CHOICES) == set(Feedback.About.values)
    assert all(getattr(words_for(language).feedback, choice) for choice in CHOICES)


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_value_of_the_vocabularies_has_a_name(language: str) -> None:
    named = (
        *vocabulary.Stage,
        *vocabulary.Approach,
        *vocabulary.Group,
        *vocabulary.DoneStatus,
        *vocabulary.Delivery,
        *vocabulary.Medium,
        *vocabulary.FilePurpose,
    )
    assert set(words_for(language).names) == {value.value for value in named}


def test_a_care_card_is_named_in_words_and_plain_text_is_not() -> None:
    assert [ENGLISH.care(level) for level in CareLevel] == ["", "When you can", "Urgent", "Emergency"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "16 February 2026"), ("cy", "16 Chwefror 2026"), ("pl", "16 lutego 2026"), ("ur", "16 فروری 2026")],
)
def test_a_day_is_written_in_words(language: str, expected: str) -> None:
    assert words_for(language).format_date(date(2026, 2, 16)) == expected


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_year_has_twelve_months(language: str) -> None:
    assert len(set(words_for(language).months)) == 12


@pytest.mark.parametrize(
    ("language", "seconds", "expected"),
    [
        ("en", 12_600, "3 hours 30 minutes"),
        ("en", 270, "4 minutes 30 seconds"),
        ("en", 3_660, "1 hour 1 minute"),
        ("en", 0, "0 minutes"),
        ("pl", 2 * 3_600 + 22 * 60, "2 godziny 22 minuty"),
        ("pl", 5 * 3_600 + 12 * 60, "5 godzin 12 minut"),
        ("ar", 2 * 3_600 + 5 * 60, "ساعتان 5 دقائق"),
        ("cy", 3 * 3_600, "3 awr"),
    ],
)
def test_a_length_of_time_is_counted_as_the_language_counts(language: str, seconds: int, expected: str) -> None:
    assert words_for(language).length(seconds) == expected


def test_a_page_is_numbered() -> None:
    assert ENGLISH.page(2, 4) == "Page 2 of 4"


def _blanks(phrase: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}
