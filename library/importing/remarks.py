"""What became of the parts of a file that could not come in as they were: one remark for each, with its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from library.importing.accounting import words


class Fate(StrEnum):
    """What became of it. `left_out`: it is not in the draft, and `excerpt` has every word of it, as far as the report has room.
    `changed`: its words are in the draft, in another form. `doubtful`: it came in as it was, and a person should decide
    whether that is right.
    """

    LEFT_OUT = "left_out"
    CHANGED = "changed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Remark:
    """`what` is a stable name, `pointer` a JSON pointer into the draft's document, empty for the whole."""

    what: str
    fate: Fate
    message: str
    pointer: str = ""
    excerpt: str = ""


EXCERPT = 200
"""Characters of an excerpt that only helps to find the place."""

KNOWN: dict[str, tuple[Fate, str]] = {
    "comment": (Fate.LEFT_OUT, "A comment of somebody who read it was left out."),
    "deleted": (Fate.LEFT_OUT, "Words that were marked as deleted were left out."),
    "struck-out": (Fate.LEFT_OUT, "Words that were struck through were left out."),
    "inserted": (Fate.CHANGED, "Words that were marked as inserted were taken in. See that they were agreed."),
    "page-margin": (Fate.LEFT_OUT, "What stood at the top or the foot of the pages was left out."),
    "drawing": (
        Fate.LEFT_OUT,
        "A chart or a diagram was left out. Say in the text what it shows, or send it as a picture.",
    ),
    "unaccounted": (Fate.LEFT_OUT, "Not all of these words have a place in the draft. Put in what is missing."),
    "embedded": (
        Fate.LEFT_OUT,
        "Another file that was put into this one was left out. Send it by itself if it is needed.",
    ),
    "not-fetched": (Fate.LEFT_OUT, "Something from another place was not fetched. Send it by itself if it is needed."),
    "picture-refused": (Fate.LEFT_OUT, "A picture was left out."),
    "picture-unplaced": (
        Fate.LEFT_OUT,
        "A picture of the file stands in no part of its text, for instance at the top of its pages, and was left out.",
    ),
    "hidden": (Fate.LEFT_OUT, "Words that the file hides from readers were left out."),
    "contents": (
        Fate.LEFT_OUT,
        "A table of contents was left out. The headings that it was made from stand in the text.",
    ),
    "around": (Fate.LEFT_OUT, "What stands around the text of a web page, on every page of its website, was left out."),
    "not-shown": (Fate.LEFT_OUT, "This is not part of the text that people read, and was left out."),
    "raw-markup": (Fate.CHANGED, "Markup was left out. Its words, if it had any, stand in the text."),
    "long-title": (Fate.CHANGED, "The title is too long for one, and was cut. It stands here in full."),
    "text-box": (Fate.CHANGED, "This stood in a text box. It follows the paragraph that the box was fixed to."),
    "formula": (Fate.CHANGED, "A formula is written as plain text. See that it can be read."),
    "footnote": (Fate.CHANGED, "A note became a numbered paragraph at the end of its section."),
    "symbol": (Fate.LEFT_OUT, "A sign that only one font has was left out. Write the word for it."),
    "hidden-signs": (Fate.CHANGED, "Signs that nobody sees (soft hyphens, marks of direction) were taken out."),
    "braces": (Fate.CHANGED, "Two braces name a blank here, so a space was put between these."),
    "table-head": (Fate.DOUBTFUL, "The table had no row of headings, so its first row is one. See that it is right."),
    "table-cells": (
        Fate.CHANGED,
        "Joined cells of a table stand apart: the words are in the first, the others are empty.",
    ),
    "table-flat": (Fate.CHANGED, "Paragraphs or lists inside a cell of a table became one line."),
    "table-layout": (Fate.CHANGED, "A table of one column became paragraphs."),
    "table-long": (Fate.DOUBTFUL, "This table is long. Many people can't read it on a phone: think of a list instead."),
    "list-letters": (
        Fate.CHANGED,
        "A list that was numbered with letters or Roman figures has figures now. See what refers to them.",
    ),
    "list-deep": (Fate.CHANGED, "Lists stood deeper inside each other than can be shown, and were made flatter."),
    "terms": (Fate.CHANGED, "A list of terms became paragraphs."),
    "quote": (
        Fate.DOUBTFUL,
        "This was indented, so it reads as somebody's words. If nobody said them, take the mark (>) away.",
    ),
    "code": (Fate.CHANGED, "Typewriter text became plain text."),
    "emphasis": (Fate.CHANGED, "Emphasis inside of words could not be kept."),
    "style": (
        Fate.CHANGED,
        "Words that were raised or lowered stand as plain text. See that they still say the same.",
    ),
    "heading-level": (
        Fate.CHANGED,
        "The level of a heading was mended: levels go down one at a time, and two fit into a section.",
    ),
    "heading-place": (Fate.CHANGED, "A heading stood inside a list, a table or a quote. It is a bold line there."),
    "heading-long": (Fate.CHANGED, "A heading was too long for one. Its words stand at the beginning of its section."),
    "heading-lookalike": (
        Fate.DOUBTFUL,
        "This looks like a heading and is only bold. If it is one, make it a heading.",
    ),
    "list-lookalike": (
        Fate.DOUBTFUL,
        "Lines from here on look like a list, and their marks are only typed. If they are one, begin each with “- ”.",
    ),
    "broken-reference": (
        Fate.DOUBTFUL,
        "The program that wrote the file found nothing to refer to here. Say what is meant.",
    ),
    "page-reference": (Fate.DOUBTFUL, "This names a page, and here pages fall otherwise. Name the heading instead."),
    "no-heading": (
        Fate.DOUBTFUL,
        "There is no heading over this text, so the title stands there. Give it one of its own.",
    ),
    "section-split": (Fate.CHANGED, "A section was too long for one, and was split."),
    "link-inside": (Fate.CHANGED, "A link led to another place in the same file. Its words are kept."),
    "link-address": (
        Fate.CHANGED,
        "A link did not lead where a text may link to. Its words are kept; its address stands here.",
    ),
    "link-detour": (
        Fate.CHANGED,
        "A link led through a service that watches who follows it. It leads straight there now.",
    ),
    "link-secure": (Fate.DOUBTFUL, "A link began with http and begins with https now. See that it opens."),
    "link-title": (
        Fate.CHANGED,
        "A link had a title, which most readers never see. If it matters, say it in the text.",
    ),
    "picture-alt": (
        Fate.DOUBTFUL,
        "A picture has no words for people who can't see it. Say what it shows, or that it says nothing.",
    ),
    "picture-caption": (Fate.CHANGED, "The caption of a picture became a paragraph after it."),
    "picture-title": (
        Fate.CHANGED,
        "A picture had a title, which most readers never see. If it matters, say it in the text.",
    ),
    "language-unknown": (Fate.DOUBTFUL, "The file does not say in which language it is, so British English was taken."),
    "language-american": (
        Fate.DOUBTFUL,
        "The file calls its language American English, as new Word files often do by themselves, so British English was taken.",
    ),
    "summary-proposed": (
        Fate.DOUBTFUL,
        "The summary is the beginning of the text. Say in it what this is and for whom.",
    ),
    "properties": (Fate.LEFT_OUT, "A property of the file was left out."),
}


MOST_OF_A_KIND = 60
"""Remarks of one kind that anybody reads; the words of all that follow stand in the last."""


MOST_SAID = 500_000
"""Characters of all excerpts together, as many as a text may have (`reading.MOST_TEXT`)."""


def condensed(remarks: Iterable[Remark]) -> list[Remark]:
    """The same remarks, with those that are too many of one kind in one. No word of an excerpt is lost."""
    kept: list[Remark] = []
    more: dict[str, list[Remark]] = {}
    for one in remarks:
        of_its_kind = more.setdefault(one.what, [])
        if len(of_its_kind) < MOST_OF_A_KIND:
            kept.append(one)
        of_its_kind.append(one)
    for rest in (found[MOST_OF_A_KIND:] for found in more.values() if len(found) > MOST_OF_A_KIND):
        words = "; ".join(filter(None, (one.excerpt for one in rest)))
        kept.append(
            replace(
                rest[0], message=f"{rest[0].message} And {len(rest) - 1} more of this kind.", pointer="", excerpt=words
            )
        )
    return kept


def bounded(remarks: Sequence[Remark]) -> list[Remark]:
    """The same remarks with at most MOST_SAID characters of excerpts, of which what was left out has the first. A remark
    whose words are not all there says how many are missing: nothing is left out in silence.
    """
    room, kept = MOST_SAID, dict(enumerate(remarks))
    for place, one in sorted(kept.items(), key=lambda row: row[1].fate is not Fate.LEFT_OUT):
        kept[place] = _cut(one, room)
        room -= len(kept[place].excerpt)
    return list(kept.values())


def _cut(one: Remark, room: int) -> Remark:
    if len(one.excerpt) <= room:
        return one
    said = one.excerpt[: room + 1].rpartition(" ")[0]
    number = len(words(one.excerpt)) - len(words(said))
    more = f"{number:,} {'word' if number == 1 else 'words'} more of it stand only in the file: keep it."
    return replace(one, message=f"{one.message} {more}", excerpt=said)


def remark(what: str, excerpt: str = "", pointer: str = "", detail: str = "") -> Remark:
    """A remark of a known kind. Of what was left out or changed the excerpt is whole; `detail` follows the sentence."""
    fate, sentence = KNOWN[what]
    return Remark(what, fate, f"{sentence} {detail}".strip(), pointer, excerpt.strip())
