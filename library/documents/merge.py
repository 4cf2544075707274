"""Merging prose three ways: what they changed and what I changed, both since the same base, sentence by sentence.

Deciding comes first and is data: stretches of text that are agreed, and conflicts that somebody has to decide. Nothing is
chosen silently: where both changed the same sentence otherwise, or put something in at the same place, it is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from library.documents.sentences import Unit, joined, units

Origin = Literal["base", "theirs", "mine", "both"]
Choice = Literal["base", "theirs", "mine"]


@dataclass(frozen=True)
class Agreed:
    """Sentences that need no decision. `origin` says whose they are: everybody's, or whose change."""

    origin: Origin
    sentences: tuple[Unit, ...]


@dataclass(frozen=True)
class Conflict:
    """A place that both changed, each in another way. Any of the three may be without a word."""

    base: tuple[Unit, ...]
    theirs: tuple[Unit, ...]
    mine: tuple[Unit, ...]


@dataclass(frozen=True)
class Merge:
    """What came of it, in reading order."""

    regions: tuple[Agreed | Conflict, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(region for region in self.regions if isinstance(region, Conflict))

    @property
    def text(self) -> str | None:
        """The merged text; None while there are conflicts."""
        return None if self.conflicts else resolve(self, {})


@dataclass(frozen=True)
class _Hunk:
    """One change: the sentences `start` to `end` of the base became `sentences`."""

    start: int
    end: int
    sentences: tuple[Unit, ...]


def merge(base: str, theirs: str, mine: str) -> Merge:
    """Three texts into one. With only one of them changed the result is that text, to the letter."""
    if theirs in (base, mine):
        return Merge((Agreed("both" if theirs == mine else "mine", tuple(units(mine))),))
    if mine == base:
        return Merge((Agreed("theirs", tuple(units(theirs))),))
    return Merge(tuple(_regions(units(base), units(theirs), units(mine))))


def resolve(decided: Merge, choices: Mapping[int, Choice]) -> str:
    """The text with each conflict, by its number from 0, decided as `choices` says."""
    chosen: list[Unit] = []
    number = 0
    for region in decided.regions:
        if isinstance(region, Agreed):
            chosen += region.sentences
        else:
            chosen += getattr(region, choices[number])
            number += 1
    return joined(chosen)


def _regions(base: list[Unit], theirs: list[Unit], mine: list[Unit]) -> Iterator[Agreed | Conflict]:
    their_hunks, my_hunks = _hunks(base, theirs), _hunks(base, mine)
    their_leads, my_leads = _leads(base, theirs), _leads(base, mine)
    position = 0
    for start, end, by_them, by_me in _clusters(their_hunks, my_hunks):
        yield from _kept(base[position:start], position, their_leads, my_leads)
        yield _decide(base, start, end, by_them, by_me)
        position = end
    yield from _kept(base[position:], position, their_leads, my_leads)


def _hunks(base: Sequence[Unit], changed: Sequence[Unit]) -> list[_Hunk]:
    return [
        _Hunk(start, end, tuple(changed[there:until]))
        for tag, start, end, there, until in _opcodes(base, changed)
        if tag != "equal"
    ]


def _opcodes(base: Sequence[Unit], changed: Sequence[Unit]) -> Sequence[tuple[str, int, int, int, int]]:
    keys = [[unit.key for unit in text] for text in (base, changed)]
    return SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()


def _leads(base: Sequence[Unit], changed: Sequence[Unit]) -> dict[int, Unit]:
    """The sentences that stayed, as they stand in the changed text, by their place in the base."""
    return {
        start + offset: changed[there + offset]
        for tag, start, end, there, _ in _opcodes(base, changed)
        if tag == "equal"
        for offset in range(end - start)
    }


def _kept(
    sentences: Sequence[Unit], position: int, theirs: Mapping[int, Unit], mine: Mapping[int, Unit]
) -> Iterator[Agreed]:
    """Sentences that nobody changed, with whatever layout one of them gave them."""
    if sentences:
        kept = [_laid_out(unit, theirs[place], mine[place]) for place, unit in enumerate(sentences, start=position)]
        yield Agreed("base", tuple(kept))


def _laid_out(base: Unit, theirs: Unit, mine: Unit) -> Unit:
    """Line breaks and marks are merged like words, but never a conflict: mine stand if both differ."""
    lead = theirs.lead if mine.lead == base.lead else mine.lead
    text = theirs.text if mine.text == base.text else mine.text
    return Unit(lead, text)


def _clusters(theirs: Sequence[_Hunk], mine: Sequence[_Hunk]) -> Iterator[tuple[int, int, list[_Hunk], list[_Hunk]]]:
    """Hunks that are in each other's way, together, as the stretch of the base that they cover."""
    waiting: list[tuple[int, int, int, _Hunk]] = sorted(
        [(hunk.start, hunk.end, 0, hunk) for hunk in theirs] + [(hunk.start, hunk.end, 1, hunk) for hunk in mine],
        key=lambda entry: entry[:3],
    )
    while waiting:
        start, end, _, _ = waiting[0]
        sides: tuple[list[_Hunk], list[_Hunk]] = ([], [])
        has_insertion = False
        while waiting and _meet(waiting[0], start, end, has_insertion=has_insertion, is_first=not any(sides)):
            first, last, side, hunk = waiting.pop(0)
            sides[side].append(hunk)
            end, has_insertion = max(end, last), has_insertion or first == last
        yield start, end, *sides


def _meet(entry: tuple[int, int, int, _Hunk], start: int, end: int, *, has_insertion: bool, is_first: bool) -> bool:
    """Whether a hunk overlaps the stretch so far. Next to it is apart, but for insertions: their order would be a guess."""
    first, last = entry[:2]
    if is_first or first < end:
        return True
    return first == end and (first == last or has_insertion or start == end)


def _decide(
    base: Sequence[Unit], start: int, end: int, by_them: Sequence[_Hunk], by_me: Sequence[_Hunk]
) -> Agreed | Conflict:
    theirs, mine = _applied(base, start, end, by_them), _applied(base, start, end, by_me)
    if not by_me:
        return Agreed("theirs", theirs)
    if not by_them:
        return Agreed("mine", mine)
    if [unit.key for unit in theirs] == [unit.key for unit in mine]:
        return Agreed("both", mine)
    return Conflict(tuple(base[start:end]), theirs, mine)


def _applied(base: Sequence[Unit], start: int, end: int, hunks: Sequence[_Hunk]) -> tuple[Unit, ...]:
    """A stretch of the base with one side's changes."""
    text: list[Unit] = []
    for hunk in hunks:
        text += [*base[start : hunk.start], *hunk.sentences]
        start = hunk.end
    return (*text, *base[start:end])
