"""Telephone numbers that somebody typed into a text, where a contact point should stand (domain.md CR-1). Pure.

The numbering library's own finder knows none of 999, 111, 116 123 and 85258, the numbers that matter most.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from library.documents.grammar import PLACEHOLDER

_GAP = r"[\s().\-\u2010-\u2014/]{0,3}"
_LONG = rf"(?:18001{_GAP})?(?:(?:\+|00){_GAP}44{_GAP}(?:\(0\))?|\(?0){_GAP}(?:[1-9]{_GAP})(?:\d{_GAP}){{7,8}}\d"
_SHORT = rf"116{_GAP}\d{{3}}|999|112|111|101|119|85258|1800[012]"
_NUMBER = re.compile(rf"(?<![\d+£$€#./])(?<!\d:)(?:{_LONG}|{_SHORT})(?!\d|[.,:]\d|%)")
_COUNTED = re.compile(
    r"\s*(?:people|persons?|carers?|days?|weeks?|months?|years?|pages?|words?|times|per|miles?|pounds?|hours?|minutes?|items?)\b",
    re.IGNORECASE,
)
_MENU = re.compile(r"\s*,?\s*(?:and\s+)?(?:then\s+)?(?:select|choose|press|option)\s+(?:option\s+)?\d?", re.IGNORECASE)
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True)
class TypedNumber:
    """`shown` as it stands in the text, `digits` as it is dialled: without the country's code, with the leading 0."""

    shown: str
    digits: str
    start: int
    end: int


def typed_numbers(text: str) -> Iterator[TypedNumber]:
    """What looks like a number to call or to text, in figures of any script, with the menu choice after it.

    A short number before a noun that is counted (“999 people”) is taken for a count, and one in a placeholder
    (`{{contact:emergency-999}}`) for what it is: a name.
    """
    named = PLACEHOLDER.sub(lambda name: "x" * len(name[0]), text)
    plain = _FIGURE.sub(lambda figure: str(unicodedata.decimal(figure[0])), named)
    for found in _NUMBER.finditer(plain):
        digits = dialled(found[0])
        if len(digits) <= 6 and _COUNTED.match(plain, found.end()):
            continue
        menu = _MENU.match(plain, found.end())
        end = menu.end() if menu and len(digits) <= 6 else found.end()
        yield TypedNumber(text[found.start() : end].strip(), digits, found.start(), end)


def dialled(number: str) -> str:
    """A number in one form, however it was written: `+44 (0)1223 123456` and `01223 123456` are the same."""
    digits = "".join(str(unicodedata.decimal(character)) for character in number if character.isdecimal())
    digits = digits.removeprefix("18001") if len(digits) > 10 else digits
    for prefix in ("0044", "44"):
        if digits.startswith(prefix) and len(digits) - len(prefix) >= 9:
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits
