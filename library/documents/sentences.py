"""A Markdown text as sentences that can be compared, and put together again without losing a character that counts.

Comparing by sentence is right for prose that people's safety hangs on: two changes to one sentence are for a person to
decide, two changes to different sentences are not in each other's way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

PARAGRAPH = "\n\n"
# What a line begins with besides its words: quotes, headings, list items, each possibly inside the other.
_MARK = r"(?:>|#{1,6}(?=[ \t])|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))"
_MARKS = rf"(?:[ \t]*{_MARK})*[ \t]*"
# Between two units: a line break and what the next line begins with, if a new block or a hard break starts there; or
# the white space after the end of a sentence, in any of our scripts.
_BETWEEN = re.compile(
    rf"(?P<block>(?:[ ]{{2,}}|\\)?\n(?:[ \t]*\n)+{_MARKS}|(?:[ ]{{2,}}|\\)\n{_MARKS}|\n(?={_MARKS}\S){_MARKS}(?<=[>#\-*+.)][ \t])"
    r"|\n(?=[ \t]*\|))"
    rf"|(?<=[.!?…؟\u06d4:])(?P<quoted>[\"'’”)\]*_]*)(?P<space>[ \t]*\n?[ \t]+|\n)(?=\S)(?!{_MARK}|\|)"
)
_START = re.compile(_MARKS)


@dataclass(frozen=True)
class Unit:
    """A sentence, a heading, a row of a table. `lead` is what stands before it: white space and the mark of its block."""

    lead: str
    text: str

    @property
    def key(self) -> str:
        """Equal for sentences with the same words, wherever their lines are broken."""
        return " ".join(self.text.split())


def units(markdown: str) -> list[Unit]:
    """The sentences of a text, in order. `joined(units(text))` is the text."""
    if not markdown:
        return []
    start = _START.match(markdown)
    lead, position = (start[0], start.end()) if start else ("", 0)
    found: list[Unit] = []
    for match in _BETWEEN.finditer(markdown, position):
        end = match.end("quoted") if match["block"] is None else match.start()
        if end > position:
            found.append(Unit(lead, markdown[position:end]))
            lead = ""
        lead += markdown[end : match.end()]
        position = match.end()
    return [*found, Unit(lead, markdown[position:])]


def joined(sentences: Sequence[Unit]) -> str:
    """The text of these sentences. One that stood first elsewhere begins a paragraph here."""
    pieces: list[str] = []
    for unit in sentences:
        pieces += [unit.lead if unit.lead or not pieces else PARAGRAPH, unit.text]
    return "".join(pieces)
