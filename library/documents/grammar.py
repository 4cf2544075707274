"""The grammar of placeholders. They stand in Markdown only (section texts, how to book), never in titles, summaries,
headings or other plain text: those are shown alone in lists, feeds and tables of contents, where nothing would resolve
them.

    {{key}}  {{key.part}}     a local detail of a leaflet template, or a part of one
    {{contact:slug}}          a contact point of the directory; resolved when the document is published
    {{quote:id}}              a testimonial; alone in a paragraph of its own, and never resolved in stored text

`{{` always opens a placeholder: it can't be escaped, so no text can show braces that look like one that was forgotten
(domain.md CR-14).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

_NAME = "[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
PLACEHOLDER = re.compile(
    rf"\{{\{{(?:(?P<of>contact|quote):(?P<slug>{_SLUG})|(?P<key>{_NAME})(?:\.(?P<part>{_NAME}))?)\}}\}}"
)
NAME_MAX_LENGTH = 121

_OPENING = re.compile(r"\\?\{\\?\{")
_EXCERPT = 40


class PlaceholderKind(StrEnum):
    DETAIL = "detail"
    CONTACT = "contact"
    QUOTE = "quote"


@dataclass(frozen=True)
class Placeholder:
    """`name` is the key of the detail, the slug of the contact point or the id of the testimonial; `start` and `end`
    are offsets in characters.
    """

    kind: PlaceholderKind
    name: str
    part: str | None
    start: int
    end: int

    @property
    def content(self) -> str:
        """What stands between the braces."""
        if self.kind is not PlaceholderKind.DETAIL:
            return f"{self.kind}:{self.name}"
        return f"{self.name}.{self.part}" if self.part else self.name


@dataclass(frozen=True)
class Unreadable:
    """Braces that open no placeholder, with what follows them on the line."""

    excerpt: str
    start: int
    end: int


def placeholder_at(text: str, position: int) -> Placeholder | None:
    """The placeholder that starts at `position`, if one does."""
    match = PLACEHOLDER.match(text, position)
    if match is None or match.end() - match.start() > NAME_MAX_LENGTH + len("{{contact:}}"):
        return None
    kind = PlaceholderKind(match["of"]) if match["of"] else PlaceholderKind.DETAIL
    return Placeholder(kind, match["slug"] or match["key"], match["part"], match.start(), match.end())


def scan(text: str) -> Iterator[Placeholder | Unreadable]:
    """Every `{{` of the text, in order, read or not."""
    position = 0
    while opening := _OPENING.search(text, position):
        found = placeholder_at(text, opening.start())
        if found is None:
            line = text[opening.start() : opening.start() + _EXCERPT].partition("\n")[0]
            before, closing, _ = line.partition("}}")
            excerpt = before + closing
            yield Unreadable(excerpt, opening.start(), opening.start() + len(excerpt))
            position = opening.end()
        else:
            yield found
            position = found.end


def find(text: str) -> list[Placeholder]:
    """The placeholders of the text, in order."""
    return [found for found in scan(text) if isinstance(found, Placeholder)]


def replace(text: str, values: Mapping[str, str]) -> str:
    """The text with each placeholder whose content is in `values` replaced by that value; the others stay.

    The values become Markdown. Words that are not Markdown go through `markdown.escape` first.
    """
    pieces, position = [], 0
    for found in find(text):
        if found.content in values:
            pieces += [text[position : found.start], values[found.content]]
            position = found.end
    return "".join([*pieces, text[position:]])
