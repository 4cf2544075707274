"""Telephone numbers that Ofcom keeps free for television and radio drama: nobody answers them, so nobody may print them
(Ofcom, Telephone numbers for drama use; domain.md CR-14).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

RANGES = (
    "113 496 0",  # Leeds
    "114 496 0",  # Sheffield
    "115 496 0",  # Nottingham
    "116 496 0",  # Leicester
    "117 496 0",  # Bristol
    "118 496 0",  # Reading
    "121 496 0",  # Birmingham
    "131 496 0",  # Edinburgh
    "141 496 0",  # Glasgow
    "151 496 0",  # Liverpool
    "161 496 0",  # Manchester
    "191 498 0",  # Tyneside, Durham, Sunderland
    "20 7946 0",  # London
    "28 9018 0",  # Northern Ireland, until 2019
    "28 9649 6",  # Northern Ireland
    "29 2018 0",  # Cardiff
    "306 999 0",  # the whole of the United Kingdom
    "808 157 0",  # free of charge
    "909 879 0",  # premium rate
    "1632 960",  # no area
    "7700 900",  # mobile
)
"""National numbers without their leading 0; each range has a thousand, told by the last three figures."""

_GAP = r"[\s().\-\u2010\u2011–/]*"
_COUNTRY = rf"(?:(?:\+|00){_GAP}44{_GAP}(?:0{_GAP})?|0{_GAP})"
_LAST = rf"{_GAP}\d" * 3
_NUMBER = re.compile(
    rf"(?<![\d+]){_COUNTRY}(?:{'|'.join(_GAP.join(numbers.replace(' ', '')) for numbers in RANGES)}){_LAST}(?!\d)"
)
_FIGURE = re.compile(r"\d")


def drama_numbers(text: str) -> Iterator[str]:
    """Each such number as it stands in the text, however it is grouped, in figures of any script."""
    plain = _FIGURE.sub(lambda figure: str(unicodedata.decimal(figure[0])), text)
    yield from (text[found.start() : found.end()] for found in _NUMBER.finditer(plain))
