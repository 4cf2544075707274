"""Changes that lie apart and still have to be decided together, as stretches of the base that reach over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from library.documents.alignment import Hunk
from library.documents.sentences import Unit

Span = tuple[int, int]
_LONG = 12
"""Characters of a sentence that nobody says twice by chance."""


def spans(base: Sequence[Unit], theirs: Sequence[Hunk], mine: Sequence[Hunk]) -> list[Span]:
    """Where both put the same sentence in at different places; where one moved what the other changed; and tables of which
    one changed the columns and the other something else. In order; those that overlap are one.
    """
    found = [
        *_said_twice(base, theirs, mine),
        *_moved_and_changed(base, theirs, mine),
        *_moved_and_changed(base, mine, theirs),
        *_tables(base, theirs, mine),
    ]
    apart: list[Span] = []
    for start, end in sorted(found):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        else:
            apart.append((start, end))
    return apart


def _said_twice(base: Sequence[Unit], theirs: Sequence[Hunk], mine: Sequence[Hunk]) -> Iterator[Span]:
    alike = {hunk.change for hunk in theirs} & {hunk.change for hunk in mine}
    ours, others = (_new(base, [hunk for hunk in hunks if hunk.change not in alike]) for hunks in (mine, theirs))
    for key in ours.keys() & others.keys():
        if len(key) >= _LONG:
            yield _over([*ours[key], *others[key]])


def _moved_and_changed(base: Sequence[Unit], movers: Sequence[Hunk], others: Sequence[Hunk]) -> Iterator[Span]:
    # An insertion touches what it stands next to: it may belong to that.
    touched = {
        place for other in others for place in range(other.start - other.is_insertion, other.end + other.is_insertion)
    }
    new = _new(base, movers)
    for hunk in movers:
        for place in range(hunk.start, hunk.end):
            if place in touched and base[place].key in new:
                yield _over([hunk, *new[base[place].key]])


def _tables(base: Sequence[Unit], theirs: Sequence[Hunk], mine: Sequence[Hunk]) -> Iterator[Span]:
    for start, end in _rows(base):
        by_them, by_me = (
            [hunk for hunk in hunks if hunk.start < end and (hunk.end > start or start < hunk.start)]
            + [hunk for hunk in hunks if hunk.is_insertion and hunk.start == end and hunk.sentences[0].is_row]
            for hunks in (theirs, mine)
        )
        has_other_columns = any(hunk.start <= start + 1 < hunk.end for hunk in [*by_them, *by_me])
        if by_them and by_me and has_other_columns:
            yield start, end


def _rows(base: Sequence[Unit]) -> Iterator[Span]:
    """Each table, from its first row to its last."""
    start = None
    for place, unit in enumerate([*base, Unit("", "")]):
        if start is not None and (not unit.is_row or unit.begins_block):
            yield start, place
            start = None
        if start is None and unit.is_row:
            start = place


def _new(base: Sequence[Unit], hunks: Sequence[Hunk]) -> dict[str, list[Hunk]]:
    """The hunks that put a sentence in, by its words."""
    found: dict[str, list[Hunk]] = {}
    for hunk in hunks:
        before = Counter(unit.key for unit in base[hunk.start : hunk.end])
        for key, count in Counter(unit.key for unit in hunk.sentences).items():
            if count > before[key]:
                found.setdefault(key, []).append(hunk)
    return found


def _over(hunks: Sequence[Hunk]) -> Span:
    return min(hunk.start for hunk in hunks), max(hunk.end for hunk in hunks)
