"""Characters: what of them can stand in a text, and the marks by which a part of a file is followed through pandoc.

A mark is a noncharacter of Unicode, which no text has (any that a file has is taken out before): `MARK`, the name of
what follows, and `MARK_END`. Whoever writes the text takes the mark out and makes a remark of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

MARK, MARK_END = "\ufdd0", "\ufdd1"
DECORATIVE = f"{MARK}decorative{MARK_END}"
"""In place of alternative text: the file says that the picture shows nothing."""

_MARKED = re.compile(f"{MARK}([a-z0-9-]*){MARK_END}")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINES = re.compile("[\t\n\u2028\u2029\u0085\x0b\x0c]+")
_OF_ONE_FONT = re.compile("[\ue000-\uf8ff]")
# Signs of Symbol and Wingdings that stand in leaflets, by what Word writes for them.
_SIGNS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf0fb": "✗", "\uf028": "☎", "\uf02a": "✉", "\uf0e0": "→", "\uf0d8": "➢",
    "\uf06f": "☐", "\uf0a8": "☐", "\uf0fe": "☒", "\uf04a": "☺", "\uf02d": "-", "\uf0e8": "➔",
}  # fmt: skip


def mark(name: str) -> str:
    return f"{MARK}{name}{MARK_END}"


def without_marks(text: str) -> str:
    """What a file has must not be taken for a mark of ours."""
    return _NONCHARACTERS.sub("", text)


def unmarked(text: str) -> str:
    """What a person reads of it."""
    return _MARKED.sub("", text)


def cleaned(text: str, say: Callable[[str, str], None]) -> str:
    """The text with nothing in it that can't stand in a document. `say` is told what was taken out: kind and words."""
    marks = _MARKED.findall(text)
    text = _MARKED.sub("", text) if marks else text
    for name in marks:
        say(name, text)
    if _UNSEEN.search(text):
        say("hidden-signs", "")
        text = _UNSEEN.sub("", text)
    text = _LINES.sub(" ", _CONTROLS.sub("", text)) if not text.isprintable() else text
    if _OF_ONE_FONT.search(text):
        text = _OF_ONE_FONT.sub(lambda found: _sign(found[0], say), text)
    if "{{" in text:
        say("braces", text)
        text = re.sub(r"\{(?=\{)", "{ ", text)
    return text


def _sign(sign: str, say: Callable[[str, str], None]) -> str:
    if sign not in _SIGNS:
        say("symbol", f"U+{ord(sign):04X}")
    return _SIGNS.get(sign, "")
