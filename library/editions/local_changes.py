"""What is local in an adaptation, in words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

CHANGED = frozenset({"reworded", "left_out"})
"""What is done to words of the original; details filled in and text for an empty place leave them as they are."""
_WORDS = {
    "reworded": "{sections} reworded",
    "left_out": "{sections} left out",
    "added": "{sections} of local text added",
    "filled": "local details filled in {sections}",
}


def changes_in_words(sections: Iterable[Mapping[str, Any]]) -> str:
    """`1 section reworded; local details filled in 2 sections`, from the `sections` of a provenance."""
    counted = Counter(section["status"] for section in sections)
    said = [
        words.format(sections=f"{counted[status]} section{'' if counted[status] == 1 else 's'}")
        for status, words in _WORDS.items()
        if counted[status]
    ]
    return "; ".join(said) or "none to the words"


def changed_sections(sections: Iterable[Mapping[str, Any]]) -> int:
    """How many sections do not show the words of the original any more."""
    return sum(section["status"] in CHANGED for section in sections)
