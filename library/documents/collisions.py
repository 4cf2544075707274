"""Which changes of two sides are in each other's way. The rest can be made side by side without asking anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from library.documents.alignment import Alignment, Hunk
from library.documents.sentences import Unit
from library.documents.spans import spans


@dataclass(frozen=True)
class Cluster:
    """Changes that are to be decided together, and the stretch of the base that they cover. Mostly one change of one side."""

    start: int
    end: int
    theirs: tuple[Hunk, ...]
    mine: tuple[Hunk, ...]


@dataclass(frozen=True)
class _Claim:
    """A stretch of the base that is taken: by a hunk of a side, or by a span, of nobody, whose hunks belong together."""

    start: int
    end: int
    hunk: Hunk | None = None
    side: int | None = None

    @property
    def is_empty(self) -> bool:
        return self.start == self.end


def clusters(base: Sequence[Unit], theirs: Alignment, mine: Alignment) -> Iterator[Cluster]:
    """All changes of both sides, in the order of the base."""
    sides = (theirs, mine)
    hunks = (_whole(theirs.hunks, mine.hunks), _whole(mine.hunks, theirs.hunks))
    waiting = [_Claim(hunk.start, hunk.end, hunk, side) for side in (0, 1) for hunk in hunks[side]]
    waiting += [_Claim(start, end) for start, end in spans(base, *hunks)]
    waiting.sort(key=lambda claim: (claim.start, claim.end, claim.side is None, claim.side or 0))
    for together in _components(waiting, base, sides):
        theirs_here, mine_here = (
            tuple(claim.hunk for claim in together if claim.hunk and claim.side == side) for side in (0, 1)
        )
        start, end = min(claim.start for claim in together), max(claim.end for claim in together)
        yield Cluster(start, end, theirs_here, mine_here)


def _components(
    claims: Sequence[_Claim], base: Sequence[Unit], sides: Sequence[Alignment]
) -> Sequence[Sequence[_Claim]]:
    """The claims, sorted by place, with those that meet together, and with all that lies between them."""
    found: list[list[_Claim]] = []
    reaching: list[tuple[int, _Claim]] = []
    for claim in claims:
        reaching = [(number, other) for number, other in reaching if other.end >= claim.start]
        first = min((number for number, other in reaching if _meet(other, claim, base, sides)), default=len(found))
        if first == len(found):
            found.append([])
        for later in found[first + 1 :]:
            found[first] += later
        del found[first + 1 :]
        found[first].append(claim)
        reaching = [(min(number, first), other) for number, other in [*reaching, (first, claim)]]
    return found


def _whole(hunks: Sequence[Hunk], others: Sequence[Hunk]) -> tuple[Hunk, ...]:
    """The hunks, those of a group put together again where another side changed some of the same sentences: a choice
    between two wordings must not leave half of one of them behind. What both did alike is nothing to choose.
    """
    alike = {hunk.change for hunk in hunks} & {other.change for other in others}
    unlike = [other for other in others if other.change not in alike]
    touched = {place for other in unlike for place in range(other.start, other.end)}
    inserted = {other.start for other in unlike if other.is_insertion}
    found: list[Hunk] = []
    for (number, is_alike), members in groupby(hunks, key=lambda hunk: (hunk.group, hunk.change in alike)):
        parts = list(members)
        start, end = parts[0].start, parts[-1].end
        rests = [part for part in parts if not part.is_reworded]
        is_met = not touched.isdisjoint(range(start, end)) or any(
            not inserted.isdisjoint(range(rest.start, rest.end + 1)) for rest in rests
        )
        if len(parts) > 1 and is_met and not is_alike:
            found.append(Hunk(start, end, tuple(unit for part in parts for unit in part.sentences), number))
        else:
            found += parts
    return tuple(found)


def _meet(one: _Claim, other: _Claim, base: Sequence[Unit], sides: Sequence[Alignment]) -> bool:
    """Whether two claims overlap. Next to each other is apart; but where a sentence was put in next to a change, its place
    is a guess, unless what is next to it was only reworded, or is another paragraph that was taken out.
    """
    if one.side is not None and one.side == other.side:
        return False
    if one.start < other.end and other.start < one.end:
        return True
    if one.is_empty is other.is_empty:
        return one.is_empty and one.start == other.start
    put_in, beside = (one, other) if one.is_empty else (other, one)
    if put_in.start not in (beside.start, beside.end):
        return False
    if beside.hunk is None or put_in.hunk is None or put_in.side is None:
        return True
    return not (beside.hunk.is_reworded or _is_apart(put_in.hunk, beside.hunk, base, sides[put_in.side].stayed))


def _is_apart(put_in: Hunk, taken_out: Hunk, base: Sequence[Unit], stayed: Mapping[int, Unit]) -> bool:
    """Whether new sentences are in another paragraph than the ones next to them, which the other side took out."""
    if not taken_out.is_deletion:
        return False
    if put_in.start == taken_out.start:
        following = stayed.get(put_in.start)
        return following is not None and (_begins_paragraph(following) or following.is_heading)
    has_heading = any(unit.is_heading for unit in base[taken_out.start : taken_out.end])
    return _begins_paragraph(put_in.sentences[0]) and not has_heading


def _begins_paragraph(unit: Unit) -> bool:
    return unit.lead.count("\n") > 1 and not unit.lead.strip("\n")
