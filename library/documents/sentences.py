"""A Markdown text as sentences that can be compared, and put together again without losing a character that counts.

Comparing by sentence is right for prose that people's safety hangs on: two changes to one sentence are for a person to
decide, two changes to different sentences are not in each other's way. In doubt what looks like two sentences is taken
for one, so that a person is asked once too often rather than once too seldom.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

PARAGRAPH = "\n\n"
# What a line begins with besides its words: quotes, headings, list items, each possibly inside the other.
_MARK = r"(?:>|#{1,6}(?=[ \t])|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))"
_START = re.compile(rf"(?:[ \t]*{_MARK})*[ \t]*")
# White space with the line breaks in it, the marks of the lines that begin there, and a hard break before.
_GAP = re.compile(rf"\\?(?:[ \t]*\n(?:[ \t]*{_MARK})*)+[ \t]*|[ \t]+")
_HARD_BREAK = re.compile(r"(?:\\|[ ]{2,})\n")
# The end of a sentence in our scripts (U+061F, U+06D4, U+0964), with what may close after it.
_END = re.compile("(?P<mark>[.!?…\u061f\u06d4\u0964])[\"'’”»)\\]*_]*\\Z")
# Dots that end no sentence: `p.m.`, `e.g.`, initials; titles and the like, in English, Welsh and Polish.
_ABBREVIATION = re.compile(
    r"(?<![\w'’])(?:[^\W\d_]|Dr|Mr|Mrs|Ms|St|No|Nos|Tel|Ext|Rd|Ave|Ffôn|al|godz|np|nr|ul)\Z", re.IGNORECASE
)
# Around emphasised words; not inside of names such as {{area_name}}.
_UNDERLINE = re.compile(r"(?<!\w)_|_(?!\w)")
_LOOK_BACK = 24


@dataclass(frozen=True)
class Unit:
    """A sentence, a heading, a row of a table. `lead` is what stands before it: white space and the mark of its block."""

    lead: str
    text: str

    @property
    def key(self) -> str:
        """Equal for sentences with the same words, wherever their lines are broken."""
        return " ".join(self.text.split())

    @property
    def marks(self) -> str:
        """What kind of block begins here: `-`, `1.`, `>`, `###`; nothing for a paragraph and inside of one."""
        return " ".join(self.lead.split())

    @property
    def begins_block(self) -> bool:
        """Whether more than white space inside a paragraph stands before it."""
        return bool(self.marks) or self.lead.count("\n") > 1

    @property
    def is_heading(self) -> bool:
        return self.marks.endswith("#")

    @property
    def is_row(self) -> bool:
        return self.text.startswith("|")


def units(markdown: str) -> list[Unit]:
    """The sentences of a text, in order. `joined(units(text))` is the text."""
    if not markdown:
        return []
    start = _START.match(markdown)
    lead, position = (start[0], start.end()) if start else ("", 0)
    found: list[Unit] = []
    seen, is_open = position, _Open()
    for gap in _GAP.finditer(markdown, position):
        is_open.read(markdown[seen : gap.start()])
        seen = gap.end()
        if gap.end() == len(markdown) or not _separates(markdown, lead, position, gap, is_open):
            continue
        if gap.start() > position:
            found.append(Unit(lead, markdown[position : gap.start()]))
            lead = ""
        lead += gap[0]
        position, is_open = gap.end(), _Open()
    return [*found, Unit(lead, markdown[position:])]


def joined(sentences: Sequence[Unit]) -> str:
    """The text of these sentences. One that stood first elsewhere begins a block of its own here, and so does one that
    comes after a heading or a row now.
    """
    pieces: list[str] = []
    for number, unit in enumerate(sentences):
        lead = unit.lead
        if number and "\n" not in lead:
            previous = sentences[number - 1]
            if unit.marks or not lead:
                lead = _break_before(unit, previous) + lead
            elif previous.is_heading or previous.is_row:
                lead = PARAGRAPH
        pieces += [lead, unit.text]
    return "".join(pieces)


class _Open:
    """Whether a link, strong words or emphasis have begun and not ended: no sentence is parted from them."""

    def __init__(self) -> None:
        self.brackets = self.strong = self.emphasis = self.underlines = 0

    def read(self, text: str) -> None:
        strong = text.count("**")
        self.brackets += text.count("[") - text.count("]")
        self.strong += strong
        self.emphasis += text.count("*") - 2 * strong
        self.underlines += len(_UNDERLINE.findall(text))

    def __bool__(self) -> bool:
        return self.brackets > 0 or bool(self.strong % 2 or self.emphasis % 2 or self.underlines % 2)


def _separates(markdown: str, lead: str, position: int, gap: re.Match[str], is_open: _Open) -> bool:
    """Whether a new unit begins after the white space `gap`. The one that it may end has `lead` and begins at `position`."""
    space = gap[0]
    is_line = markdown.startswith("|", position) or lead.rstrip().endswith("#")
    if "\n" in space:
        has_marks = space.split() not in ([], ["\\"])
        if (
            is_line
            or has_marks
            or space.count("\n") > 1
            or _HARD_BREAK.search(space)
            or markdown.startswith("|", gap.end())
        ):
            return True
    if is_line or is_open:
        return False
    return _ends_sentence(markdown[max(position, gap.start() - _LOOK_BACK) : gap.start()], markdown[gap.end()])


def _ends_sentence(before: str, after: str) -> bool:
    end = _END.search(before)
    if not end or after.islower() or after == "|":
        return False
    return end["mark"] != "." or not _ABBREVIATION.search(before[: end.start()])


def _break_before(unit: Unit, previous: Unit) -> str:
    """An item goes on with the list before it; anything else begins a paragraph."""
    is_item = unit.marks and unit.marks[-1:] == previous.marks[-1:] != "#"
    return "\n" if is_item else PARAGRAPH
