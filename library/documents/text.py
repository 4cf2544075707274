"""The text of a document without its markup: for searching, for measuring how hard it reads, for comparing. No word of
it is lost.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from markdown_it.token import Token
from pydantic import AfterValidator, BaseModel

from library.documents.fields import https_url, one_line, plain, within_body_bytes
from library.documents.grammar import Placeholder, PlaceholderKind
from library.documents.markdown import asset_key, tokens
from library.documents.model import Document, LeafletDocument, Section

_CELL_BREAK = ", "


class TextKind(StrEnum):
    PLAIN = "plain"
    MARKDOWN = "markdown"
    ADDRESS = "address"


def plain_text(document: Document) -> str:
    """Title, summary, headings, texts, and what the details say in words, one line per paragraph, list item or table row.

    Placeholders stand as what `section_text` makes of them. Keys, addresses, ids and examples are not text.
    """
    labels, alts = labels_of(document), {image.key: image.alt for image in document.images}
    lines = [document.title, document.summary]
    for section in document.sections:
        lines += [section.heading, *markdown_lines(section.body, labels, alts)]
    lines += _part_lines(document.details, labels)
    return "\n".join(line for line in lines if line.strip())


def section_text(
    section: Section, labels: Mapping[str, str] | None = None, alts: Mapping[str, str] | None = None
) -> str:
    """Heading and text of a section. `labels` gives the words for placeholders by their content, `alts` those for
    pictures by key.
    """
    return "\n".join([section.heading, *markdown_lines(section.body, labels or {}, alts or {})])


def labels_of(document: Document) -> dict[str, str]:
    """What stands in place of the local details of a template until they are filled, by key."""
    if not isinstance(document, LeafletDocument):
        return {}
    return {detail.key: detail.label for detail in document.details.local_details}


def markdown_lines(markdown: str, labels: Mapping[str, str], alts: Mapping[str, str]) -> Iterator[str]:
    """The text of each paragraph, heading, list item and table row."""
    row: list[str] | None = None
    for block in tokens(markdown):
        if block.type == "tr_open":
            row = []
        elif block.type == "tr_close":
            yield _CELL_BREAK.join(filter(None, row or ()))
            row = None
        elif block.type == "inline":
            words = _inline_text(block.children or [], labels, alts)
            if row is None:
                yield from words.split("\n")
            else:
                row.append(words)


def _inline_text(children: list[Token], labels: Mapping[str, str], alts: Mapping[str, str]) -> str:
    pieces = []
    for token in children:
        if token.type == "placeholder":
            pieces.append(placeholder_text(token.meta["placeholder"], labels))
        elif token.type == "image":
            pieces.append(token.content or alts.get(asset_key(token) or "", ""))
        else:
            pieces.append({"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content))
    return "".join(pieces).strip()


def placeholder_text(found: Placeholder, labels: Mapping[str, str]) -> str:
    """`[Community service: phone]`: the label for all of it, or for its key, or its own name. A quote is nothing: its
    words belong to their owner.
    """
    if found.kind is PlaceholderKind.QUOTE:
        return ""
    if found.content in labels:
        return f"[{labels[found.content]}]"
    label = labels.get(found.name, found.name)
    return f"[{label}: {found.part.replace('_', ' ')}]" if found.part else f"[{label}]"


def _part_lines(part: BaseModel, labels: Mapping[str, str]) -> Iterator[str]:
    kinds = text_kinds(type(part))
    for name in type(part).model_fields:
        values = getattr(part, name)
        for value in values if isinstance(values, tuple) else (values,):
            if isinstance(value, BaseModel):
                yield from _part_lines(value, labels)
            elif isinstance(value, str) and kinds[name] is TextKind.MARKDOWN:
                yield from markdown_lines(value, labels, {})
            elif isinstance(value, str) and kinds[name] is TextKind.PLAIN:
                yield from value.split("\n")


@cache
def text_kinds(part: type[BaseModel]) -> dict[str, TextKind | None]:
    """Which fields hold words for people, or an address to go to. pydantic keeps the checks of `Annotated` apart from the type."""
    return {
        name: _text_kind(Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation)
        for name, field in part.model_fields.items()
    }


def _text_kind(annotation: Any) -> TextKind | None:
    """Whether a value of this type is words for people or an address: seen by the check that the type makes (`fields`)."""
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        checks = [entry.func for entry in inner[1:] if isinstance(entry, AfterValidator)]
        if within_body_bytes in checks:
            return TextKind.MARKDOWN
        if https_url in checks:
            return TextKind.ADDRESS
        return TextKind.PLAIN if any(check in (one_line, plain) for check in checks) else _text_kind(inner[0])
    if get_origin(annotation) in (tuple, Union, types.UnionType):
        return next(filter(None, map(_text_kind, inner)), None)
    return None
