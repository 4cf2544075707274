"""Hours and the like in a story, which are soon out of date (domain.md CP-7). Pure.

A story keeps; opening hours do not. Either the text names a live record (`{{contact:...}}`), which says what holds now, or it says
"at the time of writing". Numbers that somebody typed are found by another rule (`directory.findings`). Only English is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from library.quality.findings import Finding
from library.quality.texts import paragraphs

RULE = "operational-fact"
SOURCE = "Our own rule: what changes lives in the directory"
SUGGESTION = "Name the contact point or service, as {{contact:…}}, or say “at the time of writing”."

_TIME = r"(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?\s?(?:am|pm|a\.m\.|p\.m\.)?"
_CLOCK = r"(?:[01]?\d(?:[.:][0-5]\d)?\s?(?:am|pm|a\.m\.|p\.m\.)|(?:[01]?\d|2[0-3])[.:][0-5]\d|noon|midday|midnight)"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_FACT = re.compile(
    "|".join(
        (
            rf"\b(?:from |between )?(?:{_CLOCK}|{_TIME})\s?(?:to|until|till|and|-|–)\s?{_CLOCK}(?!\w)",
            r"\b(?:24|twenty-four) hours? a day\b",
            r"\b24/7\b",
            rf"\b(?:is|are) (?:now |always )?open (?:on |every |from |until |at |seven |{_DAY})",
            rf"\bopen (?:every|seven days|{_DAY})",
            rf"\b(?:phone|telephone|call|ring|text) (?:us|them|it|the \w+) (?:on|at) (?:{_DAY}|weekdays|weekends)",
        )
    ),
    re.IGNORECASE,
)
_OF_THEN = re.compile(
    r"\b(?:at the time(?: of writing)?|at that time|back then|in those days|when this was written)\b", re.IGNORECASE
)
_LIVE = re.compile(r"\{\{\s*contact:")


def operational_facts(text: str, pointer: str = "") -> Iterator[Finding]:
    """Each such fact that is told as if it held now."""
    for found in chain.from_iterable(_facts_of_now(text, start, end) for start, end in paragraphs(text)):
        excerpt = found[0].rstrip()
        yield Finding(
            rule=RULE,
            severity="warn",
            pointer=pointer,
            span=(found.start(), found.start() + len(excerpt)),
            excerpt=excerpt,
            message=f"“{excerpt}” will not stay so, and a story is not where anybody would change it.",
            suggestion=SUGGESTION,
            source=SOURCE,
        )


def _facts_of_now(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Those of a paragraph; none if it says anywhere that it tells of then, or names a live record."""
    if not _OF_THEN.search(text, start, end) and not _LIVE.search(text, start, end):
        yield from _FACT.finditer(text, start, end)
