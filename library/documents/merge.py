"""Merging prose three ways: what they changed and what I changed, both since the same base, sentence by sentence.

Deciding comes first and is data: stretches of text that are agreed, and conflicts that somebody has to decide. Nothing is
chosen silently: where both changed the same sentence otherwise, or put something in at the same place, it is a conflict.
Layout (where paragraphs and list items begin) is merged like words, but never asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from library.documents.alignment import Alignment, Hunk, align
from library.documents.collisions import Cluster, clusters
from library.documents.grammar import PlaceholderKind, find
from library.documents.layout import applied, at_start, begins_block, merged_lead, with_lead
from library.documents.limits import BODY_BYTES, MARKUP_WEIGHT
from library.documents.markdown import tokens
from library.documents.numbering import renumbered
from library.documents.sentences import Unit, joined, units
from library.documents.subset import markup_weight, subset_faults

Origin = Literal["base", "theirs", "mine", "both"]
Choice = Literal["base", "theirs", "mine"]


@dataclass(frozen=True)
class Agreed:
    """Sentences that need no decision. `origin` says whose they are: everybody's, or whose change."""

    origin: Origin
    sentences: tuple[Unit, ...]


@dataclass(frozen=True)
class Conflict:
    """A place that both changed, each in another way. Any of the three may be without a word. `then` is what stands before
    the sentence that follows it, in each of the three.
    """

    base: tuple[Unit, ...]
    theirs: tuple[Unit, ...]
    mine: tuple[Unit, ...]
    then: Mapping[Choice, str]


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


def merge(base: str, theirs: str, mine: str) -> Merge:
    """Three texts into one. With only one of them changed the result is that text, to the letter. White space at the ends
    of a text is no change. A result that could not be published, of three texts that could, is one conflict of the whole.
    """
    if theirs in (base, mine):
        return Merge((Agreed("both" if theirs == mine else "mine", tuple(units(mine))),))
    if mine == base:
        return Merge((Agreed("theirs", tuple(units(theirs))),))
    old, new, own = (units(text.lstrip("\n").rstrip()) for text in (base, theirs, mine))
    merged = Merge(tuple(_regions(_Sides(old, align(old, new), align(old, own)))))
    if merged.text is not None and not _is_sound(merged.text) and all(map(_is_sound, (base, theirs, mine))):
        return Merge((Conflict(tuple(old), tuple(new), tuple(own), {}),))
    return merged


def resolve(decided: Merge, choices: Mapping[int, Choice]) -> str:
    """The text with each conflict, by its number from 0, decided as `choices` says."""
    if len(decided.regions) == 1 and isinstance(decided.regions[0], Agreed):
        return joined(decided.regions[0].sentences)
    chosen: list[Unit] = []
    number, lead = 0, ""
    for region in decided.regions:
        if isinstance(region, Agreed):
            chosen += with_lead(region.sentences, lead) if lead else region.sentences
            lead = lead if not region.sentences else ""
        else:
            choice = choices[number]
            chosen += getattr(region, choice)
            number, lead = number + 1, region.then.get(choice, "")
    return joined(list(renumbered(at_start(chosen))))


@dataclass(frozen=True)
class _Sides:
    base: Sequence[Unit]
    theirs: Alignment
    mine: Alignment

    def lead(self, place: int) -> str:
        """What stands before the sentence of the base at `place` when the layout of all three is merged."""
        lead = self.base[place].lead
        return merged_lead(lead, self.theirs.leads.get(place, lead), self.mine.leads.get(place, lead))

    def kept(self, place: int) -> Unit:
        """A sentence that nobody changed, with whatever layout one of them gave it."""
        text = self.base[place].text
        by_them, by_me = (side.stayed[place].text for side in (self.theirs, self.mine))
        return Unit(self.lead(place), by_them if by_me == text else by_me)

    def then(self, place: int) -> Mapping[Choice, str]:
        if place >= len(self.base):
            return {}
        lead = self.base[place].lead
        return {
            "base": lead,
            "theirs": self.theirs.leads.get(place, lead),
            "mine": self.mine.leads.get(place, lead),
        }


def _regions(sides: _Sides) -> Iterator[Agreed | Conflict]:
    position, carried = 0, ""
    found = list(clusters(sides.base, sides.theirs, sides.mine))
    for number, cluster in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        region = _decide(sides, cluster, following)
        for one in (_kept(sides, position, cluster.start), region):
            yield _carried_over(one, carried)
            carried = "" if isinstance(one, Conflict) or one.sentences else carried
        carried = _lost_break(sides, cluster, region) or carried
        position = cluster.end
    yield _carried_over(_kept(sides, position, len(sides.base)), carried)


def _kept(sides: _Sides, start: int, end: int) -> Agreed:
    return Agreed("base", tuple(map(sides.kept, range(start, end))))


def _decide(sides: _Sides, cluster: Cluster, following: Cluster | None) -> Agreed | Conflict:
    if not cluster.mine:
        return Agreed("theirs", _by_one(sides, cluster, cluster.theirs))
    if not cluster.theirs:
        return Agreed("mine", _by_one(sides, cluster, cluster.mine))
    # Each as that side has it.
    theirs = tuple(applied(cluster.start, cluster.end, cluster.theirs, sides.theirs.stayed.__getitem__))
    mine = tuple(applied(cluster.start, cluster.end, cluster.mine, sides.mine.stayed.__getitem__))
    if [unit.key for unit in theirs] == [unit.key for unit in mine]:
        return Agreed("both", mine)
    is_followed_at_once = following is not None and following.start == following.end == cluster.end
    then = {} if is_followed_at_once else sides.then(cluster.end)
    return Conflict(tuple(sides.base[cluster.start : cluster.end]), theirs, mine, then)


def _by_one(sides: _Sides, cluster: Cluster, hunks: Sequence[Hunk]) -> tuple[Unit, ...]:
    """A stretch that only one side changed, with the layout of all three."""
    laid_out = [
        hunk if hunk.is_insertion else replace(hunk, sentences=with_lead(hunk.sentences, sides.lead(hunk.start)))
        for hunk in hunks
    ]
    return tuple(applied(cluster.start, cluster.end, laid_out, sides.kept))


def _lost_break(sides: _Sides, cluster: Cluster, region: Agreed | Conflict) -> str:
    """What began a block before sentences that one side took out, if it was the other that made them begin one."""
    if isinstance(region, Conflict) or region.sentences or begins_block(sides.base[cluster.start].lead):
        return ""
    lead = sides.lead(cluster.start)
    return lead if begins_block(lead) else ""


def _carried_over(region: Agreed | Conflict, lead: str) -> Agreed | Conflict:
    if not lead or isinstance(region, Conflict) or not region.sentences or begins_block(region.sentences[0].lead):
        return region
    return Agreed(region.origin, with_lead(region.sentences, lead))


def _is_sound(text: str) -> bool:
    """Whether the text could be the body of a section, as far as its Markdown can tell."""
    if len(text.encode()) > BODY_BYTES or markup_weight(text) > MARKUP_WEIGHT or any(subset_faults(tokens(text))):
        return False
    return all(
        _stands_alone(text, found.start, found.end) for found in find(text) if found.kind is PlaceholderKind.QUOTE
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether there is a paragraph of nothing else."""
    before, after = text[:start].rpartition("\n\n"), text[end:].partition("\n\n")
    return not before[2].strip() and not after[0].strip()
