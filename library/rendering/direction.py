"""Which way a language is read."""

from __future__ import annotations

from functools import cache

import langcodes

_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})


@cache
def is_rtl(language: str) -> bool:
    """Whether text in this language (BCP 47) is read from right to left: by its script, named or likely (`ar`, `ur`,
    `pa-Arab`).
    """
    return langcodes.get(language).maximize().script in _RIGHT_TO_LEFT
