"""What a value becomes in a text: words, a link, the address of a link, or paragraphs. Values are data: what looks like
Markdown in them comes out as itself, save in `rich_text`, which is Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from library.documents.details.leaflet import AgeRange, LocalDetail
from library.documents.grammar import Placeholder, PlaceholderKind
from library.documents.local_values import LocalValue, ServiceValue, target_of
from library.documents.local_words import age_words, answer_words, date_words
from library.documents.markdown import escape, tokens
from library.documents.placements import Placement, placements
from library.documents.text import markdown_lines
from library.documents.vocabulary import DetailType

_IN_AN_ADDRESS = re.compile(r"[\\()]|&(?=[#a-zA-Z][a-zA-Z0-9]*;)")
_LINE_BREAK = re.compile(r"(?:\\| +)?\n")
_ITEM_NUMBER = re.compile(r"^[\s>*+\-.)0-9]*[0-9]\Z", re.MULTILINE)
_MARKS = re.compile(r"[*_\[\]]")
_LINKED_PARTS = {"phone": DetailType.PHONE, "email": DetailType.EMAIL, "website": DetailType.URL}
_IN_LINES = frozenset({DetailType.ADDRESS, DetailType.OPENING_HOURS})


@dataclass(frozen=True)
class Printed:
    """One value in each of its forms. `words` is plain text; `markdown` stands in a sentence; `target` is what a link's
    address says in place of the placeholder; `blocks` are paragraphs, for rich text only.
    """

    words: str
    markdown: str
    target: str = ""
    blocks: str = ""


def filled(text: str, lookup: Callable[[Placeholder], Printed | None]) -> str:
    """The Markdown with each local detail that `lookup` knows printed; the other placeholders stay."""
    done, position = "", 0
    for found, placement in placements(text):
        printed = lookup(found) if found.kind is PlaceholderKind.DETAIL else None
        if printed is None:
            continue
        done += text[position : found.start]
        position = found.end
        if placement is Placement.ALONE and printed.blocks:
            done = _with_blank_line(done) + printed.blocks
            rest = text[position:].lstrip(" ").lstrip("\n")
            done, position = done + ("\n\n" if rest else ""), len(text) - len(rest)
        else:
            done = _beside(done, _in_place(printed, placement, done), text[position : position + 1])
    return done + text[position:]


def printed_value(detail: LocalDetail, value: LocalValue, part: str | None, language: str) -> Printed | None:
    """A value that fits the detail, or the named part of it; none if it has nothing to say there."""
    match value:
        case ServiceValue():
            return _service_part(value, part) if part else _whole_service(value)
        case AgeRange():
            number = getattr(value, part) if part else None
            words = age_words(value.min, value.max, language) if part is None else str(number)
            return None if part and number is None else _plain(words)
        case bool():
            return _plain(answer_words(value, language))
    if detail.type in (DetailType.PHONE, DetailType.EMAIL, DetailType.URL):
        return _linked(detail.type, value)
    if detail.type is DetailType.RICH_TEXT:
        return _rich(value)
    return _plain(_text_words(detail, value, language))


def _text_words(detail: LocalDetail, value: str, language: str) -> str:
    if detail.type is DetailType.CHOICE:
        return next(choice.label for choice in detail.choices if choice.value == value)
    if detail.type is DetailType.DATE:
        return date_words(date.fromisoformat(value), language)
    return _in_one_line(value) if detail.type in _IN_LINES else value


def _in_one_line(value: str) -> str:
    """An address has lines; in the middle of a sentence they are commas."""
    return ", ".join(line.strip().rstrip(",") for line in value.splitlines() if line.strip())


def _plain(words: str) -> Printed:
    return Printed(" ".join(words.split()), escape(words))


def _linked(type_: DetailType, value: str, after: str = "") -> Printed:
    words, address = value.strip(), target_of(type_, value.strip())
    addition = f" ({after.strip()})" if after.strip() else ""
    safe = _IN_AN_ADDRESS.sub(r"\\\g<0>", address)
    link = f"[{escape(words)}]({safe})"
    return Printed(
        words + addition,
        f"{link} {escape(addition)}" if addition else link,
        target=safe if type_ is DetailType.URL else safe.partition(":")[2],
    )


def _service_part(service: ServiceValue, part: str) -> Printed | None:
    value: str = getattr(service, part).strip()
    if not value:
        return None
    if type_ := _LINKED_PARTS.get(part):
        return _linked(type_, value, service.phone_menu if part == "phone" else "")
    if part == "text_number":
        return Printed(value, escape(value), target=value.replace(" ", ""))
    return _plain(_in_one_line(value) if part in ("address", "opening_hours") else value)


def _whole_service(service: ServiceValue) -> Printed:
    """Its name, and how to reach it."""
    name, phone = _plain(service.name), _service_part(service, "phone")
    if phone is None:
        return name
    return Printed(f"{name.words}, {phone.words}", f"{name.markdown}, {phone.markdown}")


def _rich(value: str) -> Printed:
    """Rich text in the middle of a sentence keeps its emphasis and links if it is a single paragraph that can't pair its
    marks with those around it; else it is its words.
    """
    blocks = tokens(value)
    words = " ".join(markdown_lines(value, {}, {}))
    markdown = escape(words)
    if [block.type for block in blocks] == ["paragraph_open", "inline", "paragraph_close"]:
        texts = (child.content for child in blocks[1].children or () if child.type == "text")
        if not any(map(_MARKS.search, texts)):
            markdown = _LINE_BREAK.sub(" ", blocks[1].content)
    return Printed(words, markdown, blocks=value.strip())


def _in_place(printed: Printed, placement: Placement, before: str) -> str:
    if placement is Placement.TARGET:
        return printed.target
    if placement is Placement.LINK_WORDS or (placement is Placement.CELL and printed.blocks):
        return escape(printed.words)
    gap = " " if before.endswith("!") and printed.markdown.startswith("[") else ""  # `![` would be a picture
    return gap + printed.markdown


def _beside(before: str, words: str, after: str) -> str:
    """What stands before, and the words, so that they make no Markdown together with it, or with the character after them."""
    if before.endswith("]") and words.startswith("("):
        words = f"\\{words}"  # the address of a link
    joined = before + words
    if after == "[" and words.endswith("!"):
        return f"{joined[:-1]}\\!"  # a picture
    if after in {".", ")"} and _ITEM_NUMBER.search(joined):
        return f"{joined}\\"  # an item of a list
    # A backslash at the end would take a following `|` out of its table.
    return f"{joined} " if joined.endswith("\\") and after == "|" else joined


def _with_blank_line(before: str) -> str:
    before = before.rstrip(" ")
    return before if not before or before.endswith("\n\n") else before.rstrip("\n") + "\n\n"
