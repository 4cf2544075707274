"""Blanks with what stands in them, as templates show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from api.desk.forms.json_schema import Ask, Blank
from api.desk.forms.reading import written_value

Errors = Mapping[str, list[str]]
SHOWN_IN_SUMMARY = (
    "heading",
    "title",
    "label",
    "said",
    "description",
    "measure",
    "role",
    "stage",
    "slug",
    "message",
    "place",
    "id",
    "key",
)


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


@dataclass(frozen=True)
class _Place:
    """Where a value stands: under which name, at which pointer, how deep in lists, with whose errors."""

    name: str
    errors: Errors
    pointer: str = ""
    depth: int = 0

    def at(self, part: str) -> _Place:
        return replace(self, name=f"{self.name}/{part}", pointer=f"{self.pointer}/{part}")

    def errors_of(self, blank: Blank) -> list[str]:
        """What is wrong here; at a single control also what is wrong inside its value."""
        inside = blank.ask not in {Ask.GROUP, Ask.MANY}
        found = [
            texts
            for pointer, texts in self.errors.items()
            if pointer == self.pointer or (inside and pointer.startswith(f"{self.pointer}/"))
        ]
        return [text for texts in found for text in texts]


def fill(blank: Blank, value: Any, name: str, errors: Errors) -> Filled:
    """The blank with a value. `errors` are sentences by JSON pointer into the value."""
    return _fill(blank, value, _Place(name, errors))


def _fill(blank: Blank, value: Any, place: _Place) -> Filled:
    mine = place.errors_of(blank)
    if blank.ask is Ask.GROUP:
        given = value if isinstance(value, Mapping) else {}
        asked = [part for part in blank.parts if part.ask is not Ask.FIXED]
        parts = [_fill(part, given.get(part.name), place.at(part.name)) for part in asked]
        return Filled(blank, place.name, errors=mine, parts=parts, depth=place.depth)
    if blank.ask is Ask.MANY:
        items = [
            _item(blank, kind_of(blank, entry), entry, place, str(number)) for number, entry in enumerate(value or [])
        ]
        fresh = replace(place, errors={})
        prototypes = [_item(blank, kind, {}, fresh, f"__{place.depth}__") for kind in range(len(blank.parts))]
        return Filled(blank, place.name, errors=mine, parts=items, prototypes=prototypes, depth=place.depth)
    return Filled(blank, place.name, value=_shown(blank, value), errors=mine, depth=place.depth)


def _item(blank: Blank, kind: int, value: Any, place: _Place, token: str) -> Filled:
    """An item of a list, under a token of its own."""
    inside = _fill(blank.parts[kind], value, replace(place.at(token), depth=place.depth + 1))
    shown = next((str(value[key]) for key in SHOWN_IN_SUMMARY if isinstance(value, Mapping) and value.get(key)), "")
    return replace(inside, marker=f"{token}:{kind}", summary=shown, open=not shown or inside.faulty)


def kind_of(blank: Blank, value: Any) -> int:
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
