"""Which sentences of a text became which of another: those that stayed, those that were reworded, those that came and went.

Comparing is bounded, so that no text of 64 kB takes a second: what is too much to compare counts as wholly replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

from library.documents.sentences import Unit

ALIKE = 0.4
"""Two sentences are one, reworded, when they share so much: 1 is the same words in the same order, 0 none of them."""

_COMPARISONS = 100_000_000
_REWORDINGS = 400


@dataclass(frozen=True)
class Hunk:
    """One change: the sentences `start` to `end` of the base became `sentences`.

    `is_reworded`: one sentence became one like it. `group`: hunks with the same number are parts of one change, of which
    some part is a sentence that was taken out or put in next to a reworded one, maybe split off it.
    """

    start: int
    end: int
    sentences: tuple[Unit, ...]
    group: int
    is_reworded: bool = False

    @property
    def change(self) -> tuple[int, int, tuple[str, ...]]:
        """Equal for hunks that make the same words of the same sentences."""
        return self.start, self.end, tuple(unit.key for unit in self.sentences)

    @property
    def is_insertion(self) -> bool:
        return self.start == self.end

    @property
    def is_deletion(self) -> bool:
        return not self.sentences


@dataclass(frozen=True)
class Alignment:
    """`stayed` holds the sentences with the same words, as they stand in the changed text, by their place in the base;
    `leads` what stands before them, and before the first of those that others were replaced by.
    """

    hunks: tuple[Hunk, ...]
    stayed: dict[int, Unit]
    leads: dict[int, str]


def align(base: Sequence[Unit], changed: Sequence[Unit]) -> Alignment:
    hunks: list[Hunk] = []
    stayed: dict[int, Unit] = {}
    for is_equal, start, end, there, until in _steps(base, changed):
        if is_equal:
            stayed |= zip(range(start, end), changed[there:until], strict=True)
        else:
            hunks += _refined(base[start:end], changed[there:until], start, group=len(hunks))
    leads = {hunk.start: hunk.sentences[0].lead for hunk in hunks if hunk.sentences and not hunk.is_insertion}
    leads |= {place: unit.lead for place, unit in stayed.items()}
    return Alignment(tuple(hunks), stayed, leads)


def _steps(base: Sequence[Unit], changed: Sequence[Unit]) -> Iterator[tuple[bool, int, int, int, int]]:
    """The longest common subsequence: (whether equal, base from, to, changed from, to)."""
    before, after = [unit.key for unit in base], [unit.key for unit in changed]
    start = _shared(before, after)
    tail = _shared(before[start:][::-1], after[start:][::-1])
    end, until = len(before) - tail, len(after) - tail
    yield True, 0, start, 0, start
    if (end - start) * (until - start) > _COMPARISONS:
        yield False, start, end, start, until
    elif end > start or until > start:
        yield from _longest_common(before[start:end], after[start:until], start)
    yield True, end, len(before), until, len(after)


def _longest_common(before: list[str], after: list[str], offset: int) -> Iterator[tuple[bool, int, int, int, int]]:
    """Neighbouring insertions, deletions and replacements are one step."""
    position, there = 0, 0
    for block in LCSseq.editops(before, after).as_matching_blocks():
        if block.a > position or block.b > there:
            yield False, position + offset, block.a + offset, there + offset, block.b + offset
        position, there = block.a + block.size, block.b + block.size
        yield True, block.a + offset, position + offset, block.b + offset, there + offset


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    return next(
        (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _refined(before: Sequence[Unit], after: Sequence[Unit], start: int, group: int) -> Iterator[Hunk]:
    """A change in parts, cut at the sentences that were only reworded. Two of those side by side are changes of their own."""
    was_reworded, here, there = False, 0, 0
    for old, new in [*_reworded(before, after), (len(before), len(after))]:
        if old > here or new > there:
            yield Hunk(start + here, start + old, tuple(after[there:new]), group)
            was_reworded = False
        if old < len(before):
            group += was_reworded
            yield Hunk(start + old, start + old + 1, (after[new],), group, is_reworded=True)
            was_reworded, here, there = True, old + 1, new + 1


def _reworded(before: Sequence[Unit], after: Sequence[Unit]) -> list[tuple[int, int]]:
    """The pairs of sentences that are most alike together, in order."""
    if not before or not after or len(before) * len(after) > _REWORDINGS:
        return []
    olds, news = ([(unit.is_row, unit.key.split()) for unit in text] for text in (before, after))
    # best[i][j]: how much the first i and the first j sentences are alike, and by which last pair.
    best: list[list[tuple[float, tuple[int, int] | None]]] = [[(0.0, None)] * (len(news) + 1)]
    for i, (was_row, old) in enumerate(olds):
        best.append([(0.0, None)])
        for j, (is_row, new) in enumerate(news):
            alike = Indel.normalized_similarity(old, new) if is_row == was_row else 0.0
            paired = (best[i][j][0] + alike, (i, j)) if alike > ALIKE else (0.0, None)
            best[-1].append(max(best[i][j + 1], best[-1][j], paired, key=lambda entry: entry[0]))
    return _traced(best)


def _traced(best: Sequence[Sequence[tuple[float, tuple[int, int] | None]]]) -> list[tuple[int, int]]:
    pairs = []
    last = best[-1][-1][1]
    while last is not None:
        pairs.append(last)
        last = best[last[0]][last[1]][1]
    return pairs[::-1]
