"""Counting words: those of the file against those of what came of it, so that nothing is lost without being said."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]")
_ESCAPE = re.compile(r"\\(?=[^\w\s])")


def words(text: str) -> list[str]:
    """In one form, however they are written: `m²` is `m2`."""
    return _WORD.findall(unicodedata.normalize("NFKC", _ESCAPE.sub("", _UNSEEN.sub("", text))).casefold())


def missing(passages: Sequence[str], came: Iterable[str]) -> Iterator[str]:
    """The passages with a word that did not come, or not as often as it should; each whole.

    A word that is missing once and stands in several passages is charged to the last of them.
    """
    lack = Counter(word for passage in passages for word in words(passage))
    lack.subtract(word for text in came for word in words(text))
    short = {word: number for word, number in lack.items() if number > 0}
    found = []
    for passage in reversed(passages):
        here = {word: min(number, short[word]) for word, number in Counter(words(passage)).items() if short.get(word)}
        if here:
            found.append(passage)
            for word, number in here.items():
                short[word] -= number
    yield from reversed(found)
