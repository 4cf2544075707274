"""Where in a text each placeholder stands, which decides what it can become."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise

from markdown_it.token import Token

from library.documents.grammar import Placeholder, find, placeholder_at
from library.documents.markdown import placeholder_target, tokens


class Placement(Enum):
    """`TARGET` is the address of a link, `LINK_WORDS` what a link says; `ALONE` is a paragraph that holds nothing else and
    is in no list or quote.
    """

    WORDS = "words"
    ALONE = "alone"
    CELL = "cell"
    LINK_WORDS = "link words"
    TARGET = "target"


def placements(markdown: str) -> list[tuple[Placeholder, Placement]]:
    """Every placeholder of the text, in order, and where it stands.

    The parser does not say where in the text a token was. So it is given the same text with numbers for names: a
    placeholder is one token whatever its name, and nothing else changes.
    """
    found = find(markdown)
    pieces, position = [], 0
    for number, placeholder in enumerate(found):
        pieces += [markdown[position : placeholder.start], f"{{{{n{number}}}}}"]
        position = placeholder.end
    where = dict(_of_blocks(tokens("".join([*pieces, markdown[position:]]))))
    return [(placeholder, where.get(f"n{number}", Placement.WORDS)) for number, placeholder in enumerate(found)]


def _of_blocks(blocks: Sequence[Token]) -> Iterator[tuple[str, Placement]]:
    for opening, block in pairwise(blocks):
        children = block.children or []
        around = Placement.CELL if opening.type in ("th_open", "td_open") else Placement.WORDS
        if len(children) == 1 and opening.type == "paragraph_open" and block.level == 1:
            around = Placement.ALONE
        yield from _of_inline(children, around)


def _of_inline(children: Sequence[Token], around: Placement) -> Iterator[tuple[str, Placement]]:
    in_link = 0
    for token in children:
        in_link += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "placeholder":
            yield token.content, Placement.LINK_WORDS if in_link else around
        target = placeholder_target(str(token.attrs.get("href", ""))) if token.type == "link_open" else None
        led_to = placeholder_at(target[1], 0) if target else None
        if led_to:
            yield led_to.content, Placement.TARGET
