"""Words as the typesetter gets them: long ones with the places where they may be broken, and what keeps its order from
left to right among words that are read from right to left.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

LONG = 20
"""Characters that a word has in any line, however narrow."""

_ONE_BOX = 60
_SPACES = re.compile("[\t\n\u2028\u2029]+| {2,}")
_LONG_WORD = re.compile(r"[^ ]{4,}")
_JOINED_SCRIPTS = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_LEFT_TO_RIGHT = re.compile(
    r"https://[^\s<>]+[^\s<>.,;:!?)]"  # an address
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # a mailbox
    r"|(?:www\.)?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:/[^\s<>]*[^\s<>.,;:!?)])?"  # an address as people write it
    r"|\+?\(?[0-9][0-9()-]*(?:[ \u00a0-][0-9()-]+)+"  # a telephone number in groups
    r"|\+[0-9]+"
)


def runs(text: str, *, rtl: bool = False, longest: int = LONG) -> list[Any]:
    """The text as inline data (`blocks`): strings, `word` and `ltr`. White space of other kinds is a space, and
    soft hyphens are left out: no word is divided, in any size (domain.md AX-6).
    """
    text = _SPACES.sub(" ", text).replace("\u00ad", "")
    if not rtl:
        return _broken(text, longest)
    found: list[Any] = []
    position = 0
    for match in _LEFT_TO_RIGHT.finditer(text):
        found += _broken(text[position : match.start()], longest)
        found.append(left_to_right(match.group(), longest=longest))
        position = match.end()
    return [*found, *_broken(text[position:], longest)]


def left_to_right(text: str, *, longest: int = LONG) -> dict[str, Any]:
    """Text that keeps its order wherever it stands, on one line where that can hold it."""
    return {"type": "ltr", "boxed": len(text) <= _ONE_BOX, "content": _broken(text, longest)}


def has_rtl(text: str) -> bool:
    """Whether a letter of the text is read from right to left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def natural(text: str, *, rtl: bool) -> list[Any]:
    """A text that may be in another script than the page: without a letter that is read from right to left, it is read
    from left to right.
    """
    foreign = rtl and not has_rtl(text)
    return [{"type": "ltr", "boxed": False, "content": runs(text)}] if foreign else runs(text, rtl=rtl)


def _broken(text: str, longest: int) -> list[Any]:
    found: list[Any] = []
    position = 0
    for match in _LONG_WORD.finditer(text):
        word = match.group()
        if len(word) <= (LONG if _JOINED_SCRIPTS.search(word) else longest):
            continue
        if before := text[position : match.start()]:
            found.append(before)
        found.append({"type": "word", "boxed": len(word) <= _ONE_BOX, "pieces": _pieces(word)})
        position = match.end()
    return [*found, text[position:]] if text[position:] else found


def _pieces(word: str) -> list[str]:
    """Characters with the marks that belong to them; several at a time where a word has no end."""
    step = 1 if len(word) <= _ONE_BOX else 3
    pieces: list[str] = []
    for character in word:
        belongs = unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf") or (pieces and pieces[-1][-1] == "\u200d")
        if pieces and (belongs or len(pieces[-1]) < step):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
