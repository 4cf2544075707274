"""The tripwires trip."""

import pytest

from tests.demo.prose_rules import HARMFUL, HOURS, PHONE_LIKE, prose_of
from tests.demo.readability import grade, long_sentences, syllables


@pytest.mark.parametrize(
    "text", ["Call 999.", "Call 116 123.", "Text 85258.", "0808 801 0677", "+44 20 7450 4000", "111 option 2"]
)
def test_a_number_to_call_is_seen(text: str) -> None:
    assert PHONE_LIKE.search(prose_of(text))


@pytest.mark.parametrize(
    "text", ["Call {{contact:emergency-999}}.", "[GP](https://www.nhs.uk/12345)", "On 2026-10-05.", "at 11am"]
)
def test_what_is_no_number_to_call_is_left_alone(text: str) -> None:
    assert not PHONE_LIKE.search(prose_of(text))


@pytest.mark.parametrize("text", ["from 11am to 5pm", "6:30 pm", "open 24 hours"])
def test_hours_are_seen(text: str) -> None:
    assert HOURS.search(text)


# domain.md, section 12: must flag, must pass.
@pytest.mark.parametrize(
    "text",
    [
        "At my lowest weight I was six stone.",
        "I got down to 38 kg.",
        "Her BMI was 14.2.",
        "We ate under 500 calories a day.",
        "I was a size 6.",
        "She is an anorexic.",
        "People suffering from bulimia",
        "I took 20 laxatives",
    ],
)
def test_harmful_text_is_seen(text: str) -> None:
    assert any(pattern.search(text) for pattern in HARMFUL.values())


@pytest.mark.parametrize(
    "text", ["Do not comment on weight.", "Stone Road, Cambridge", "aged 17 and over", "one of six finalists"]
)
def test_harmless_text_is_left_alone(text: str) -> None:
    assert not any(pattern.search(text) for pattern in HARMFUL.values())


@pytest.mark.parametrize(
    ("word", "count"), [("tea", 1), ("toast", 1), ("slippers", 2), ("evening", 3), ("named", 1), ("table", 2)]
)
def test_syllables_are_counted_as_groups_of_vowels(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_plain_text_reads_easier_than_a_clinical_one() -> None:
    plain = "You are not alone. It is not your fault. Talk to someone you trust."
    clinical = "Multidisciplinary assessment necessitates comprehensive evaluation of psychiatric comorbidity and biochemical abnormality."
    assert grade(plain) < 3
    assert grade(clinical) > 20


def test_a_name_counts_as_one_short_word() -> None:
    assert grade("People with binge eating disorder get help.") == grade("People with name get help.")


def test_a_bullet_is_a_sentence() -> None:
    assert long_sentences("one two three\nfour five six", most=5) == []
