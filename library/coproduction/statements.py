"""Who made an item together, in the words of a text's language. Pure.

Groups are named in English by whoever keeps the record. In another language the sentence is made of the vocabularies
that we have words for, set side by side rather than inflected. Where a group is not one of those, it stays English, and
says so: a sentence in the wrong language is never unmarked (domain.md TR-3).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from library.coproduction.claims import Part, statement, statement_of_original
from library.documents.vocabulary import Approach, Group, Stage
from library.rendering.words import Words, words_for

_ENGLISH = "en"


@dataclass(frozen=True)
class Said:
    """A statement, and the language that it is in."""

    text: str
    language: str


def said_in(language: str, parts: Sequence[Part]) -> Said | None:
    """The statement on what was made here; None when nothing is on record."""
    english = statement(parts)
    if english is None:
        return None
    words = _words(language, parts)
    return Said(_side_by_side(parts, words), language) if words else _english(english, language)


def said_of_original(language: str, parts: Sequence[Part], *, changed: bool) -> Said | None:
    """The statement on the work that an adaptation was made from; `changed` is whether its words are others now, and not signed off."""
    english = statement_of_original(parts)
    if english is None:
        return None
    words = _words(language, parts)
    if words is None:
        return _english(f"{english} It has been changed locally since." if changed else english, language)
    text = f"{words.based_on_work} – {_side_by_side(parts, words)}"
    return Said(f"{text} {words.changed_locally}" if changed else text, language)


def _english(text: str, language: str) -> Said:
    """Under the tag of the text where that is a kind of English."""
    return Said(text, language if language.partition("-")[0].lower() == _ENGLISH else _ENGLISH)


def _words(language: str, parts: Iterable[Part]) -> Words | None:
    """The words of a language other than English, if every group has one there."""
    words = words_for(language)
    if words.language == _ENGLISH or not all(part.people for part in parts):
        return None
    return words


def _side_by_side(parts: Sequence[Part], words: Words) -> str:
    """`Co-production: Carers, Staff (Design, Delivery).`, one for each approach, in the order of the vocabularies."""
    said = []
    for approach in reversed(Approach):
        some = [part for part in parts if part.approach == approach]
        if some:
            people, stages = {part.people for part in some}, {part.stage for part in some}
            who = words.comma.join(words.name(group) for group in Group if group in people)
            where = words.comma.join(words.name(stage) for stage in Stage if stage in stages)
            said.append(f"{words.name(approach)}: {who} ({where}).")
    return " ".join(said)
