"""Markdown as an author writes it in a source file: indented and wrapped. The document gets whole paragraphs."""

from __future__ import annotations

import re
from textwrap import dedent

_STARTS_ITS_OWN_LINE = re.compile(r"(?:[-*>|#]|\d+\.)(?:\s|$)|\|")


def prose(text: str) -> str:
    """The text without indent, with wrapped lines joined to the line before them.

    A line of its own is kept: after a blank line, and where a list item, heading, quote or table row starts.
    """
    lines: list[str] = []
    for line in dedent(text).strip().splitlines():
        stripped = line.strip()
        if lines and lines[-1] and stripped and not _STARTS_ITS_OWN_LINE.match(stripped):
            lines[-1] += f" {stripped}"
        else:
            lines.append(stripped)
    return "\n".join(lines)
