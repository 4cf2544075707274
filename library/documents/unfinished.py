"""What was put there to be replaced and was not: stand-ins for words, numbers and addresses that lead nowhere (domain.md
CR-14). Nothing of the kind is ever published.

Examples and hints of a template's local details may hold invented numbers and addresses: a place sees them in its form,
and no reader in a leaflet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit

from pydantic import BaseModel

from library.documents.details.leaflet import LocalDetail
from library.documents.drama_numbers import drama_numbers
from library.documents.markdown import tokens
from library.documents.model import Document
from library.documents.pointers import pointer
from library.documents.text import TextKind, markdown_lines, text_kinds
from library.documents.vocabulary import DetailType
from library.errors import Fault

_STAND_INS = re.compile(r"\b(?:[Xx]{4,}|(?i:TBC|lorem)|TODO)\b|\[picture-[0-9]+\]")
_WORD_TODO = frozenset({"es", "gl", "pt"})  # where it is a word: all
_EXAMPLE = re.compile(r"(?i:(?<![\w-])example\.(?:com|net|org))(?![\w-]|\.\w)|(?<=[\w-]\.)example(?![\w-]|\.\w)")
_EXAMPLE_HOST = re.compile(r"(?:.+\.)?example(?:\.(?:com|net|org))?\.?")
_HINTS = frozenset({"help", "example"})


@dataclass(frozen=True)
class Unfinished:
    """A place by JSON pointer, what stands there, and a sentence. `shown` is as readers would see it, so Markdown may write it
    in another way.
    """

    pointer: str
    shown: str
    sentence: str


def unfinished(document: Document) -> list[Fault]:
    """A fault for each thing in the document that was never finished, by JSON pointer."""
    return list(dict.fromkeys(Fault(one.pointer, one.sentence) for one in unfinished_words(document)))


def unfinished_words(document: Document) -> Iterator[Unfinished]:
    """Each thing in the document that was never finished."""
    language = document.language.partition("-")[0]
    for place, kind, value in _strings(document, ()):
        for shown, sentence in dict.fromkeys(_sentences(kind, value, language)):
            yield Unfinished(place, shown, sentence)


def leads_nowhere(address: str) -> bool:
    """Whether a web or email address is one that is kept for examples (RFC 2606)."""
    try:
        host = urlsplit(address).hostname if "://" in address else address.rpartition("@")[2]
    except ValueError:
        return False
    return _EXAMPLE_HOST.fullmatch((host or "").lower()) is not None


def _strings(part: BaseModel, path: tuple[str | int, ...]) -> Iterator[tuple[str, TextKind, str]]:
    """Pointer, kind and value of everything in a part that is published."""
    kinds = text_kinds(type(part))
    for name in type(part).model_fields:
        value = getattr(part, name)
        many = value if isinstance(value, tuple) else (value,)
        for number, one in enumerate(many):
            place = (*path, name, number) if isinstance(value, tuple) else (*path, name)
            kind = kinds[name]
            if isinstance(one, BaseModel):
                yield from _strings(one, place)
            elif isinstance(one, str) and kind and not (isinstance(part, LocalDetail) and name in _HINTS):
                yield pointer(*place), kind, one
    if isinstance(part, LocalDetail) and isinstance(part.fallback, str):
        rich = part.type is DetailType.RICH_TEXT
        yield pointer(*path, "fallback"), TextKind.MARKDOWN if rich else TextKind.PLAIN, part.fallback


def _sentences(kind: TextKind, value: str, language: str) -> Iterator[tuple[str, str]]:
    """What is shown, and what is wrong with it."""
    if kind is TextKind.ADDRESS:
        yield from _address_sentences(value)
        return
    words = "\n".join(markdown_lines(value, {}, {})) if kind is TextKind.MARKDOWN else value
    for found in _STAND_INS.finditer(words):
        if found[0] != "TODO" or language not in _WORD_TODO:
            yield found[0], f"“{found[0][:40]}” stands for words that are still to come: write them, or take it out."
    if kind is TextKind.PLAIN and "{{" in value:
        yield "{{", "“{{” would be shown as it is here: only Markdown has placeholders."
    if example := _EXAMPLE.search(words):
        yield example[0], "An example address leads nowhere: give the real one, or take it out."
    targets = list(_link_targets(value)) if kind is TextKind.MARKDOWN else []
    for number in chain.from_iterable(map(drama_numbers, [words, *targets])):
        sentence = "is a number that Ofcom keeps for drama: nobody answers it. Name a contact point of the directory."
        yield number, f"{number} {sentence}"
    yield from chain.from_iterable(map(_address_sentences, targets))


def _link_targets(markdown: str) -> Iterator[str]:
    for block in tokens(markdown):
        for token in block.children or ():
            if token.type == "link_open":
                yield str(token.attrs.get("href", ""))


def _address_sentences(address: str) -> Iterator[tuple[str, str]]:
    if leads_nowhere(address):
        yield address, f"{address[:100]} is an example address, which leads nowhere: give the real one, or take it out."
