"""From pandoc's blocks to the Markdown of a section: pieces, each a block of its own, with an empty line between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from library.documents.limits import MARKDOWN_DEPTH
from library.importing.inlines import Inlines, Said
from library.importing.pictures import Pictures
from library.importing.remarks import EXCERPT
from library.importing.runs import BREAK, Run, plain, written
from library.importing.signs import cleaned
from library.importing.tables import is_layout, rows_of, table_lines

Block = Mapping[str, Any]
_TAG = re.compile(r"<[^<>]*>")
_LOOKALIKE = 80
"""Characters of a bold line that may be a heading."""
_TYPED_ITEM = re.compile(r"(?:[•·▪▫◦‣●○■□➢➤➔✓✔*–-]|[0-9]{1,2}[.)])[ \t\u00a0]")
"""How a line begins that somebody made an item of a list by typing."""
_CONTENTS_HERE = {"[toc]", "[[toc]]", "[[_toc_]]"}
"""What asks programs that read Markdown for a table of contents."""


@dataclass
class Blocks:
    """Writes the blocks of one section. `notes` gathers the foot of it, numbered through the document from `first_note`."""

    pictures: Pictures
    say: Said
    first_note: int = 1
    placeholders: bool = False
    notes: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.inlines = Inlines(self.pictures, self.say, self._note, self.placeholders)
        self._markers = 0
        self._was_typed_item = False

    def pieces(self, blocks: Sequence[Block], depth: int = 0) -> list[str]:
        """Markdown of the blocks. `depth` is that of lists and quotes around them."""
        pieces: list[str] = []
        for block in blocks:
            handler: Callable[..., Iterator[str]] | None = getattr(self, f"_{block['t'].lower()}", None)
            if handler is None:
                raise ValueError(f"pandoc names a block that is not known here: {block['t']}")
            pieces += [piece for piece in handler(block.get("c"), depth) if piece.strip()]
        return pieces

    def foot(self) -> list[str]:
        """The notes, each after its number."""
        return [piece for note in self.notes for piece in note]

    def _note(self, blocks: Sequence[Block]) -> str:
        number = self.first_note + len(self.notes)
        pieces: list[str] = []
        self.notes.append(pieces)
        # LibreOffice indents every note, which pandoc takes for somebody's words.
        inside = [one for block in blocks for one in (block["c"] if block["t"] == "BlockQuote" else [block])]
        pieces += self.pieces(inside, MARKDOWN_DEPTH - 1) or [""]
        self.say("footnote", pieces[0][:EXCERPT])
        pieces[0] = f"\\[{number}\\] {pieces[0]}"
        return f" [{number}]"

    def _written(self, runs: Sequence[Run]) -> str:
        markdown, whole = written(runs)
        if not whole:
            self.say("emphasis", plain(runs)[:EXCERPT])
        return markdown

    # --- One for each of pandoc's blocks, by its name ---

    def _para(self, content: Any, depth: int) -> Iterator[str]:
        runs = self.inlines.runs(content)
        if plain(runs).casefold() in _CONTENTS_HERE:
            self.say("contents", plain(runs))
            return
        words = [run for run in runs if run.text.strip()]
        if depth == 0 and words and all(run.strong and not run.raw for run in words) and _is_like_heading(plain(runs)):
            self.say("heading-lookalike", plain(runs))
        is_item = depth == 0 and _TYPED_ITEM.match(plain(runs)) is not None
        if is_item and not self._was_typed_item:
            self.say("list-lookalike", plain(runs)[:EXCERPT])
        self._was_typed_item = is_item
        yield self._written(runs)

    _plain = _para

    def _lineblock(self, content: Any, _depth: int) -> Iterator[str]:
        runs: list[Run] = []
        for line in content:
            runs += [*([BREAK] if runs else []), *self.inlines.runs(line)]
        yield self._written(runs)

    def _codeblock(self, content: Any, _depth: int) -> Iterator[str]:
        (_, classes, _), text = content
        self.say("code", text[:EXCERPT])
        if classes:
            self.say("raw-markup", " ".join(classes))
        yield from self._typed(text)

    def _rawblock(self, content: Any, _depth: int) -> Iterator[str]:
        self.say("raw-markup", " ".join(_TAG.findall(content[1])))
        for paragraph in re.split(r"\n\s*\n", unescape(_TAG.sub("", content[1]))):
            yield from self._typed(paragraph)

    def _typed(self, text: str) -> Iterator[str]:
        lines = [Run(cleaned(line, self.say)) for line in text.strip().split("\n")]
        yield self._written([part for line in lines for part in (BREAK, line)][1:])

    def _horizontalrule(self, _content: Any, _depth: int) -> Iterator[str]:
        yield from ()

    _null = _horizontalrule

    def _div(self, content: Any, depth: int) -> Iterator[str]:
        yield from self.pieces(content[1], depth)

    def _figure(self, content: Any, depth: int) -> Iterator[str]:
        _, (_, caption), inside = content
        pieces = self.pieces(inside, depth)
        yield from pieces
        words = self.pieces(caption, depth)
        if words:
            self.say("picture-caption", words[0][:EXCERPT])
            yield from words

    def _header(self, content: Any, _depth: int) -> Iterator[str]:
        """One that stands inside of something; those of the section itself are `sections`' business."""
        runs = self.inlines.runs(content[2])
        self.say("heading-place", plain(runs))
        yield self._written([run if run.raw else Run(run.text, strong=True, href=run.href) for run in runs])

    def _blockquote(self, content: Any, depth: int) -> Iterator[str]:
        if depth >= MARKDOWN_DEPTH:
            self.say("list-deep")
            yield from self.pieces(content, depth)
            return
        pieces = self.pieces(content, depth + 1)
        if pieces:
            self.say("quote", pieces[0][:EXCERPT])
            yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(pieces).split("\n"))

    def _bulletlist(self, content: Any, depth: int) -> Iterator[str]:
        self._markers += 1
        marker = "-" if self._markers % 2 else "*"
        yield from self._list(content, [f"{marker} " for _ in content], depth)

    def _orderedlist(self, content: Any, depth: int) -> Iterator[str]:
        (start, style, _), items = content
        if style["t"] in {"LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman"}:
            self.say("list-letters")
        self._markers += 1
        closing = "." if self._markers % 2 else ")"
        first = start if 0 <= start < 10**8 else 1
        yield from self._list(items, [f"{number}{closing} " for number in range(first, first + len(items))], depth)

    def _list(self, items: Sequence[Sequence[Block]], markers: Sequence[str], depth: int) -> Iterator[str]:
        if depth >= MARKDOWN_DEPTH:
            self.say("list-deep")
            for item in items:
                yield from self.pieces(item, depth)
            return
        is_tight = all(map(_is_tight, items))
        written_items = []
        for marker, item in zip(markers, items, strict=True):
            pieces = self.pieces(item, depth + 1)
            # A list that begins an item would be read as one with the item's own marker.
            text = ("\n" if is_tight else "\n\n").join(pieces)
            written_items.append(marker + text.replace("\n", "\n" + " " * len(marker)))
        lines = [re.sub(r"(?m)^ +$", "", item) for item in written_items]
        yield ("\n" if is_tight else "\n\n").join(lines)

    def _definitionlist(self, content: Any, depth: int) -> Iterator[str]:
        for term, definitions in content:
            runs = self.inlines.runs(term)
            self.say("terms", plain(runs))
            yield self._written([run if run.raw else Run(run.text, strong=True, href=run.href) for run in runs])
            for definition in definitions:
                yield from self.pieces(definition, depth)

    def _table(self, content: Any, depth: int) -> Iterator[str]:
        _, (_, caption), *_ = content
        yield from self.pieces(caption, depth)
        table = rows_of(content)
        if is_layout(table) or depth:
            if table.rows:
                self.say("table-layout")
            for row in table.rows:
                for cell in row:
                    yield from self.pieces(cell.blocks, depth)
            return
        yield "\n".join(table_lines(table, self._cell, self.say))

    def _cell(self, blocks: Sequence[Block]) -> str:
        """One line, whatever stands in the cell."""
        lines = list(self._cell_lines(blocks))
        if len(lines) > 1:
            self.say("table-flat", "; ".join(lines)[:EXCERPT])
        return "; ".join(lines)

    def _cell_lines(self, blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            kind: str = block["t"]
            content: Any = block.get("c")
            if kind in {"Para", "Plain"}:
                yield from self._cell_line(content)
            elif kind in {"Div", "BlockQuote", "Figure", "BulletList", "Table"}:
                yield from self._cell_lines(_inside(kind, content))
            elif kind == "OrderedList":
                for number, item in enumerate(content[1], content[0][0]):
                    yield from (f"{number}\\. {line}" for line in self._cell_lines(item))
            else:
                yield from (
                    " ".join(one.replace("\\\n", " ").split("\n")) for one in self.pieces([block], MARKDOWN_DEPTH)
                )

    def _cell_line(self, content: Any) -> Iterator[str]:
        runs = self.inlines.runs(content)
        line, whole = written(runs, one_line=True)
        if not whole:
            self.say("emphasis", plain(runs)[:EXCERPT])
        if line:
            yield line


def _inside(kind: str, content: Any) -> Sequence[Block]:
    """The blocks in what only groups them."""
    if kind == "BulletList":
        return [block for item in content for block in item]
    if kind == "Table":
        return [block for row in rows_of(content).rows for cell in row for block in cell.blocks]
    if kind == "Figure":
        return [*content[2], *content[1][1]]
    return list(content[1] if kind == "Div" else content)


def _is_tight(item: Sequence[Block]) -> bool:
    """One paragraph, with or without lists under it: what word processors space out and nobody means as paragraphs."""
    return all(
        block["t"] in ({"Para", "Plain"} if number == 0 else {"BulletList", "OrderedList"})
        for number, block in enumerate(item)
    )


def _is_like_heading(words: str) -> bool:
    """Headings of leaflets are often questions."""
    return 0 < len(words) <= _LOOKALIKE and not words.endswith((".", ":", "!", ";", ","))
