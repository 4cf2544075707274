"""Markdown of the subset, made out of plain values. Every text is escaped: it shows as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from library.documents.markdown import escape

_PARAGRAPHS = re.compile(r"\n\s*\n")
_ADDRESS_SYNTAX = re.compile(r"[()]|&(?=#?\w+;)")
_BREAK = "\\\n"


def prose(text: str) -> str:
    """Plain text in paragraphs: an empty line parts two of them, a single line break stays one."""
    return "\n\n".join(filter(None, map(lines, _PARAGRAPHS.split(text))))


def lines(text: str) -> str:
    """The lines of a text, one below the other in one paragraph."""
    return _BREAK.join(filter(None, map(escape, text.split("\n"))))


def link(words: str, address: str) -> str:
    return f"[{escape(words)}]({_ADDRESS_SYNTAX.sub(_backslash, address)})"


def labelled(label: str, markdown: str) -> str:
    """`**Label:** text`; nothing without a text."""
    return f"**{escape(label)}:** {markdown}" if markdown else ""


def stack(parts: Iterable[str]) -> str:
    """Pieces of Markdown, one below the other in one paragraph; empty ones are left out."""
    return _BREAK.join(filter(None, parts))


def items(entries: Iterable[str]) -> str:
    """A list with bullets."""
    return "\n".join(f"- {entry}".replace("\n", "\n  ") for entry in entries if entry)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, figures: bool = False) -> str:
    """A table of Markdown cells under heads in plain text; with `figures`, its last column is aligned to the end.

    Nothing without rows. Lines of a cell run on.
    """
    body = [_row(row) for row in rows]
    marks = ["---"] * (len(heads) - 1) + ["---:" if figures else "---"]
    return "\n".join([_row([escape(head) for head in heads]), _row(marks), *body]) if body else ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace(_BREAK, ' ') for cell in cells)} |"


def _backslash(found: re.Match[str]) -> str:
    return f"\\{found.group()}"
