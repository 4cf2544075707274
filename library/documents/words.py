"""Words: how two texts differ in them, and how many different ones there are."""

from __future__ import annotations

import re

from rapidfuzz.distance import LCSseq

from library.documents.changes import Hunk

_TOKEN = re.compile(r"\S+\s*|\s+")
_COMPARISONS = 50_000_000
_COMPOUND = re.compile(r"\w++(?:[^\w\s]++\w++)*+")
_WORD = re.compile(r"\w+")


def word_hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """The change from one text to the other in runs of words, white space included; none if they are equal.

    Joining `old` of all hunks gives the old text, joining `new` the new one. A single word that stayed between two
    changes counts as changed, because that is easier to read. Texts too large to compare word by word (7,000 changed
    words against 7,000) come out as one replacement between what they share at both ends.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    middle_before, middle_after = before[start : len(before) - end], after[start : len(after) - end]
    if not middle_before and not middle_after:
        return ()
    steps = [
        ("equal", before[:start], after[:start]),
        *_steps(middle_before, middle_after),
        ("equal", before[len(before) - end :], after[len(after) - end :]),
    ]
    return tuple(_hunk(olds, news) for olds, news in _joined(steps))


def _shared(one: list[str], other: list[str]) -> int:
    """How many tokens both begin with."""
    return next(
        (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _steps(before: list[str], after: list[str]) -> list[tuple[str, list[str], list[str]]]:
    if len(before) * len(after) > _COMPARISONS:
        return [("change", before, after)]
    codes = LCSseq.opcodes(before, after)
    return [
        (
            "equal" if code.tag == "equal" else "change",
            before[code.src_start : code.src_end],
            after[code.dest_start : code.dest_end],
        )
        for code in codes
    ]


def _joined(steps: list[tuple[str, list[str], list[str]]]) -> list[tuple[str, str]]:
    """Old and new text of each hunk: neighbouring changes are one, also over a single equal word between them."""
    steps = [step for step in steps if step[1] or step[2]]
    joined: list[tuple[str, list[str], list[str]]] = []
    for number, (tag, olds, news) in enumerate(steps):
        lonely = tag == "equal" and len(olds) == 1 and 0 < number < len(steps) - 1
        if joined and joined[-1][0] == "change" and (tag == "change" or lonely):
            joined[-1] = ("change", joined[-1][1] + olds, joined[-1][2] + news)
        else:
            joined.append((tag, olds, news))
    return [("".join(olds), "".join(news)) for _, olds, news in joined]


def _hunk(old: str, new: str) -> Hunk:
    if old == new:
        return Hunk(op="equal", old=old, new=new)
    return Hunk(op="insert" if not old else "delete" if not new else "replace", old=old, new=new)


def distinct_words(text: str) -> set[str]:
    """The different words of a text, as an index sees them: hyphenated words and addresses both in parts and as a whole."""
    compounds = set(_COMPOUND.findall(text.casefold()))
    return compounds.union(*map(_WORD.findall, compounds))
