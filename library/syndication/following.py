"""From what was redirected to what took its place: whoever embeds shows the successor, not an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from library.editions.reading import LanguageNotAvailable
from library.errors import Moved, NotFound

MOST_STEPS = 5
T = TypeVar("T")


def follow(find: Callable[[str, str, str | None], T], kind: str, slug: str, language: str | None) -> tuple[T, bool]:
    """What `find` gives for an item, or for what took its place; and whether it was the latter.

    A successor is shown in the language asked for if it has it, else in its original. Raises what `find` raises, and `NotFound`
    after `MOST_STEPS` successors.
    """
    moved = False
    for _ in range(MOST_STEPS + 1):
        try:
            return find(kind, slug, language), moved
        except LanguageNotAvailable:
            if not moved:
                raise
            return find(kind, slug, None), moved
        except Moved as step:
            moved = True
            kind, slug = step.members["successor"]["kind"], step.members["successor"]["slug"]
    raise NotFound()
