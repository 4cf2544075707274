"""An estimate of how hard a text reads: Flesch-Kincaid grade with syllables counted as groups of vowels.

Advisory by nature (domain.md, HQ-13): names of illnesses and bodies count as one short word, addresses and placeholders
are left out, and a bullet or line is a sentence of its own.
"""

from __future__ import annotations

import re

NAMES = (
    "anorexia nervosa",
    "anorexia",
    "bulimia nervosa",
    "bulimia",
    "binge eating disorder",
    "eating disorders",
    "eating disorder",
    "avoidant restrictive food intake disorder",
    "other specified feeding or eating disorder",
    "Cambridgeshire, Peterborough and South Lincolnshire",
    "Cambridgeshire and Peterborough",
    "Cambridgeshire",
    "Peterborough",
    "NHS First Response Service",
    "General Practice Award",
    "Think Local Act Personal",
    "The Sanctuary",
    "the SUN Network",
    "CPSL Mind",
    "NHS England",
    "Samaritans",
    "co-production",
    "co-produced",
    "co-produce",
    "collaboration",
    "involvement",
    "lived experience",
    "accident and emergency department",
)
_NAME = re.compile("|".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True)), re.IGNORECASE)
_LEFT_OUT = re.compile(r"\[[^\]]*\]|https?://\S+|\([A-Z&]+\)")
_SENTENCE_END = re.compile(r"[.!?:]+(?:\s|$)|\n+|\s\u2013\s")
_WORD = re.compile(r"[a-z]+(?:['\u2019][a-z]+)*", re.IGNORECASE)


def syllables(word: str) -> int:
    """Groups of vowels; a final silent e does not count; at least one."""
    bare = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word.lower().split("'")[0])
    return max(1, len(re.findall("[aeiouy]+", bare or word.lower())))


def grade(text: str) -> float:
    """Flesch-Kincaid grade: years of school. Add five for the age."""
    plain = _NAME.sub("name", _LEFT_OUT.sub(" ", text))
    sentences = [words for part in _SENTENCE_END.split(plain) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def long_sentences(text: str, most: int) -> list[str]:
    """Sentences of more than `most` words."""
    plain = _NAME.sub("name", _LEFT_OUT.sub(" ", text))
    return [part.strip() for part in _SENTENCE_END.split(plain) if len(_WORD.findall(part)) > most]
