"""What stands inside a line, as data for `typst/body.typ`: strings, and {"type": "em" | "strong" | "link" | "break" |
"blank" | "picture" | "word" | "ltr", ...}.

A `word` is a word longer than a line may be: its `pieces` are where it may be broken. An `ltr` keeps its order among
words that are read from right to left (domain.md TR-1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from library.documents.grammar import Placeholder, placeholder_at
from library.documents.markdown import asset_key, is_link, placeholder_target
from library.documents.text import placeholder_text
from library.rendering.runs import LONG, has_rtl, left_to_right, runs
from library.rendering.weight import length

Inline = str | dict[str, Any]

_SHOWN_ADDRESS = 80


class Inlines:
    """Reads inline nodes. `labels` are the words for blanks; `longest` is how many characters a word may have before it
    may be broken.
    """

    def __init__(self, labels: Mapping[str, str], rtl: bool, longest: int = LONG) -> None:
        self.labels = labels
        self.rtl = rtl
        self.longest = longest
        self.readers: Mapping[str, Callable[[SyntaxTreeNode], list[Inline]]] = {
            "text": lambda node: self.words(node.content),
            "softbreak": lambda _: [" "],
            "hardbreak": lambda _: [{"type": "break"}],
            "em": lambda node: [{"type": "em", "content": self.content(node.children)}],
            "strong": lambda node: [{"type": "strong", "content": self.content(node.children)}],
            "link": self.link,
            "image": lambda node: [picture(node)],
            "placeholder": lambda node: self.blank(node.meta["placeholder"]),
        }

    def content(self, nodes: Iterable[SyntaxTreeNode]) -> list[Inline]:
        return joined(piece for node in nodes for piece in self.readers[node.type](node))

    def words(self, text: str) -> list[Inline]:
        return runs(text, rtl=self.rtl, longest=self.longest)

    def link(self, node: SyntaxTreeNode) -> list[Inline]:
        """On paper nobody can follow a link, so its address stands behind it where the words don't say it."""
        address = str(node.attrs.get("href", ""))
        content = self.content(node.children)
        if not is_link(address):
            target = placeholder_target(address)
            found = placeholder_at(target[1], 0) if target else None
            return [*content, " ", *self.blank(found)] if found else content
        said = "".join(child.content for child in node.walk() if child.type == "text")
        shown = shown_address(address, said)
        after: list[Inline] = [" (", left_to_right(shown), ")"] if shown else []
        ltr = address.startswith("tel:") and not has_rtl(said)
        boxed = ltr and length(content) <= LONG
        return [{"type": "link", "address": address, "ltr": ltr, "boxed": boxed, "content": content}, *after]

    def blank(self, found: Placeholder) -> list[Inline]:
        words = placeholder_text(found, self.labels)
        return [{"type": "blank", "content": self.words(words)}] if words else []


def picture(node: SyntaxTreeNode) -> dict[str, Any]:
    return {"type": "picture", "key": asset_key(node.token) if node.token else None, "words": node.content}


def shown_address(address: str, words: str) -> str:
    """What is printed of a link's address after its words: nothing if they say it already, or if nobody would type it.

    `https://www.example.org/` is printed as `www.example.org`.
    """
    shown = address.removeprefix("mailto:").removeprefix("tel:").removeprefix("https://").rstrip("/")
    if address.startswith("tel:"):
        return "" if any(character.isdigit() for character in words) else shown
    said = words.casefold()
    if shown.casefold() in said or shown.removeprefix("www.").casefold() in said or len(shown) > _SHOWN_ADDRESS:
        return ""
    return shown


def joined(pieces: Iterable[Inline]) -> list[Inline]:
    """Neighbouring strings as one."""
    found: list[Inline] = []
    for piece in pieces:
        last = found[-1] if found else None
        if isinstance(piece, str) and isinstance(last, str):
            found[-1] = last + piece
        else:
            found.append(piece)
    return found


def trimmed(pieces: list[Inline]) -> list[Inline]:
    """Without the spaces and breaks at the ends, which a picture among the words leaves there."""
    found = joined(pieces)
    for end in (0, -1):
        while found and (found[end] == {"type": "break"} or (isinstance(found[end], str) and not found[end].strip())):  # type: ignore[union-attr]
            del found[end]
    if found and isinstance(first := found[0], str):
        found[0] = first.lstrip()
    if found and isinstance(last := found[-1], str):
        found[-1] = last.rstrip()
    return found
