"""How two documents differ: section by section, told apart by their ids, then everything else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from library.documents.changes import (
    CareLevelChanged,
    Change,
    FieldChanged,
    PolicyChanged,
    SectionAdded,
    SectionMoved,
    SectionRemoved,
    SectionReworded,
)
from library.documents.model import Document, Section
from library.documents.pointers import pointer
from library.documents.words import word_hunks


def diff(old: Document, new: Document) -> list[Change]:
    """The changes from `old` to `new`: sections in the order of the new document, removed ones first; then the other
    members by name.

    Empty exactly when both have the same canonical JSON.
    """
    return [
        *_section_changes(old.sections, new.sections),
        *_field_changes("", _without_sections(old), _without_sections(new)),
    ]


def _section_changes(old: Sequence[Section], new: Sequence[Section]) -> Iterator[Change]:
    before = {section.id: (number, section) for number, section in enumerate(old)}
    kept = {section.id for section in new}
    for number, section in enumerate(old):
        if section.id not in kept:
            yield SectionRemoved(section=section.id, heading=section.heading, position=number)
    moved = _moved(
        [section.id for section in old if section.id in kept], [section.id for section in new if section.id in before]
    )
    for number, section in enumerate(new):
        if section.id not in before:
            yield SectionAdded(section=section.id, heading=section.heading, position=number)
            continue
        was, earlier = before[section.id]
        if section.id in moved:
            yield SectionMoved(section=section.id, old=was, new=number)
        yield from _inside(earlier, section)


def _inside(old: Section, new: Section) -> Iterator[Change]:
    if old.heading != new.heading:
        yield SectionReworded(section=new.id, member="heading", hunks=word_hunks(old.heading, new.heading))
    if old.body != new.body:
        yield SectionReworded(section=new.id, member="body", hunks=word_hunks(old.body, new.body))
    if (old.policy, old.policy_reason) != (new.policy, new.policy_reason):
        yield PolicyChanged(
            section=new.id, old=old.policy, new=new.policy, old_reason=old.policy_reason, new_reason=new.policy_reason
        )
    if old.care_level != new.care_level:
        yield CareLevelChanged(section=new.id, old=old.care_level, new=new.care_level)


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The fewest ids that explain the new order: all but a longest increasing run of old positions (patience sorting)."""
    position = {name: number for number, name in enumerate(old)}
    tails: list[int] = []
    ends: list[str] = []
    previous: dict[str, str | None] = {}
    for name in new:
        place = bisect_left(tails, position[name])
        previous[name] = ends[place - 1] if place else None
        tails[place : place + 1] = [position[name]]
        ends[place : place + 1] = [name]
    stayed: set[str] = set()
    name_or_none = ends[-1] if ends else None
    while name_or_none is not None:
        stayed.add(name_or_none)
        name_or_none = previous[name_or_none]
    return set(new) - stayed


def _without_sections(document: Document) -> dict[str, Any]:
    return document.model_dump(mode="json", exclude={"sections"})


def _field_changes(place: str, old: Any, new: Any) -> Iterator[FieldChanged]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted({*old, *new}):
            yield from _field_changes(place + pointer(name), old.get(name), new.get(name))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_changes(place, old, new)
    elif type(old) is not type(new) or old != new:
        yield FieldChanged(change="field_changed", pointer=place, old=old, new=new)


def _list_changes(place: str, old: list[Any], new: list[Any]) -> Iterator[FieldChanged]:
    """What both lists begin and end with is left out. The rest is compared pair by pair if it is as long as before;
    else it is taken out and put in.
    """
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    if len(gone) == len(come):
        for number, (before, after) in enumerate(zip(gone, come, strict=True), start):
            yield from _field_changes(place + pointer(number), before, after)
        return
    for number, value in enumerate(gone, start):
        yield FieldChanged(change="item_removed", pointer=place + pointer(number), old=value, new=None)
    for number, value in enumerate(come, start):
        yield FieldChanged(change="item_added", pointer=place + pointer(number), old=None, new=value)


def _shared(one: list[Any], other: list[Any]) -> int:
    return next(
        (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
