"""Where blocks begin, in a text that was put together from two: paragraphs and list items survive changes around them.

A lead says how a sentence is set off from the one before it in its own text. When that one is another now, or when it was
the first of its paragraph and is gone, it is the other side's lead that knows where the paragraph begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from library.documents.alignment import Hunk
from library.documents.sentences import Unit


def merged_lead(base: str, theirs: str, mine: str) -> str:
    """Three ways, like words, but never a conflict: mine stands, unless it would run two blocks into one."""
    if mine == base or (theirs != base and begins_block(theirs) and not begins_block(mine)):
        return theirs
    return mine


def begins_block(lead: str) -> bool:
    return Unit(lead, "").begins_block


def applied(start: int, end: int, hunks: Sequence[Hunk], kept: Callable[[int], Unit]) -> Iterator[Unit]:
    """The stretch `start` to `end` of the base with these hunks. `kept` gives the sentence at a place that none changed."""
    place = start
    for hunk in hunks:
        yield from map(kept, range(place, hunk.start))
        yield from hunk.sentences
        place = hunk.end
    yield from map(kept, range(place, end))


def with_lead(sentences: tuple[Unit, ...], lead: str) -> tuple[Unit, ...]:
    """The same, with something else before the first."""
    return (replace(sentences[0], lead=lead), *sentences[1:]) if sentences else ()


def at_start(sentences: Sequence[Unit]) -> list[Unit]:
    """The same as a text of its own, which begins without white space."""
    return list(with_lead(tuple(sentences), sentences[0].lead.lstrip())) if sentences else []
