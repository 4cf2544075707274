"""Blanks with what stands in them, as templates show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from api.desk.forms.json_schema import Ask, Blank
from api.desk.forms.reading import written_value

Errors = Mapping[str, list[str]]
SHOWN_IN_SUMMARY = ("heading", "title", "label", "said", "description", "measure", "role", "stage", "slug", "message", "place", "id", "key")


@dataclass(frozen=True)
class Filled:
    """A blank in its place. `name` is that of its control; `parts` are filled members, or items; `prototypes` empty items to add."""

    blank: Blank
    name: str
    value: Any = None
    errors: list[str] = field(default_factory=list)
    parts: list[Filled] = field(default_factory=list)
    prototypes: list[Filled] = field(default_factory=list)
    marker: str = ""
    summary: str = ""
    open: bool = False
    depth: int = 0

    @property
    def id(self) -> str:
        return "id_" + self.name.replace("/", "-")

    @property
    def placeholder(self) -> str:
        """What stands for the token of a new item in its prototype; one per depth, so that a list in a list keeps its own."""
        return f"__{self.depth}__"

    @property
    def template(self) -> str:
        return f"desk/blanks/{'group' if self.blank.ask is Ask.GROUP else 'many' if self.blank.ask is Ask.MANY else 'single'}.html"

    @property
    def faulty(self) -> bool:
        return bool(self.errors) or any(part.faulty for part in self.parts)

    @property
    def rows(self) -> int:
        text = str(self.value or "")
        least, most = {Ask.MARKDOWN: (8, 30), Ask.PROSE: (4, 20), Ask.LINES: (4, 15)}.get(self.blank.ask, (2, 8))
        return min(max(least, sum(1 + len(line) // 90 for line in text.split("\n")) + 1), most)


def fill(blank: Blank, value: Any, name: str, errors: Errors, *, pointer: str = "", depth: int = 0) -> Filled:
    """The blank with a value. `errors` are sentences by JSON pointer into the value of the outermost blank."""
    mine = _errors_at(blank, errors, pointer)
    if blank.ask is Ask.GROUP:
        given = value if isinstance(value, Mapping) else {}
        parts = [
            fill(part, given.get(part.name), f"{name}/{part.name}", errors, pointer=f"{pointer}/{part.name}", depth=depth)
            for part in blank.parts
            if part.ask is not Ask.FIXED
        ]
        return Filled(blank, name, errors=mine, parts=parts, depth=depth)
    if blank.ask is Ask.MANY:
        return _fill_many(blank, value or [], name, errors, mine, pointer, depth)
    return Filled(blank, name, value=_shown(blank, value), errors=mine, depth=depth)


def _errors_at(blank: Blank, errors: Errors, pointer: str) -> list[str]:
    """What is wrong here; at a single control also what is wrong inside its value."""
    inside = blank.ask not in {Ask.GROUP, Ask.MANY}
    return [text for place, texts in errors.items() if place == pointer or (inside and place.startswith(f"{pointer}/")) for text in texts]


def _fill_many(blank: Blank, values: list[Any], name: str, errors: Errors, mine: list[str], pointer: str, depth: int) -> Filled:
    items = [_item(blank, value, name, str(number), errors, f"{pointer}/{number}", depth) for number, value in enumerate(values)]
    prototypes = [_item(blank, {}, name, f"__{depth}__", {}, "", depth, kind=kind) for kind in range(len(blank.parts))]
    return Filled(blank, name, errors=mine, parts=items, prototypes=prototypes, depth=depth)


def _item(blank: Blank, value: Any, name: str, token: str, errors: Errors, pointer: str, depth: int, kind: int | None = None) -> Filled:
    kind = _kind_of(blank, value) if kind is None else kind
    inside = fill(blank.parts[kind], value, f"{name}/{token}", errors, pointer=pointer, depth=depth + 1)
    shown = next((str(value[key]) for key in SHOWN_IN_SUMMARY if isinstance(value, Mapping) and value.get(key)), "")
    return Filled(
        blank.parts[kind],
        inside.name,
        errors=inside.errors,
        parts=inside.parts,
        marker=f"{token}:{kind}",
        summary=shown,
        open=not shown or inside.faulty,
        depth=depth + 1,
    )


def _kind_of(blank: Blank, value: Any) -> int:
    """Which of the parts a value is: the one whose fixed members it has."""
    for number, part in enumerate(blank.parts):
        fixed = {member.name: member.fixed for member in part.parts if member.ask is Ask.FIXED}
        if fixed and isinstance(value, Mapping) and all(value.get(name) == wanted for name, wanted in fixed.items()):
            return number
    return 0


def _shown(blank: Blank, value: Any) -> Any:
    if value is None:
        return [] if blank.ask is Ask.MARKS else _default(blank)
    if blank.ask is Ask.LINES:
        return "\n".join(str(line) for line in value)
    if blank.ask is Ask.PAIRS:
        return "\n".join(f"{key} = {written_value(entry)}" for key, entry in value.items())
    return written_value(value) if blank.ask is Ask.VALUE else value


def _default(blank: Blank) -> Any:
    return "" if blank.empty in (None, ...) else blank.empty
