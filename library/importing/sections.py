"""From pandoc's tree to title and sections: headings of the highest level begin sections, the next two stand inside of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from library.documents.limits import BODY_BYTES, SECTIONS
from library.ids import slugify
from library.importing.blocks import Block, Blocks
from library.importing.errors import DocumentTooLong
from library.importing.imported import ImportedSection
from library.importing.inlines import Said
from library.importing.pictures import Pictures
from library.importing.remarks import EXCERPT, Remark
from library.importing.runs import plain

LINE = 200
"""Characters of a title or a heading."""
_SLUG = 60
_CONTAINERS = ("Div",)
_SAYING = {"Str", "Code", "Math", "Image", "Note", "RawInline", "CodeBlock", "RawBlock"}


@dataclass(frozen=True)
class Chunk:
    """A heading (pandoc's inlines; none before the first one) and the blocks up to the next."""

    heading: Sequence[Any]
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Divided:
    title: Sequence[Any]
    chunks: tuple[Chunk, ...]
    top: int


@dataclass(frozen=True)
class Written:
    sections: tuple[ImportedSection, ...]
    remarks: tuple[Remark, ...]


def divided(blocks: Sequence[Block], *, given: str) -> Divided:
    """The first heading is the title if it is higher than all others. If the file has given another title already, it is not."""
    flat = list(_flat(blocks))
    levels = [block["c"][0] for block in flat if block["t"] == "Header"]
    title: Sequence[Any] = ()
    first = next((number for number, block in enumerate(flat) if block["t"] == "Header"), None)
    is_highest = first is not None and flat[first]["c"][0] == min(levels) and levels.count(min(levels)) == 1
    if first is not None and is_highest and (not given or _same(given, flat[first]["c"][2])):
        title = flat.pop(first)["c"][2]
        levels.remove(min(levels))
    top = min(levels, default=0)
    chunks: list[Chunk] = []
    heading: Sequence[Any] = ()
    inside: list[Block] = []
    for block in flat:
        if block["t"] == "Header" and block["c"][0] == top:
            chunks.append(Chunk(heading, inside))
            heading, inside = block["c"][2], []
        else:
            inside.append(block)
    chunks.append(Chunk(heading, inside))
    kept = tuple(chunk for chunk in chunks if chunk.heading or _says_something(chunk.blocks))
    return Divided(title, kept, top)


def _flat(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks out of what only groups them, so that headings are found; a heading without a word is none."""
    for block in blocks:
        if block["t"] in _CONTAINERS:
            yield from _flat(block["c"][1])
        elif _is_numbered_heading(block):
            yield from _flat([one for item in _items(block) for one in item])
        elif block["t"] == "Header" and not _says_something(block["c"][2]):
            yield {"t": "Para", "c": block["c"][2]}
        else:
            yield block


def _items(block: Block) -> Sequence[Sequence[Block]]:
    if block["t"] == "OrderedList":
        return list(block["c"][1])
    return list(block["c"]) if block["t"] == "BulletList" else []


def _is_numbered_heading(block: Block) -> bool:
    """LibreOffice puts headings that are numbered into lists of nothing else."""
    items = _items(block)
    return bool(items) and all(
        item and all(one["t"] == "Header" or _is_numbered_heading(one) for one in item) for item in items
    )


def _says_something(node: Any) -> bool:
    """Whether a part of the tree holds more than spaces, breaks and lines."""
    if isinstance(node, list | tuple):
        return any(map(_says_something, node))
    if not isinstance(node, dict):
        return False
    if node.get("t") == "Str":
        return bool(node["c"].strip())
    return node.get("t") in _SAYING or _says_something(node.get("c"))


def _same(title: str, inlines: Any) -> bool:
    """Whether a heading says what the title says."""
    return "".join(title.split()).casefold() == "".join(_strings(inlines)).casefold()


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from ["".join(node["c"].split())] if node.get("t") == "Str" else _strings(node.get("c"))
    elif isinstance(node, list | tuple):
        for one in node:
            yield from _strings(one)


def write_sections(
    found: Divided, title: str, pictures: Pictures, *, placeholders: bool, marked: Mapping[str, str]
) -> Written:
    """The sections with their remarks. Raises DocumentTooLong when there are too many."""
    if len(found.chunks) > SECTIONS:
        raise DocumentTooLong(
            f"The document has {len(found.chunks)} headings of its highest level, and {SECTIONS} sections are the most. "
            "Split it into several files, or make some of them headings of the next level."
        )
    sections: list[ImportedSection] = []
    remarks: list[Remark] = []
    notes = 1
    for chunk in found.chunks:
        say = Said(marked)
        blocks = Blocks(pictures, say, notes, placeholders)
        heading, before = _heading(chunk, title, blocks)
        pieces = [*before, *_inner(chunk.blocks, found.top, blocks)]
        pieces += blocks.foot()
        notes += len(blocks.notes)
        place = f"/sections/{len(sections)}/body"
        bodies = list(_bodies(pieces))
        if len(bodies) > 1:
            say("section-split", heading)
        for number, body in enumerate(bodies, 1):
            name = heading if number == 1 else f"{heading[: LINE - 6]} ({number})"
            sections.append(ImportedSection(_slug(heading, sections), name, body))
        remarks += [replace(one, pointer=place) for one in say.remarks]
    return Written(tuple(sections), tuple(remarks))


def _heading(chunk: Chunk, title: str, blocks: Blocks) -> tuple[str, list[str]]:
    """The heading as plain text, and what of it has to stand in the text."""
    runs = blocks.inlines.runs(chunk.heading)
    words = plain(runs)
    pictures = [run.text for run in runs if run.raw and run.text.startswith("![")]
    if not words:
        blocks.say("no-heading", detail="")
        return title[:LINE], pictures
    if len(words) > LINE:
        blocks.say("heading-long", words[:EXCERPT])
        pieces = blocks.pieces([{"t": "Para", "c": chunk.heading}])
        return words[:LINE].rpartition(" ")[0] or words[:LINE], pieces
    return words, pictures


def _inner(blocks: Sequence[Block], top: int, write: Blocks) -> Iterator[str]:
    """The text with its own headings: the level under the section's is `###`, the next and all below `####`."""
    open_levels = [top]
    for block in blocks:
        if block["t"] != "Header":
            yield from write.pieces([block])
            continue
        level, _, inlines = block["c"]
        while len(open_levels) > 1 and open_levels[-1] >= level:
            open_levels.pop()
        depth = len(open_levels)
        wanted = level - top
        open_levels.append(level)
        runs = [replace(run, strong=False) for run in write.inlines.runs(inlines)]
        words = plain(runs)
        pieces = write.pieces([{"t": "Para", "c": inlines}])
        if not words:
            yield from pieces
            continue
        if wanted != min(depth, 2):
            write.say("heading-level", words[:EXCERPT])
        text = " ".join(pieces[0].replace("\\\n", " ").split("\n")) if pieces else ""
        yield f"{'###' if depth <= 1 else '####'} {_ended(text)}"


def _ended(text: str) -> str:
    """A heading's last signs are its own, not Markdown's."""
    return text.rstrip()


def _bodies(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces in as few texts as they need, each within what one may have."""
    inside: list[str] = []
    size = 0
    for piece in pieces:
        length = len(piece.encode()) + 2
        if length > BODY_BYTES:
            raise DocumentTooLong(
                f"One table, list or paragraph has {length:,} bytes, and {BODY_BYTES:,} are the most. Split it in the file."
            )
        if inside and size + length > BODY_BYTES:
            yield "\n\n".join(inside)
            inside, size = [], 0
        inside.append(piece)
        size += length
    yield "\n\n".join(inside)


def _slug(heading: str, sections: Sequence[ImportedSection]) -> str:
    """Stable, from the heading; a number where that gives none (Arabic), or has been given."""
    taken = {section.id for section in sections}
    wanted = slugify(heading)[:_SLUG].strip("-") or f"section-{len(sections) + 1}"
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def meta_blocks(value: Mapping[str, Any]) -> list[Block]:
    """A value of pandoc's metadata as blocks."""
    kind, content = value["t"], value["c"]
    if kind == "MetaInlines":
        return [{"t": "Para", "c": content}] if content else []
    if kind == "MetaBlocks":
        return list(content)
    if kind == "MetaList":
        return [block for one in content for block in meta_blocks(one)]
    if kind == "MetaMap":
        return [block for one in content.values() for block in meta_blocks(one)]
    return [{"t": "Para", "c": [{"t": "Str", "c": str(content)}]}]
