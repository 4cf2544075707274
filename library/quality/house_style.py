"""Plain language as the NHS writes it (domain.md HQ-13, HQ-14): advice on words, dates, times and long sentences. English only. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from library.quality.findings import Finding
from library.quality.readability import SENTENCES, WORDS, blocks_of, is_paragraph, sentences_of

SOURCE = "NHS digital service manual: how we write"
MOST = 20
"""Findings of one rule in one text: who has to mend more reads on after those."""
_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_KNOWN = frozenset({"NHS", "USA", "PDF", "FAQ", "SMS", "BSL", "DVD", "BBC", "PIN"})
_ABBREVIATION = re.compile(r"(?<![\w{}/])[A-Z]{3,7}s?\b(?![\w}-])")


@dataclass(frozen=True)
class _Advice:
    rule: str
    why: str
    instead: str

    def of(self, text: str, pointer: str, span: tuple[int, int]) -> Finding:
        return Finding(self.rule, "advise", pointer, self.why, span, text[slice(*span)], self.instead, SOURCE)


@dataclass(frozen=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    why: str
    instead: str

    @property
    def advice(self) -> _Advice:
        return _Advice(self.name, self.why, self.instead)


_RULES = (
    _Rule(
        "capitals",
        re.compile(r"\b[A-Z]{3,}(?:\s+[A-Z]{2,})+\b"),
        "Capitals are slow to read, and read as shouting.",
        "Write it in small letters.",
    ),
    _Rule(
        "date",
        re.compile(
            rf"\b\d{{1,2}}(?:st|nd|rd|th)\s+(?:of\s+)?(?:{_MONTHS}|May)\b|\b(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)"
            rf"|\b\d{{1,2}}\s+(?:{_SHORT})\b\.?(?![a-z])|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b"
        ),
        "Dates that are written in many ways are misread.",
        "Write it as 6 August 2026.",
    ),
    _Rule(
        "time",
        re.compile(
            r"\b\d{1,2}(?::00\s?[ap]m|(?:[:.]\d\d)?\s+[ap]m|(?:[:.]\d\d)?\s?[ap]\.m\.?)|\b(?:1[3-9]|2[0-3]):\d\d\b",
            re.I,
        ),
        "Times that are written in many ways are misread.",
        "Write it as 5pm or 5:30pm.",
    ),
    _Rule(
        "telephone-words",
        re.compile(r"\b(?:ring|dial|telephone)\s+(?:us|me|them|him|her|the|your|our|on|\d|\{\{)", re.I),
        "People call or phone; many do not know to dial.",
        "Write “call” or “phone”.",
    ),
    _Rule(
        "numerals",
        re.compile(
            r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:minutes?|hours?|days?|weeks?|months?|years?|people|times)\b",
            re.I,
        ),
        "Figures are found and read sooner than words.",
        "Write the number in figures.",
    ),
    _Rule(
        "italics",
        re.compile(
            r"(?<![*\w])\*(?![*\s])[^*\n]+(?<![*\s])\*(?![*\w])|(?<![_\w])_(?![_\s])[^_\n]+(?<![_\s])_(?![_\w])"
        ),
        "Slanted letters are hard to read for people with dyslexia or low vision.",
        "Leave the emphasis out, or make it bold.",
    ),
)


def house_style(text: str, pointer: str = "") -> Iterator[Finding]:
    """What could be put more plainly, in the order of the rules."""
    for rule in _RULES:
        for count, found in enumerate(rule.pattern.finditer(text)):
            if count == MOST:
                break
            yield rule.advice.of(text, pointer, found.span())
    yield from _abbreviations(text, pointer)
    yield from _long(text, pointer)


def _abbreviations(text: str, pointer: str) -> Iterator[Finding]:
    """At its first use in a text, and without the words in full beside it."""
    met: set[str] = set()
    for found in _ABBREVIATION.finditer(text):
        name = found[0].rstrip("s")
        if name in met or name in _KNOWN:
            continue
        met.add(name)
        is_explained = text[found.start() - 1 : found.start()] == "(" or text[found.end() : found.end() + 2] == " ("
        if not is_explained and len(met) <= MOST:
            why = f"Not everybody knows what {found[0]} stands for."
            advice = _Advice("abbreviation", why, "Write it in full where it is first used.")
            yield advice.of(text, pointer, found.span())


def _long(text: str, pointer: str) -> Iterator[Finding]:
    found = [sentence for sentence in sentences_of(text) if sentence.words > WORDS]
    for sentence in found[:MOST]:
        why = f"This sentence has {sentence.words} words; up to {WORDS} are easy to follow."
        yield _Advice("long-sentence", why, "Make two of it.").of(text, pointer, (sentence.start, sentence.end))
    crowded = [
        span for span in blocks_of(text) if is_paragraph(text[slice(*span)]) and _count(text[slice(*span)]) > SENTENCES
    ]
    for span in crowded[:MOST]:
        why = f"This paragraph has {_count(text[slice(*span)])} sentences; up to {SENTENCES} are easy to take in."
        yield _Advice("long-paragraph", why, "Begin another paragraph.").of(text, pointer, span)


def _count(block: str) -> int:
    return sum(1 for _ in sentences_of(block))
