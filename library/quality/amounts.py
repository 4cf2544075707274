"""How amounts are written, in figures and in English words, as patterns. Pure."""

from __future__ import annotations

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BELOW_HUNDRED = rf"(?:(?:{_TENS})(?:[\s-](?:{_ONES}))?|{_TEENS}|{_ONES})"
_HUNDREDS = rf"(?:(?:{_BELOW_HUNDRED}|an?)\s+)?(?:hundred|thousand)(?:\s+(?:and\s+)?{_BELOW_HUNDRED})?"
_FRACTION = "[¼½¾⅓⅔⅛⅜⅝⅞]"
_FIGURES = rf"\d[\d,]*(?:[.·]\d+)?\s?{_FRACTION}?|{_FRACTION}"

IN_WORDS = rf"(?:{_HUNDREDS}|{_BELOW_HUNDRED})(?:\s+and\s+a\s+half)?"
NUMBER = rf"(?<![\w.,])(?:{_FIGURES}|(?:{IN_WORDS})(?![\w]))"
"""`38`, `1,200`, `8½`, `forty-two`, `six and a half`, `five hundred`."""
RANGE = rf"{NUMBER}(?:\s*(?:-|–|to|or)\s*(?:{_FIGURES}|{IN_WORDS}))?"
"""A number, or from one to another."""
A_FEW = rf"(?:{RANGE}|(?:half\s+an?|a\s+couple\s+of|several|dozens\s+of|a\s+few|a\s+dozen))"
