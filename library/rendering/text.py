"""Markdown to text for reading as text: in `text.txt`, in an email, in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from markdown_it.token import Token

from library.documents.grammar import placeholder_at
from library.documents.markdown import asset_key, is_link, placeholder_target, tokens
from library.documents.text import placeholder_text

_EMPTY: Mapping[str, str] = MappingProxyType({})
_QUOTED = "> "


def markdown_to_text(markdown: str, *, alts: Mapping[str, str] = _EMPTY, labels: Mapping[str, str] = _EMPTY) -> str:
    """Paragraphs with an empty line between them, lists with `-` or numbers, `>` before said words, ` | ` between cells.

    An https or mailto link is followed by its address in brackets, unless that is what it says already; one whose
    address is not filled in, by what stands for it. `alts` gives the words for pictures by key, `labels` those for
    placeholders, by content or by key.
    """
    writer = _Writer(alts, labels)
    for token in tokens(markdown):
        writer.read(token)
    return "\n".join(writer.lines)


class _Writer:
    """Reads tokens, writes lines. `marks` is what stands before a line: a list item's mark once, then its width."""

    def __init__(self, alts: Mapping[str, str], labels: Mapping[str, str]) -> None:
        self.alts = alts
        self.labels = labels
        self.lines: list[str] = []
        self.marks: list[str] = []
        self.numbers: list[int | None] = []
        self.row: list[str] | None = None
        self.gap = False

    def read(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.numbers.append(int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None)
            case "bullet_list_close" | "ordered_list_close":
                self.numbers.pop()
                self.gap = self.gap or not self.numbers
            case "list_item_open":
                self.open_item()
            case "blockquote_open":
                self.gap = bool(self.lines)
                self.marks.append(_QUOTED)
            case "list_item_close" | "blockquote_close":
                self.marks.pop()
            case "tr_open":
                self.row = []
            case "tr_close":
                self.write(" | ".join(self.row or ()))
                self.row = None
            case "inline":
                self.text(self.inline(token.children or []))
            case "paragraph_close" | "heading_close" | "table_close" if not token.hidden:
                self.gap = True

    def open_item(self) -> None:
        number = self.numbers[-1]
        self.marks.append("- " if number is None else f"{number}. ")
        self.numbers[-1] = None if number is None else number + 1

    def text(self, words: str) -> None:
        if self.row is not None:
            self.row.append(words)
            return
        for line in words.split("\n"):
            self.write(line)

    def write(self, line: str) -> None:
        """The line, after the empty one that is due."""
        if self.gap and self.lines:
            inside = self.lines[-1].lstrip().startswith(_QUOTED.strip()) and _QUOTED in self.marks
            self.lines.append("".join(mark for mark in self.marks if mark == _QUOTED).rstrip() if inside else "")
        self.gap = False
        self.lines.append("".join(self.marks) + line)
        self.marks = [mark if mark == _QUOTED else " " * len(mark) for mark in self.marks]

    def inline(self, children: list[Token]) -> str:
        pieces: list[str] = []
        opened: list[tuple[int, str]] = []
        for token in children:
            if token.type == "link_open":
                opened.append((len(pieces), str(token.attrs.get("href", ""))))
            elif token.type == "link_close":
                start, address = opened.pop()
                pieces.append(self.after_link("".join(pieces[start:]), address))
            else:
                pieces.append(self.word(token))
        return "".join(pieces).strip()

    def word(self, token: Token) -> str:
        if token.type == "placeholder":
            return placeholder_text(token.meta["placeholder"], self.labels)
        if token.type == "image":
            return self.alts.get(asset_key(token) or "", token.content)
        return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)

    def after_link(self, words: str, address: str) -> str:
        if target := placeholder_target(address):
            found = placeholder_at(target[1], 0)
            return f" {placeholder_text(found, self.labels)}" if found else ""
        shown = address.removeprefix("mailto:")
        return "" if address.startswith("tel:") or not is_link(address) or shown in words else f" ({shown})"
