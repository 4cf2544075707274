"""How hard an English text is to read (domain.md HQ-13): advice, never a gate. Pure, and without a list of words.

Syllables are counted as groups of vowels. Lists count as sentences. The names of illnesses and treatments can't be put more
simply, so it is also told how the text reads when each of them counts as one short word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from library.quality.masking import MASK, masked

Band = Literal["easy", "acceptable", "hard"]
WORDS = 20
SENTENCES = 3
AGE_AT_GRADE_0 = 5
EASY, ACCEPTABLE = 11, 14
GLOSSARY = (
    "avoidant restrictive food intake disorder",
    "other specified feeding or eating disorder",
    "binge eating disorder",
    "cognitive behavioural therapy",
    "anorexia nervosa",
    "bulimia nervosa",
    "eating disorders",
    "eating disorder",
    "mental health",
    "lived experience",
    "co-production",
    "co-produced",
    "anorexia",
    "bulimia",
    "dietitian",
    "psychologist",
    "psychiatrist",
    "psychological",
    "professional",
    "professionals",
)
_TERM = re.compile("|".join(rf"\b{term}\b" for term in GLOSSARY), re.IGNORECASE)
_BLOCK_END = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d+[.)])[ \t])|\n(?=#)")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_NO_PARAGRAPH = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]|#|\|")


@dataclass(frozen=True)
class Sentence:
    """`start` and `end` are characters of the text."""

    start: int
    end: int
    words: int


@dataclass(frozen=True)
class Readability:
    """`reading_age` in years, by the Flesch-Kincaid grade; `with_terms` is the same when terms of the glossary count as one short word."""

    words: int
    sentences: int
    reading_age: float
    with_terms: float
    longest_sentence: int

    @property
    def band(self) -> Band:
        return "easy" if self.with_terms <= EASY else "acceptable" if self.with_terms <= ACCEPTABLE else "hard"


def readability(text: str) -> Readability | None:
    """Of a text in English; None when there are no words to go by."""
    told = masked(text)
    sentences = list(sentences_of(told))
    words = _WORD.findall(told)
    if not words or not sentences:
        return None
    simpler = _WORD.findall(_TERM.sub("term", told))
    return Readability(
        words=len(words),
        sentences=len(sentences),
        reading_age=_age(words, len(sentences)),
        with_terms=_age(simpler, len(sentences)),
        longest_sentence=max(sentence.words for sentence in sentences),
    )


def sentences_of(text: str) -> Iterator[Sentence]:
    """Each sentence with words in it. A point of a list and a heading are sentences, whether or not a full stop ends them."""
    for start, end in blocks_of(text):
        yield from _in_block(text, start, end)


def blocks_of(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, points of lists and headings, as spans."""
    start = 0
    for found in _BLOCK_END.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def is_paragraph(block: str) -> bool:
    return not _NO_PARAGRAPH.match(block)


def syllables(word: str) -> int:
    plain = word.lower()
    groups = len(_VOWELS.findall(plain))
    silent = plain.endswith("e") and not plain.endswith(("le", "ee")) and groups > 1
    return max(groups - silent, 1)


def _in_block(text: str, start: int, end: int) -> Iterator[Sentence]:
    place = start
    for found in _SENTENCE_END.finditer(text, start, end):
        yield from _sentence(text, place, found.start())
        place = found.end()
    yield from _sentence(text, place, end)


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    words = len(_WORD.findall(text, start, end)) + len(re.findall(rf"{MASK}+", text[start:end]))
    if words:
        yield Sentence(start, end, words)


def _age(words: list[str], sentences: int) -> float:
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return round(max(grade, 0.0) + AGE_AT_GRADE_0, 1)
