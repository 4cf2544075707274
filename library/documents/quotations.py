"""Quotes in a text: their words put in where they are given, and nothing left where they are not. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from library.documents.grammar import PlaceholderKind, find, replace
from library.documents.markdown import escape

_PARAGRAPHS = re.compile(r"\n\s*\n")
_GAPS = re.compile(r"\n{3,}")


def quotation(said: str) -> str:
    """Plain text as Markdown of said words: `>` before every line. Paragraphs stay apart; every sign shows as it was typed."""
    paragraphs = [escape(paragraph) for paragraph in _PARAGRAPHS.split(said) if paragraph.strip()]
    return "\n>\n".join(f"> {paragraph}" for paragraph in paragraphs)


def with_attribution(words: str, attribution: str) -> str:
    """The words, and below them who said them, if that is to be told."""
    return f"{words}\n\n— {attribution}" if attribution else words


def with_quotations(markdown: str, said: Mapping[str, str]) -> str:
    """The text with the words of the quotes in `said`, plain text by id; the other quotes leave nothing behind.

    A quote stands alone in a paragraph (`grammar`), so several lines can take its place.
    """
    quotes = [found for found in find(markdown) if found.kind is PlaceholderKind.QUOTE]
    if not quotes:
        return markdown
    values = {found.content: quotation(said[found.name]) if found.name in said else "" for found in quotes}
    return _GAPS.sub("\n\n", replace(markdown, values)).strip("\n")
