"""What a place itself has written, by JSON pointer, and where in it given words stand. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from library.documents.model import LeafletDocument
from library.documents.pointers import pointer
from library.documents.vocabulary import DetailType
from library.leaflets.recipe import Recipe

_PROSE = frozenset({DetailType.TEXT, DetailType.RICH_TEXT})


@dataclass(frozen=True)
class Stand:
    """Where words stand: the text at a pointer, and the first character in it and the one after the last. Without a span the
    words are none of the place's own.
    """

    pointer: str
    span: tuple[int, int] | None = None
    excerpt: str | None = None


@dataclass(frozen=True)
class OwnWords:
    """The texts of sections at `/sections/<id>`, and the values of details at `/details/<key>`."""

    recipe: Recipe
    template: LeafletDocument

    @cached_property
    def sections(self) -> dict[str, str]:
        return {pointer("sections", id_): one.text for id_, one in self.recipe.sections.items() if one.text}

    @cached_property
    def details(self) -> dict[str, str]:
        written = self.recipe.details.items()
        return {pointer("details", key): value for key, value in written if isinstance(value, str)}

    def prose(self) -> Iterator[tuple[str, str]]:
        """The sections, and the details that hold words and not a number or an address of their own."""
        yield from self.sections.items()
        keys = [detail.key for detail in self.template.details.local_details if detail.type in _PROSE]
        yield from (
            (place, text) for place, text in self.details.items() if place in {pointer("details", key) for key in keys}
        )

    def stand(self, place: str, words: str) -> Stand:
        """Where these words, which a finished leaflet shows at a place, were written: there, or in a detail that is filled in
        there. The place itself when they are the template's.
        """
        own = {place: self.sections[place]} if place in self.sections else {}
        for where, text in {**own, **self.details}.items():
            start = text.find(words)
            if start >= 0:
                return within(where, text, start, start + len(words))
        return Stand(place)

    def beyond(self, place: str, limit: int) -> Stand:
        """What of a detail is over a limit of characters."""
        text = self.details.get(place, "")
        return within(place, text, limit, len(text)) if len(text) > limit else Stand(place)


def within(place: str, text: str, start: int, end: int) -> Stand:
    return Stand(place, (start, end), text[start:end])
