"""Where a document sends its readers: every web address in its texts, sources and details."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from library.documents.markdown import tokens
from library.documents.model import Document
from library.documents.passages import markdown_texts
from library.documents.pointers import pointer

_WEB = ("https://", "http://")


def link_places(document: Document) -> Iterator[tuple[str, str]]:
    """JSON pointer and address of each, in reading order; one that stands twice comes twice."""
    for place, text in markdown_texts(document):
        yield from ((place, address) for address in _in_markdown(text))
    for part in ("citations", "details"):
        yield from _in_data(getattr(document, part), (part,))


def _in_markdown(text: str) -> Iterator[str]:
    for block in tokens(text):
        for token in block.children or ():
            address = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
            if address.startswith(_WEB):
                yield address


def _in_data(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
    """Fields that are called `url`, however deep: a new kind of detail is found by itself."""
    if isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _in_data(one, (*path, number))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            found = getattr(value, name)
            if name == "url" and isinstance(found, str) and found:
                yield pointer(*path, name), found
            else:
                yield from _in_data(found, (*path, name))
