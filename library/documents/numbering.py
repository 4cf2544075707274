"""Numbers of list items, put in order after a merge: an item that one side put in, another that the other side did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from library.documents.sentences import Unit

# The mark of an item that is not inside another on the same line.
_NUMBER = re.compile(r"(?:\A|\n)[ \t>]*(?P<number>[0-9]{1,9})(?P<after>[.)])[ \t]+\Z")


def renumbered(units: Iterable[Unit]) -> Iterator[Unit]:
    """The same sentences. An item whose number does not follow the one before it in its list gets the next number, unless
    both have the first one's and so are counted by whoever shows them.
    """
    # First and last number and what follows them, for each list that is open, by how far it is set in.
    lists: dict[int, tuple[int, int, str]] = {}
    for unit in units:
        depth, match = _depth(unit), _NUMBER.search(unit.lead)
        if unit.begins_block:
            lists = {column: last for column, last in lists.items() if column < depth or (column == depth and match)}
        if match is None:
            yield unit
            continue
        number, after = int(match["number"]), match["after"]
        first, last, style = lists.get(depth, (number, number - 1, after))
        if style != after:
            first = number
        elif not first == last == number:
            number = last + 1
        lists[depth] = (first, number, after)
        yield replace(unit, lead=f"{unit.lead[: match.start('number')]}{number}{unit.lead[match.end('number') :]}")


def _depth(unit: Unit) -> int:
    """How far the block that begins here is set in."""
    line = unit.lead.rpartition("\n")[2]
    return len(line) - len(line.lstrip(" \t"))
